"""Journeys: flows that a signal starts and that time and the customer's own doing move on.

`advance` decides the next step and does nothing: the same code runs a journey and simulates one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from segue.journeys.doors import Doors
from segue.journeys.instances import Instance
from segue.profile.profiles import Profile
from segue.times import Millis

Definitions = Mapping[str, Mapping[str, Mapping[str, Any]]]  # what the playbook holds, by kind and id


class Seen(NamedTuple):
    """What a run looks at: the person, whether the segment of `while` still holds for the run's key, and the time."""

    profile: Profile
    holds: bool
    now: Millis


class Effect(Protocol):
    """What is to be done for a run. `carry_out` may happen twice: a crash, a lost answer. False: it cannot be done
    yet, and the run stays at the station that asks for it."""

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> bool: ...


Taken = tuple[Instance, Effect | None]


class Step(Protocol):
    """A station. `take` answers the instance further on or ended, or where it is to wait; it does nothing else."""

    def take(self, instance: Instance, seen: Seen, /) -> Taken: ...

    def lacks(self, _playbook: Definitions, /) -> Iterable[str]:
        """What it needs of the playbook that is not there: `template abandoned-cart`."""
        return ()


Stations = tuple[Step, ...]
Compile = Callable[[Any], Stations]  # of a list of steps, for a step that holds some


@dataclass(frozen=True)
class Journey:
    """`entry` is an EventBridge pattern; `each` says of what there is one run (`cart` or `person`);
    `while_` names the segment that the person must stay in."""

    id: str
    name: str
    entry: Mapping[str, Any]
    each: str
    while_: str
    steps: Stations

    def lacks(self, playbook: Definitions) -> list[str]:
        """What it needs of the playbook that is not there."""
        gone = [f"segment {self.while_}"] if self.while_ and self.while_ not in playbook["segment"] else []
        return gone + [one for step in self.steps for one in step.lacks(playbook)]


def advance(journey: Journey, instance: Instance, seen: Seen) -> Sequence[Taken]:
    """Everything that can happen now, step by step: where the run is then, and what is to be done to get there."""
    taken: list[Taken] = []
    while instance.state == "running":
        moved, effect = _step_on(journey, instance, seen)
        taken.append((moved, effect))
        if moved.state == "running" and moved.step == instance.step:
            break
        instance = moved
    return taken


def _step_on(journey: Journey, instance: Instance, seen: Seen) -> Taken:
    if not seen.holds:
        return instance.ended("exited"), None
    if instance.step >= len(journey.steps):
        return instance.ended("done"), None
    return journey.steps[instance.step].take(instance, seen)
