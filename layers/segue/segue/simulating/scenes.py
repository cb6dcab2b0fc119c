"""Scenes: what is asked of everybody alike, worked out once: the journeys, the segments that move them, the time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from segue.journeys.doors import Addresses
from segue.journeys.ears import Ears
from segue.journeys.flows import Journey
from segue.messaging.policies import Policy
from segue.profile.facts import FACTS
from segue.segments.membership import NAMES, Segment
from segue.signals import HEARD
from segue.times import Millis

TYPE, SEGMENTS = "detail-type", ("SegmentEntered", "SegmentExited")
OWN = ("JourneyEntered", "JourneyExited")
TOLD = frozenset(name for name, _ in FACTS.values())  # what events themselves give
GIVEN = TOLD | {*SEGMENTS, *OWN}  # what a simulation can give; all else needs more than the ledger


@dataclass(frozen=True)
class Scene:
    """`journeys` are simulated, from `since` to `until`; `place` names the playbook's version. `key` makes the identity
    key of an address."""

    journeys: Mapping[str, Journey]
    segments: Mapping[str, Segment]
    since: Millis
    until: Millis
    key: Addresses
    policy: Policy = field(default_factory=Policy)
    place: str = ""

    @cached_property
    def patterns(self) -> Sequence[Mapping[str, Any]]:
        """All that the journeys listen to."""
        return [one for journey in self.journeys.values() for one in patterns_of(journey)]

    @cached_property
    def ears(self) -> Ears:
        """The same, to be asked of a signal."""
        return Ears(self.patterns)

    @cached_property
    def heard(self) -> frozenset[str]:
        """The names of signals that move anybody."""
        return frozenset(name for one in self.patterns for name in _names(one))

    @cached_property
    def asked(self) -> Sequence[Segment]:
        """The segments whose members the journeys hear of: no other one has to be kept up."""
        named = {one for pattern in self.patterns if {*_names(pattern)} & {*SEGMENTS} for one in self._named(pattern)}
        return [one for key, one in self.segments.items() if key in named]

    @cached_property
    def facets(self) -> frozenset[str]:
        """The facets that these look at; the names always, which tell since when somebody is known."""
        return frozenset({NAMES}.union(*(one.when.facets for one in self.asked)))

    def _named(self, pattern: Mapping[str, Any]) -> Iterable[str]:
        """The segments that a pattern names; all where it does not name them one by one."""
        detail = pattern.get("detail")
        named = detail.get("segment") if isinstance(detail, Mapping) else None
        plain = isinstance(named, list) and all(isinstance(one, str) for one in named)
        return named if named is not None and plain else self.segments


def patterns_of(journey: Journey) -> Iterator[Mapping[str, Any]]:
    """What a journey listens to: its entry, its exits, and its steps that wait for something."""
    entry = journey.entry.pattern
    yield from [entry] if entry is not None else []
    yield from (one.pattern for one in journey.exits if one.pattern is not None)
    for step in journey.steps.values():
        pattern = getattr(step, "pattern", None)
        yield from [pattern] if isinstance(pattern, Mapping) else []


def missing(journey: Journey) -> list[str]:
    """What begins it or moves it on and no ledger tells of: such signals do not come in a simulation."""
    said = {name for one in patterns_of(journey) for name in _names(one)} - GIVEN
    kind = journey.entry.kind
    return sorted(said if _explicit(journey) else ()) + ([kind] if kind in ("schedule", "api") else [])


def _explicit(journey: Journey) -> bool:
    return all(_plain(one) for one in patterns_of(journey))


def _plain(pattern: Mapping[str, Any]) -> bool:
    named = pattern.get(TYPE)
    return isinstance(named, list) and all(isinstance(one, str) for one in named)


def _names(pattern: Mapping[str, Any]) -> Iterable[str]:
    """The signals that a pattern may take; all where it does not name them one by one."""
    return pattern[TYPE] if _plain(pattern) else HEARD
