"""Alarms: a run that waits is looked at again."""

from dataclasses import dataclass

from segue.journeys.doors import Doors
from segue.journeys.flows import Seen
from segue.journeys.instances import Instance
from segue.times import Millis


@dataclass(frozen=True)
class WakeAt:
    """Look at the instance again at this moment; and `sooner`, where something may have come by then."""

    due: Millis
    sooner: Millis | None = None

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Sets the alarms."""
        for due in (self.due, self.sooner):
            if due is not None:
                doors.alarms.arm_instance(instance, due, seen.now)
