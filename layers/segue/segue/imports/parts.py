"""What a file holds, piece by piece, and what a piece is worth."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from segue.consent import asked
from segue.deliveries import STUMBLES, named
from segue.errors import Invalid
from segue.events import Event, encode
from segue.times import Millis

MOST_BYTES = 300_000  # of an event: DynamoDB takes 400 KB for an item, and would refuse a larger one for ever


class File(NamedTuple):
    """A file of a location, how many bytes it has, and a word that is another one for other bytes."""

    name: str
    size: int
    etag: str = ""


class Found(NamedTuple):
    """A piece of a file: a line's bytes, a row as a mapping, all rows of one customer, or the rejection of a row that
    no reader can take. `row` is the number of its
    first row, counted from 1 after the header; `done` of the reading's `total` is behind us once it is handled."""

    row: int
    value: Any
    done: int


@dataclass(frozen=True)
class Rejection:
    """A row that was not understood: its number, a short stable word, and what people read."""

    row: int
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Left:
    """A row that is understood and says nothing to keep; `name` is a short stable word."""

    row: int
    name: str


Part = Event | Rejection | Left


@dataclass(frozen=True)
class Origin:
    """Of what is imported: the source that it counts for, when the import was asked for, and whether it is released,
    so that it counts as if it happened now. A yes to messages never does: it would take back a no of today."""

    source: str
    received_at: Millis
    released: bool = False

    def marked(self, event: Event) -> Event:
        """The event of this source, received then; history unless it is released.

        Raises Invalid("no-identifier", "too-large").
        """
        answer = asked(event)
        past = not self.released or bool(answer and answer[2])
        more = {"source": self.source, "received_at": self.received_at, "backfill": past}
        made = named(msgspec.structs.replace(event, timestamp=min(event.timestamp, self.received_at), **more))
        if len(encode(made)) > MOST_BYTES:
            raise Invalid("too-large", f"an event has at most {MOST_BYTES} bytes")
        return made


Understand = Callable[[Found, Origin], Iterable[Part]]


def understood(found: Found, origin: Origin, understand: Understand) -> list[Part]:
    """What a piece says; one that cannot be understood is rejected with its row, and takes no other with it."""
    if isinstance(found.value, Rejection):
        return [found.value]
    try:
        return list(understand(found, origin))
    except Invalid as wrong:
        return [Rejection(found.row, wrong.reason, wrong.detail)]
    except STUMBLES as stumble:
        return [Rejection(found.row, "not-understood", type(stumble).__name__)]
