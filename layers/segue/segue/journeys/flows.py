"""Journeys: flows that a signal starts and that time and the customer's own doing move on.

`advance` decides the next step and does nothing: the same code runs a journey and simulates one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from segue.journeys.doors import Doors
from segue.journeys.entries import ANY, NEVER_LATE, ONCE, Entry, Late, Reentry
from segue.journeys.instances import END, Instance
from segue.journeys.questions import Exit, Segments
from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from segue.times import Millis

Definitions = Mapping[str, Mapping[str, Mapping[str, Any]]]  # what the playbook holds, by kind and id
Signal = Mapping[str, Any]  # an event on the bus
NONE: Segments = MappingProxyType({})


class Seen(NamedTuple):
    """What a run looks at: the person, the time, the event time of what woke it, the segments in force, and the signal
    if one did; `another`: that names another cart, order or product than the run's own. `over` says why the run is to
    end before any further step; "" where it goes on."""

    profile: Profile
    now: Millis
    moment: Millis = 0
    segments: Segments = NONE
    signal: Signal | None = None
    over: str = ""
    another: bool = False


class Effect(Protocol):
    """What is to be done for a run. `carry_out` may happen twice (a crash, a lost answer) and then changes nothing."""

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None: ...


Taken = tuple[Instance, Effect | None]


class Step(Protocol):
    """A station. `take` answers the instance further on or ended, or where it is to wait; it does nothing else."""

    def take(self, instance: Instance, seen: Seen, /) -> Taken: ...

    def lacks(self, _playbook: Definitions, /) -> Iterable[str]:
        """What it needs of the playbook that is not there: `template abandoned-cart`."""
        return ()

    def hears(self, _signal: Signal, _another: bool, /) -> bool:
        """Whether a run that stands here is to look when this signal comes; `another`: it names another cart, order or
        product than the run's own."""
        return False

    @property
    def again(self) -> bool:
        """Whether a run that stands here is to look when what began it happens again."""
        return False

    @property
    def says(self) -> str:
        """The template of the message that it writes; "" for none."""
        return ""

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The ids of the steps that may come next, each with a step of this journey or the END behind it."""
        ...


class Onward(Step):
    """A step behind which one other comes, whatever happens."""

    next: str

    @property
    def leads_to(self) -> tuple[str, ...]:
        """What comes next."""
        return (self.next,)


class Ways(NamedTuple):
    """Where a step stands: its id, the id of what comes after it, and how the steps that it holds are compiled: their
    list and the branch's name give the id of the first; the last of them goes on to `next`.
    `compiler` is for conditions."""

    id: str
    next: str
    inner: Callable[[Any, str], str]
    compiler: Compiler


@dataclass(frozen=True)
class Journey:
    """A journey as the playbook defines it. `each` says of what there is one run; `while_` names the segment that the
    person must stay in; `first` is the id of the first step. `changed` and `moves` say what becomes of those inside
    when the text changes; `text` is a digest of what matters to them. `kinds` says by id what each step does.
    `holdout`: for so many in a hundred it does not begin."""

    id: str
    name: str
    entry: Entry
    each: str = "person"
    while_: str = ""
    steps: Mapping[str, Step] = field(default_factory=dict)
    first: str = END
    description: str = ""
    reenter: Reentry = ONCE
    late: Late = NEVER_LATE
    where: Exit = ANY
    exits: tuple[Exit, ...] = ()
    changed: str = "finish"
    moves: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    holdout: int = 0

    def lacks(self, playbook: Definitions) -> list[str]:
        """What it needs of the playbook that is not there."""
        named = [self.while_, *self.entry.segments, *(one for way in self.exits for one in way.segments)]
        gone = [f"segment {one}" for one in named if one and one not in playbook["segment"]]
        return gone + [one for step in self.steps.values() for one in step.lacks(playbook)]

    def hears(self, signal: Signal, step: str, another: bool = False) -> bool:
        """Whether a run at this step is to look when this signal comes: an exit, or what the step waits for; `another`:
        it names another one than the run's own."""
        if any(one.hears(signal, another) for one in self.exits):
            return True
        station = self.steps.get(step)
        if station is None or station.hears(signal, another):
            return station is not None
        return station.again and not another and self.entry.takes(signal)


def advance(journey: Journey, instance: Instance, seen: Seen) -> Sequence[Taken]:
    """Everything that can happen now, step by step: where the run is then, and what is to be done to get there."""
    taken: list[Taken] = []
    while instance.running:
        moved, effect = _step_on(journey, instance, seen)
        taken.append((moved, effect))
        if moved.running and moved.step == instance.step:
            break
        instance, seen = moved, seen._replace(signal=None)  # a signal is for the step that waited for it
    return taken


def taken_in(journey: Journey, instance: Instance, seen: Seen) -> Sequence[Taken]:
    """What a run takes in though it is paused: that what it waits for has happened, or what began it has again. It goes
    no further; a wait that is over meanwhile ends when the run goes on."""
    station = journey.steps.get(instance.step)
    if seen.signal is None or station is None:
        return []
    moved, effect = station.take(instance, seen)
    return [(moved, effect)] if station.hears(seen.signal, seen.another) or moved.step == instance.step else []


def _step_on(journey: Journey, instance: Instance, seen: Seen) -> Taken:
    if seen.over:
        return instance.ended("exited", seen.over), None
    if instance.step == END:
        return instance.ended("done"), None
    if instance.step not in journey.steps:
        return instance.ended("left", "no such step any more"), None
    return journey.steps[instance.step].take(instance, seen)
