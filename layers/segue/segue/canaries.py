"""The canary: an event about nobody that comes in by the front door every few minutes, so that somebody notices when
nothing else does (docs/decisions/0301). Pure.

It is known by the write key that it comes by, which only the stack itself has (`segue.events.is_canary`): nobody else
can tell one. Its profile is that of `keys.NOBODY`.
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from segue.events import Event
from segue.keys import NOBODY
from segue.times import MINUTE, SECOND, Millis, to_text

NAME = "Canary Sent"
KIND = "canary"  # of its order in the queue of journeys
LATE: Millis = MINUTE
MISSED = 3  # of those that should have come: then something is wrong


class Arrival(NamedTuple):
    """When the last one was sent that came through, and how long its way was."""

    sent: Millis
    took: Millis


def sent_at(event: Event) -> Millis:
    """When it was sent, by the clock of who sent it."""
    return event.timestamp if event.original_timestamp is None else event.original_timestamp


def seconds(millis: Millis) -> int:
    """Whole seconds, as they are counted."""
    return round(millis / SECOND)


def order_of(sent: Millis) -> dict[str, Any]:
    """The order that goes on into the queue of journeys."""
    return {"kind": KIND, "sent": sent}


def message(sent: Millis, needed: Collection[str], chance: str) -> dict[str, Any]:
    """What is posted; it says yes to the categories of consent without which nothing is kept. It is about nobody.

    `chance` is what nobody can guess: who knew its id beforehand could be first with it, and it would be a repeat."""
    agreed = {"consent": {"categoryPreferences": dict.fromkeys(sorted(needed), True)}} if needed else {}
    said = {"type": "track", "event": NAME, "anonymousId": NOBODY, "messageId": f"{NOBODY}-{chance}"}
    return said | {"timestamp": to_text(sent), "context": agreed}
