"""Watching: steps that do what they do and tell where they led."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from segue.journeys.flows import Definitions, Journey, Seen, Signal, Step, Taken
from segue.journeys.instances import Instance
from segue.times import Millis

Told = Callable[[Instance, str, Millis], None]  # a run, the step that it went on to, and when


@dataclass(frozen=True)
class Watched(Step):
    """A step, and whom it tells."""

    step: Step
    tell: Told

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """What the step does; told where the run goes on by it."""
        moved, effect = self.step.take(instance, seen)
        if moved.running and moved.step != instance.step:
            self.tell(instance, moved.step, seen.now)
        return moved, effect

    def lacks(self, playbook: Definitions, /) -> Iterable[str]:
        """What the step lacks."""
        return self.step.lacks(playbook)

    def hears(self, signal: Signal, another: bool, /) -> bool:
        """What the step hears."""
        return self.step.hears(signal, another)

    @property
    def again(self) -> bool:
        """What the step says."""
        return self.step.again

    @property
    def says(self) -> str:
        """What the step says."""
        return self.step.says

    @property
    def leads_to(self) -> tuple[str, ...]:
        """Where the step leads."""
        return self.step.leads_to


def watched(journey: Journey, tell: Told) -> Journey:
    """The journey, every step of which tells."""
    return replace(journey, steps={key: Watched(one, tell) for key, one in journey.steps.items()})
