"""Woken by signals and timers: looks at the person now and does what is due."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.wiring.bus import heard
from segue.wiring.flows import waking


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of bus events, wakes and alarms; answers which of them must come again."""
    return each_message(event, lambda reason: waking().look(heard(reason), now()))
