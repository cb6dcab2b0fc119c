"""Instances: where one person's run of a journey stands."""

from dataclasses import dataclass, replace
from typing import Literal

from segue.keys import PersonId
from segue.times import Millis

WHOLE = "person"  # the key of a journey that runs once per person, whatever id the person has


@dataclass(frozen=True)
class Instance:
    """One person's run of a journey for one `key`; `state` ends in `done` or `exited`. `version` 0: not written."""

    person: PersonId
    journey: str
    key: str
    entered: Millis
    step: int = 0
    due: Millis | None = None
    state: str = "running"
    version: int = 0

    def on(self, stations: int = 1) -> "Instance":
        """So many stations further; journeys only go forward."""
        return replace(self, step=self.step + stations, due=None)

    def waiting(self, due: Millis) -> "Instance":
        """At the same station until then."""
        return replace(self, due=due)

    def ended(self, state: Literal["done", "exited"]) -> "Instance":
        """At its end, for good."""
        return replace(self, state=state, due=None)
