"""Families: a person whose identities were not known to be one from the beginning.

Which identities are one person's is taken as it stands now; since when is told by the events that name several of
them. Until then each part is a person of its own, as it was. What no event ties (staff did) is one from the start.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from segue.events import Event
from segue.identifiers import identifiers_of
from segue.identity.edges import strength
from segue.journeys.notes import SOURCE
from segue.keys import IdentityKey
from segue.simulating.playing import Playing
from segue.simulating.scenes import Scene
from segue.simulating.stories import Known, Story
from segue.times import Millis


@dataclass
class Part:
    """Identities that are known to be one, their events before the simulated time, and their player."""

    keys: set[IdentityKey]
    playing: Playing
    past: list[Event] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, str]:
        """Of parts that become one, the least goes on."""
        return min(map(strength, self.keys))


def play(scene: Scene, known: Known) -> Story:
    """One person from the first event to the end of the scene."""
    return Family(scene, known).play()


class Family:
    """The parts of one person."""

    def __init__(self, scene: Scene, known: Known) -> None:
        self.scene, self.known, self.story = scene, known, Story(known.profile.id)
        self.ties = _Ties(scene, known)
        self.parts: dict[IdentityKey, Part] = {}

    def play(self) -> Story:
        """All of it."""
        past, coming = _ordered(self.scene, self.known)
        for group in self.ties.loose():
            self._one(group)
        for key, event in past:
            self._remember(key, event)
        for one in self._living():
            one.playing.remember(one.past)
        for now, events in groupby(coming, lambda one: one[1].received_at):
            self._take([*events], now)
        for one in self._living():
            one.playing.end()
        return self.story

    def _remember(self, key: IdentityKey, event: Event) -> None:
        self._one(self.ties.of(key, event)).past.append(event)

    def _take(self, events: Sequence[tuple[IdentityKey, Event]], now: Millis) -> None:
        for key, event in events:
            self._one(self.ties.of(key, event), now)
        by_part: dict[int, tuple[Part, list[Event]]] = {}
        for key, event in events:
            part = self.parts[key]
            by_part.setdefault(id(part), (part, []))[1].append(event)
        for part, own in by_part.values():
            part.playing.take(own, now)

    def _one(self, keys: Iterable[IdentityKey], now: Millis | None = None) -> Part:
        """The part of these identities, which are one from now on."""
        met = {id(part): part for key in keys if (part := self.parts.get(key))}
        first, *rest = sorted(met.values(), key=lambda one: one.rank) or [self._new()]
        for one in rest:
            first.keys |= one.keys
            first.past += one.past
            if now is not None:
                first.playing.join(one.playing, now)
        first.keys |= {*keys}
        self.parts |= dict.fromkeys(first.keys, first)
        return first

    def _new(self) -> Part:
        return Part(set(), Playing(self.scene, self.known.profile, self.story))

    def _living(self) -> list[Part]:
        return [*{id(one): one for one in self.parts.values()}.values()]


class _Ties:
    """Which identities of a person an event names."""

    def __init__(self, scene: Scene, known: Known) -> None:
        self._scene, self._known = scene, known
        self._own = frozenset(known.profile.identities)
        self._homes = [key for key, events in known.events.items() if events]
        self._keys: dict[tuple[str, str], IdentityKey] = {}

    def of(self, home: IdentityKey, event: Event) -> list[IdentityKey]:
        """Those that stand in the event, of which the one that it is kept under is the first."""
        if len(self._homes) < 2:
            return [home]
        named = (self._key(one.type, one.value) for one in identifiers_of(event))
        return [home, *(one for one in named if one != home and one in self._own)]

    def loose(self) -> list[list[IdentityKey]]:
        """The homes of events that no event ties to the others, as one group; nothing where all are tied."""
        groups: list[set[IdentityKey]] = []
        for home in self._homes if len(self._homes) > 1 else ():
            for event in self._known.events[home]:
                groups = _joined(groups, {*self.of(home, event)})
        return [[min(one) for one in groups]] if len(groups) > 1 else []

    def _key(self, kind: str, value: str) -> IdentityKey:
        known = self._keys.get((kind, value))
        if known is None:
            known = self._keys[kind, value] = self._scene.key(kind, value)
        return known


def _joined(groups: list[set[IdentityKey]], keys: set[IdentityKey]) -> list[set[IdentityKey]]:
    if any(keys <= one for one in groups):
        return groups
    met = [one for one in groups if one & keys]
    return [*(one for one in groups if not one & keys), keys.union(*met)]


Line = list[tuple[IdentityKey, Event]]


def _ordered(scene: Scene, known: Known) -> tuple[Line, Line]:
    """The events before the simulated time and in it, in the order in which they were received; without those that
    real runs of these journeys wrote down, which their steps write again here."""
    line = [
        (key, one)
        for key, events in known.events.items()
        for one in events
        if one.received_at <= scene.until and not _noted(one, scene.journeys)
    ]
    line.sort(key=lambda one: (one[1].received_at, one[1].timestamp, one[1].message_id))
    began = next((at for at, (_, one) in enumerate(line) if one.received_at >= scene.since), len(line))
    return line[:began], line[began:]


def _noted(event: Event, journeys: Mapping[str, object]) -> bool:
    return event.source == SOURCE and event.context.get("journey", {}).get("id") in journeys
