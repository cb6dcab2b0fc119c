"""`wait: 2h`: the run goes on when so much time has passed."""

from dataclasses import dataclass
from typing import Any

from segue.journeys.doors import Doors
from segue.journeys.flows import Compile, Seen, Stations, Step, Taken
from segue.journeys.instances import Instance
from segue.times import Millis, duration


@dataclass(frozen=True)
class Wait(Step):
    """A station that waits."""

    span: Millis

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """Waits until it is due, counted from the first look."""
        due = instance.due if instance.due is not None else seen.now + self.span
        return (instance.waiting(due), WakeAt(due)) if due > seen.now else (instance.on(), None)


@dataclass(frozen=True)
class WakeAt:
    """Look at the instance again at this moment."""

    due: Millis

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> bool:
        """Sets the alarm."""
        doors.alarms.arm_instance(instance, self.due, seen.now)
        return True


def stations(given: Any, _inner: Compile) -> Stations:
    """One station. Raises Invalid("bad-duration")."""
    return (Wait(duration(given)),)
