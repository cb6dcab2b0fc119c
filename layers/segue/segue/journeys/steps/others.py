"""`start: journey` and `stop: journey`: another journey of the same person begins, or what runs of it ends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid
from segue.journeys.doors import Doors
from segue.journeys.flows import Definitions, Onward, Seen, Taken, Ways
from segue.journeys.instances import Instance

SCHEMA: Mapping[str, Any] = {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Other(Onward):
    """Has another journey started or stopped, and goes on."""

    kind: str
    id: str
    next: str
    journey: str

    def take(self, instance: Instance, _seen: Seen, /) -> Taken:
        """Says so."""
        return instance.to(self.next), Ask(self.kind, self.id, self.journey)

    def lacks(self, playbook: Definitions, /) -> list[str]:
        """The journey, where there is none."""
        return [] if self.journey in playbook["journey"] else [f"journey {self.journey}"]


@dataclass(frozen=True)
class Ask:
    """A word to the journeys' own queue."""

    kind: str
    step: str
    journey: str

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Asks once or twice: whoever is asked knows it by its id."""
        body = {"kind": self.kind, "person": instance.person, "journey": self.journey, "key": instance.key}
        moment = seen.moment or seen.now
        doors.alarms.set(
            {
                **body,
                "id": instance.token(self.step),
                "data": dict(instance.data),
                "moment": moment,
                "time": seen.now,
                "due": seen.now,
                "by": instance.journey,
                "trace": instance.trace,
            },
            seen.now,
        )


def start(given: Any, ways: Ways) -> Other:
    """Starts a journey. Raises Invalid("bad-journey")."""
    return Other("start", ways.id, ways.next, _journey(given))


def stop(given: Any, ways: Ways) -> Other:
    """Stops a journey. Raises Invalid("bad-journey")."""
    return Other("stop", ways.id, ways.next, _journey(given))


def _journey(given: Any) -> str:
    if not isinstance(given, str) or not re.fullmatch(r"\S{1,100}", given):
        raise Invalid("bad-journey", "`start` and `stop` take the id of a journey")
    return given
