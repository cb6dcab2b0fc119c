"""A page of a timeline with as few rows as it takes: the partitions of the ledger are merged like sorted files.

Each partition is read from where the page before ended, and read on only when the page has used up what was read. What
lies below the place that was reached in a partition is not told yet: something of that partition may stand above it.
Of messages only marks are read, and those whole that stand on the page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from segue.api.timeline import HAPPENED, SENT, Moment, Place, Wanted, newest_first, of_event, of_mark, of_message, same
from segue.aws.parallel import side_by_side
from segue.journeys.attribution import ids
from segue.keys import IdentityKey, PersonId
from segue.ledger import LAST, UNDATED, Look, Looked
from segue.messages import Mark, Message
from segue.profile.profiles import Profile

MOST_UNDATED = 500  # of one source identity
MOST_ROUNDS = 12  # of reading, before a page is answered with what it has


class Messages(Protocol):
    """Reads where messages stand, and some of them whole."""

    def marks(self, persons: Sequence[PersonId], whole: bool) -> list[Mark]: ...

    def read_all(self, identities: Sequence[str], strong: bool = False) -> list[Message]: ...


class Ledger(Protocol):
    """Reads part of the events of one source identity."""

    def look(self, key: IdentityKey, wanted: Look) -> Looked: ...


@dataclass
class Partition:
    """What is read of one source identity and not told yet; `reached`: down to where it is read, "" at its end."""

    key: IdentityKey
    reached: Place
    read: list[Moment] = field(default_factory=list)


@dataclass
class Merging:
    """A page in the making: `told` is complete down to `edge`, which is "" when nothing is left. `undated` is what has
    come without a time of its own: where the same came with one, too, it happened once."""

    wanted: Wanted
    partitions: list[Partition]
    loose: list[Moment] = field(default_factory=list)
    undated: set[tuple[str, ...]] = field(default_factory=set)
    told: list[Moment] = field(default_factory=list)
    edge: Place = LAST
    rounds: int = 0

    @property
    def goes_on(self) -> bool:
        """Whether another look at the partitions is worth it."""
        return bool(self.edge) and len(self.told) <= self.wanted.limit and self.rounds < MOST_ROUNDS

    @property
    def behind(self) -> list[Partition]:
        """Those that hold up the page: they go on, and nothing is left of what was read."""
        return [one for one in self.partitions if one.reached and one.reached >= self.edge]

    def take(self) -> None:
        """Tells what is complete now that those behind were read on."""
        self.rounds += 1
        self.edge = max((one.reached for one in self.partitions), default="")
        due = {one.place: one for one in self._due() if self._is_due(one)}
        self.told += [due[place] for place in sorted(due, reverse=True) if self.wanted.wants(due[place])]

    def _is_due(self, one: Moment) -> bool:
        twice = one.dated and same(one) in self.undated
        return not twice and (not self.wanted.before or one.place < self.wanted.before)

    def _due(self) -> Iterable[Moment]:
        due = [one for one in self.loose if one.place >= self.edge]
        self.loose = [one for one in self.loose if one.place < self.edge]
        for part in self.partitions:
            due += [one for one in part.read if one.place >= self.edge]
            part.read = [one for one in part.read if one.place < self.edge]
        return due


@dataclass(frozen=True)
class Histories:
    """`own` keeps the messages that are this person's."""

    messages: Messages
    ledger: Ledger
    own: Callable[[Profile, Sequence[Message]], list[Message]]

    def page(self, profile: Profile, wanted: Wanted, more: Sequence[Moment] = ()) -> tuple[list[Moment], Place]:
        """A page of moments, newest first, and the place where the next page starts, empty at the end. `more` are
        moments besides events and messages.

        A page may be short although there is more.
        """
        merged = self._merged(profile, wanted, more)
        kept = merged.told[: wanted.limit]
        left = len(merged.told) > wanted.limit or (len(kept) == wanted.limit and merged.edge)
        return newest_first(self._whole(profile, kept)), kept[-1].place if left else merged.edge

    def _merged(self, profile: Profile, wanted: Wanted, more: Sequence[Moment]) -> Merging:
        keys = profile.identities if wanted.any_of(HAPPENED) else ()
        merged = Merging(wanted, [Partition(key, wanted.before or LAST) for key in keys], [*more])
        first = -(-2 * wanted.limit // len(keys)) if len(keys) > 1 else wanted.limit + 1
        reads = [partial(self._read, wanted, first, one) for one in merged.partitions]
        reads += [partial(self._undated, merged, one) for one in keys]
        reads += [partial(self._marks, merged, profile)] if wanted.any_of(SENT) else []
        side_by_side(_act, reads)
        merged.take()
        while merged.goes_on:
            side_by_side(partial(self._read, wanted, wanted.limit), merged.behind)
            merged.take()
        return merged

    def _read(self, wanted: Wanted, limit: int, one: Partition) -> None:
        found = self.ledger.look(one.key, Look(limit, one.reached, wanted.kinds, wanted.channels, wanted.hidden))
        one.read += [of_event(event) for event in found.events if event.original_timestamp is not None]
        one.reached = found.reached if found.reached > UNDATED else ""

    def _undated(self, merged: Merging, key: IdentityKey) -> None:
        """Those that came without a time of their own stand apart in the ledger."""
        look = Look(MOST_UNDATED, UNDATED, merged.wanted.kinds, merged.wanted.channels, merged.wanted.hidden)
        found = [of_event(event) for event in self.ledger.look(key, look).events]
        merged.loose += found
        merged.undated.update(map(same, found))

    def _marks(self, merged: Merging, profile: Profile) -> None:
        filtered = bool(merged.wanted.kind or merged.wanted.channel)
        merged.loose += map(of_mark, self.messages.marks(ids(profile), filtered))

    def _whole(self, profile: Profile, kept: Sequence[Moment]) -> list[Moment]:
        said = [one.id for one in kept if one.kind in SENT]
        read = self.messages.read_all(said, strong=True) if said else []
        whole = {one.id: of_message(one) for one in self.own(profile, read)}
        return [whole.get(one.id, one) for one in kept if one.kind not in SENT or one.id in whole]


def _act(read: Callable[[], None]) -> None:
    read()
