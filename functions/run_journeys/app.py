"""Woken by signals and timers: looks at the person now and does what is due."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.wiring.evaluation import evaluating, timers
from segue.wiring.flows import running


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of bus events, wakes and alarms; answers which of them must come again."""
    return each_message(event, look)


def look(body: dict[str, Any]) -> None:
    """One reason to look at somebody; a timer that comes early goes back to the queue for the rest of its wait."""
    moment = now()
    if body.get("due", 0) > moment:
        timers().set(body, moment)
    elif body.get("kind") == "wake":
        profile, membership = evaluating().evaluate(body["person"], moment)
        if profile:
            running().standing(profile, membership.segments, moment)
    elif body.get("kind") == "alarm":
        running().alarm(body["person"], body["journey"], body["key"], moment)
    else:
        running().signal(body, moment)
