"""Quietness: which changes of a membership imported history led to, so that they start nothing.

A change is loud where what the customer did alone leads to it, whatever was imported. Otherwise history is needed for
it, and it is quiet where history alone leads to it, too. Where it takes both, the last word counts: loud is what the
customer's own event says something about, quiet is what follows from an import, a link or a merge.

All of it follows from the profile as it is now and from the events that are folded, and from nothing that a crash, a
merge or an undo can lose.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from segue import facets
from segue.events import Event
from segue.profile.profiles import Profile
from segue.segments.membership import Membership, Segment
from segue.times import SECOND, Millis
from segue.tracing import trace_of


@dataclass(frozen=True)
class Doing:
    """What has happened since a person was looked at last: the events of a batch; None where nothing has happened but
    that time went by. What they say is the same whenever the batch comes, and is worked out where somebody asks: most
    events move nobody into or out of a segment."""

    events: Sequence[Event] | None = None

    @cached_property
    def own(self) -> frozenset[str]:
        """The facets that the customer's own events say something of."""
        return frozenset(name for one in self.events or () if not one.backfill for name in facets.of(one))

    @property
    def imported(self) -> bool:
        """Whether events of history are among them."""
        return any(one.backfill for one in self.events or ())

    @property
    def seconds(self) -> frozenset[int]:
        """When the customer's own events happened."""
        return frozenset(one.timestamp // SECOND for one in self.events or () if not one.backfill)

    def trace(self, segments: Callable[[], Iterable[Segment]]) -> str:
        """That of the last event that a segment looks at, or of the last at all; "" where time alone went by."""
        if not self.events:
            return ""
        looked = {name for one in segments() for name in one.when.facets}
        told = [one for one in self.events if looked & facets.of(one).keys()]
        return trace_of((told or self.events)[-1].message_id)

    def last(self, before: bool) -> bool:
        """Whether history moved the person last, where it did or did not `before`."""
        return self.imported or (before and not self.own)


TIME = Doing()


def quietly(
    segments: Iterable[Segment], profile: Profile | None, change: tuple[Membership, Membership], doing: Doing
) -> Set[str]:
    """The ids of the segments that were entered or left, between the memberships before and after, because of
    history. What was entered quietly is left quietly too, unless the customer's own event says something of it."""
    before, after = change
    changed = before.segments.keys() ^ after.segments.keys()
    found = {one.id: one for one in segments if one.id in changed}
    said = {key for key, one in found.items() if one.when.facets & doing.own}
    left = {one for one in before.quiet - said if one not in after.segments}
    if profile is None or profile.left_alone or not profile.has_history:
        return left
    last = said if doing.events is not None or before.imported else found.keys()
    return left | {key for key, one in found.items() if _led(one, profile, after, key in last)}


class Filled(NamedTuple):
    """What has happened, and which segments are being filled because they changed, since when."""

    doing: Doing
    since: Mapping[str, Millis]


def filled(
    segments: Iterable[Segment], profile: Profile, change: tuple[Membership, Membership], known: Filled
) -> Set[str]:
    """The ids of the segments that were entered or left because they mean something else than before: their answer is
    older than their change. An answer that is as old as one of the customer's events that have just been told is the
    customer's doing, however late they are told; where nobody knows since when it is so, what they say something of."""
    before, after = change
    moved = (before.segments.keys() ^ after.segments.keys()) & known.since.keys()
    asked = {one.id: one.when for one in segments if one.id in moved}
    verdicts = {key: when.test(profile, after.at) for key, when in asked.items()}
    by_event = {key for key, one in verdicts.items() if one.since is None and asked[key].facets & known.doing.own}
    since = {key: one.since for key, one in verdicts.items() if one.since is not None}
    seconds = known.doing.seconds
    told = {key for key, one in since.items() if one // SECOND in seconds}
    later = {key for key, one in since.items() if one >= known.since[key]}
    return moved - by_event - told - later


def _led(segment: Segment, profile: Profile, after: Membership, last: bool) -> bool:
    """Whether history led to the answer; `last`: the customer had the last word."""
    inside = segment.id in after.segments
    if segment.when.test(profile.own, after.at).holds == inside:
        return False
    return not last or segment.when.test(profile.imported, after.at).holds == inside
