"""Emptying quarantine: records are tried again one after another, while there is time, for the API and the console."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from segue.api.cursors import page, time_cursor
from segue.errors import Invalid
from segue.intake.accepting import Counts
from segue.intake.quarantine import Record
from segue.times import SECOND, Millis
from segue.trust import REASON

MOST_TIME: Millis = 15 * SECOND  # half of what an HTTP API waits for


class Newest(Protocol):
    """Records, newest first."""

    def __call__(self, limit: int, before: Millis, **wanted: str) -> Sequence[Record]: ...


@dataclass(frozen=True)
class Emptied:
    """What became of the records that were tried.

    `replayed` are understood now, `still` are not, by reason; the others count events. `next` leads to the rest.
    """

    replayed: int = 0
    stored: int = 0
    duplicate: int = 0
    ignored: int = 0
    quarantined: int = 0
    still: Mapping[str, int] = field(default_factory=dict)
    next: str | None = None


@dataclass(frozen=True)
class Emptying:
    """`again` understands one record again; raises Invalid where it still cannot be."""

    newest: Newest
    again: Callable[[str, Millis], Counts]
    now: Callable[[], Millis]

    def empty(self, wanted: Mapping[str, str], limit: int, before: Millis) -> Emptied:
        """Tries up to about `limit` open records before a moment. Raises Unavailable: what was stored stays stored."""

        def read(most: int, moment: Millis) -> Sequence[Record]:
            return self.newest(most, moment, **wanted, state="open")

        found, further = page(read, _received, limit, before)
        tried = list(self._tried(found, wanted))
        if len(tried) < len(found):
            further = time_cursor(_received(found[len(tried)]) + 1)
        clear = [one for one in tried if isinstance(one, Counts)]
        counted = {name: sum(getattr(one, name) for one in clear) for name in vars(Counts())}
        still = Counter(one for one in tried if isinstance(one, str))
        return Emptied(replayed=len(clear), still=still, next=further, **counted)

    def _tried(self, records: Sequence[Record], wanted: Mapping[str, str]) -> Iterator[Counts | str]:
        """What each record says now, or why it still says nothing; ends when time is up, never before the first."""
        until = self.now() + MOST_TIME
        for at, record in enumerate(records):
            if at and self.now() > until:
                return
            yield self._again(record, wanted)

    def _again(self, record: Record, wanted: Mapping[str, str]) -> Counts | str:
        if record.reason == REASON != wanted.get("reason"):
            return REASON  # who replays it vouches for it: nobody does that by the way
        try:
            return self.again(record.id, self.now())
        except Invalid as wrong:
            return wrong.reason


def _received(record: Record) -> Millis:
    return record.delivery.received_at
