"""Journeys: flows that a signal starts and that time and the customer's own doing move on.

`advance` decides the next step and does nothing: the same code runs a journey and simulates one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from segue.journeys.doors import Doors
from segue.journeys.instances import Instance
from segue.profile.profiles import Profile
from segue.times import Millis

Reference = tuple[str, str]  # a kind of the playbook's and an id: ("template", "abandoned-cart")


class Seen(NamedTuple):
    """What a run looks at: the person, whether the segment of `while` still holds for the run's key, and the time."""

    profile: Profile
    holds: bool
    now: Millis


class Effect(Protocol):
    """What is to be done for a run. `carry_out` may happen twice: a crash, a lost answer. False: it cannot be done
    yet, and the run stays where it was."""

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> bool: ...


Taken = tuple[Instance, Effect | None]


class Step(Protocol):
    """A station. `take` answers the instance further on or ended, or where it is to wait; it does nothing else."""

    def take(self, instance: Instance, seen: Seen, /) -> Taken: ...

    @property
    def references(self) -> frozenset[Reference]:
        """What of the playbook it needs."""
        return frozenset()


@dataclass(frozen=True)
class Journey:
    """`entry` is an EventBridge pattern; `each` says of what there is one run (`cart` or `person`);
    `while_` names the segment that the person must stay in."""

    id: str
    name: str
    entry: Mapping[str, Any]
    each: str
    while_: str
    steps: tuple[Step, ...]

    @property
    def references(self) -> frozenset[Reference]:
        """What of the playbook it needs."""
        own = {("segment", self.while_)} if self.while_ else set[Reference]()
        return frozenset(own).union(*(step.references for step in self.steps))


def advance(journey: Journey, instance: Instance, seen: Seen) -> tuple[Instance, Sequence[Effect]]:
    """The instance after everything that can happen now, and what is to be done for it."""
    effects: list[Effect] = []
    while instance.state == "running":
        moved, effect = _step_on(journey, instance, seen)
        effects += [effect] if effect else []
        if moved.state == "running" and moved.step == instance.step:
            return moved, effects
        instance = moved
    return instance, effects


def _step_on(journey: Journey, instance: Instance, seen: Seen) -> Taken:
    if not seen.holds:
        return instance.ended("exited"), None
    if instance.step >= len(journey.steps):
        return instance.ended("done"), None
    return journey.steps[instance.step].take(instance, seen)
