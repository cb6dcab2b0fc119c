"""Waking: a signal on the bus, a person's timer or a run's alarm is a reason to look at somebody now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.journeys.running import Running
from segue.keys import PersonId
from segue.segments.evaluating import Evaluating
from segue.times import Millis

Reason = Mapping[str, Any]  # a bus event, or {"kind": "wake" or "alarm", "person", "due", ...} of a timer


class Timers(Protocol):
    """Brings a reason back at its `due`, or as near to it as the platform comes."""

    def set(self, body: Reason, now: Millis, /) -> None: ...


@dataclass(frozen=True)
class Waking:
    """The collaborators of `run_journeys`; `running` are the journeys in force, asked for when they are needed."""

    timers: Timers
    evaluating: Evaluating
    running: Callable[[], Running]

    def look(self, reason: Reason, now: Millis) -> None:
        """One reason to look at somebody; a timer that comes early waits for the rest of its time."""
        if reason.get("due", 0) > now:
            return self.timers.set(reason, now)
        match reason:
            case {"kind": "wake", "person": person}:
                return self._wake(person, now)
            case {"kind": "alarm", "person": person, "journey": journey, "key": key}:
                return self.running().alarm(person, journey, key, now)
        return self.running().signal(reason, now)

    def _wake(self, person: PersonId, now: Millis) -> None:
        profile, membership = self.evaluating.evaluate(person, now)
        if profile:
            self.running().standing(profile, membership, now)
