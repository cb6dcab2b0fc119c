"""What journeys use to get something done, in memory: rows of runs, what was said, alarms of the clock that jumps."""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from segue.events import Event
from segue.journeys.instances import Instance
from segue.journeys.running import Found
from segue.keys import IdentityKey
from segue.messages import Message
from segue.profile.signals import Signal
from segue.simulating.stories import Passed, Story
from segue.times import Millis

Due = tuple[Millis, int, Mapping[str, Any]]


@dataclass
class Rows:
    """Runs of one person, by journey and key; `story` is told of each that begins and of those that make room."""

    story: Story
    kept: dict[tuple[str, str], Instance] = field(default_factory=dict)

    def find(self, persons: Iterable[str], journey: str, key: str) -> Found:
        """The run for a key; staff have said nothing: a simulation is never paused."""
        known = self.kept.get((journey, key))
        return Found((known,) if known and known.person in persons else ())

    def running(self, persons: Iterable[str]) -> Sequence[Instance]:
        """Those that go on."""
        mine = tuple(persons)
        return [one for one in self.kept.values() if one.running and one.person in mine]

    def save(self, instance: Instance) -> None:
        """Replaces the run; nobody else writes here."""
        before = self.kept.get((instance.journey, instance.key))
        if before is None or before.run != instance.run:
            self.story.entered.append(Passed(instance.journey, "", "", instance.entered))
        self.kept[instance.journey, instance.key] = replace(instance, version=instance.version + 1)

    def shelve(self, instance: Instance) -> None:
        """An ended run that makes room for the next one."""
        self.story.runs.append(instance)

    def adopt(self, other: "Rows") -> None:
        """Runs of somebody who is the same person; of two for one key the first goes on."""
        for key, run in other.kept.items():
            known = self.kept.get(key)
            if known:
                self.story.runs.append(max(known, run, key=lambda one: one.entered))
            self.kept[key] = min(known, run, key=lambda one: one.entered) if known else run


@dataclass
class Clock:
    """What is due, soonest first, what has been told meanwhile and is yet to be heard, and what was written down."""

    due: list[Due] = field(default_factory=list)
    told: list[Signal] = field(default_factory=list)
    noted: list[Event] = field(default_factory=list)
    made: int = 0

    def set(self, body: Mapping[str, Any], _now: Millis, /) -> None:
        """Brings a word back at its `due`."""
        self.made += 1
        heapq.heappush(self.due, (body["due"], self.made, body))

    def arm_instance(self, instance: Instance, due: Millis, now: Millis) -> None:
        """Wakes a run."""
        self.set({"kind": "alarm", "journey": instance.journey, "key": instance.key, "due": due}, now)

    def pop(self, until: Millis) -> Mapping[str, Any] | None:
        """The next that is due by then."""
        return heapq.heappop(self.due)[2] if self.due and self.due[0][0] <= until else None

    def adopt(self, other: "Clock") -> None:
        """What is due of somebody who is the same person, but for boundaries: they are looked for anew."""
        for _, _, body in other.due:
            if body["kind"] != "wake":
                self.set(body, body["due"])

    def publish(self, signals: Sequence[Signal]) -> None:
        """Heard as soon as what goes on now is over."""
        self.told += signals

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None:
        """Comes back as an event of the person, once under each key."""
        self.noted += [event for _ in keys]


@dataclass(frozen=True)
class Outbox:
    """Hands what is said to whoever decides on it."""

    hear: Callable[[Message], None]

    def intend(self, message: Message) -> bool:
        """Once or twice is once: it goes by its id."""
        self.hear(message)
        return True


@dataclass(frozen=True)
class Calls:
    """Counts calls that would be made."""

    story: Story

    def order(self, call: Mapping[str, Any]) -> None:
        """One of them."""
        self.story.count(f"call {call['step']}")
