"""A page of a timeline with as few rows as it takes: the partitions of the ledger are merged like sorted files.

Each partition is read from where the page before ended, and read on only when the page has used up what was read. What
lies below the last row of a partition that goes on is not told yet: something of that partition may stand above it. Of
messages only marks are read, and those whole that stand on the page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from segue.api.timeline import HAPPENED, SENT, Moment, Place, Wanted, newest_first, of_event, of_mark, of_message
from segue.aws.parallel import side_by_side
from segue.events import Event
from segue.journeys.attribution import ids
from segue.keys import IdentityKey, PersonId
from segue.ledger import NO_TIME
from segue.messages import Mark, Message
from segue.profile.profiles import Profile

UNDATED = NO_TIME + "\uffff"
MOST_UNDATED = 500  # of one source identity
MOST_ROWS = 1_000  # of the ledger that a filtered page looks through before it answers with what it has


class Messages(Protocol):
    """Reads where messages stand, and some of them whole."""

    def marks(self, persons: Sequence[PersonId]) -> list[Mark]: ...

    def read_all(self, identities: Sequence[str], strong: bool = False) -> list[Message]: ...


class Ledger(Protocol):
    """Reads the events of one source identity, newest first, before a place."""

    def timeline(self, key: IdentityKey, limit: int, before: str = "") -> list[Event]: ...


@dataclass
class Partition:
    """What is read of one source identity and not told yet, latest place first; `reached`: up to where it is read,
    "" at its end."""

    key: IdentityKey
    reached: Place
    read: list[Moment] = field(default_factory=list)


@dataclass(frozen=True)
class Histories:
    """`own` keeps the messages that are this person's."""

    messages: Messages
    ledger: Ledger
    own: Callable[[Profile, Sequence[Message]], list[Message]]

    def page(self, profile: Profile, wanted: Wanted, more: Sequence[Moment] = ()) -> tuple[list[Moment], Place]:
        """A page of moments, newest first, and the place where the next page starts, empty at the end. `more` are
        moments besides events and messages.

        A filtered page may be short although there is more.
        """
        merged = self._merged(profile, wanted, [*more, *self._marks(profile, wanted)])
        kept = merged.told[: wanted.limit]
        left = len(merged.told) > wanted.limit or (len(kept) == wanted.limit and not merged.ended)
        further = kept[-1].place if left else merged.edge
        return newest_first(self._whole(profile, kept)), further

    def _marks(self, profile: Profile, wanted: Wanted) -> Iterable[Moment]:
        return map(of_mark, self.messages.marks(ids(profile))) if wanted.any_of(SENT) else ()

    def _merged(self, profile: Profile, wanted: Wanted, more: Iterable[Moment]) -> "Merging":
        keys = profile.identities if wanted.any_of(HAPPENED) else ()
        merged = Merging(wanted, [Partition(key, wanted.before or LAST) for key in keys])
        undated = side_by_side(lambda one: self.ledger.timeline(one, MOST_UNDATED, UNDATED), keys)
        merged.loose = [*more, *(of_event(one) for events in undated for one in events)]
        while merged.goes_on:
            merged.take(side_by_side(self._read(wanted.limit), merged.empty))
        return merged

    def _read(self, limit: int) -> Callable[[Partition], int]:
        def read(one: Partition) -> int:
            events = self.ledger.timeline(one.key, limit, one.reached)
            dated = [of_event(event) for event in events if event.original_timestamp is not None]
            one.read += dated
            one.reached = dated[-1].place if len(dated) == limit else ""
            return len(events)

        return read

    def _whole(self, profile: Profile, kept: Sequence[Moment]) -> list[Moment]:
        said = [one.id for one in kept if one.kind in SENT]
        whole = {one.id: of_message(one) for one in self.own(profile, self.messages.read_all(said, strong=True))}
        return [whole[one.id] if one.kind in SENT else one for one in kept if one.kind not in SENT or one.id in whole]


LAST = "\uffff"


@dataclass
class Merging:
    """A page in the making: `told` is complete down to `edge`, which is "" when nothing is left."""

    wanted: Wanted
    partitions: list[Partition]
    loose: list[Moment] = field(default_factory=list)
    told: list[Moment] = field(default_factory=list)
    edge: Place = LAST
    rows: int = 0

    @property
    def ended(self) -> bool:
        """Whether everything is told."""
        return not self.edge

    @property
    def goes_on(self) -> bool:
        """Whether another look at the partitions is worth it."""
        return not self.ended and len(self.told) <= self.wanted.limit and self.rows < MOST_ROWS

    @property
    def empty(self) -> list[Partition]:
        """Those of which nothing is left that was read."""
        return [one for one in self.partitions if one.reached and not one.read]

    def take(self, rows: Sequence[int]) -> None:
        """Tells what is known to be complete after so many rows were read of each partition."""
        self.rows += sum(rows)
        self.edge = max((one.reached for one in self.partitions if one.reached), default="")
        found = {one.place: one for one in self._due() if not self.wanted.before or one.place < self.wanted.before}
        self.told += [found[place] for place in sorted(found, reverse=True) if self.wanted.wants(found[place])]

    def _due(self) -> Iterable[Moment]:
        due = [one for one in self.loose if one.place >= self.edge]
        self.loose = [one for one in self.loose if one.place < self.edge]
        for part in self.partitions:
            due += [one for one in part.read if one.place >= self.edge]
            part.read = [one for one in part.read if one.place < self.edge]
        return due
