"""Waking: a signal on the bus, a person's timer, a run's alarm or a word of somebody is a reason to look now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.errors import Invalid
from segue.journeys.listening import Listening
from segue.journeys.running import Woken
from segue.journeys.sweeping import Sweeping
from segue.segments.evaluating import Evaluating
from segue.times import Millis

Reason = Mapping[str, Any]  # a bus event, or {"kind", "due", ...} of a timer or a word


class Timers(Protocol):
    """Brings a reason back at its `due`, or as near to it as the platform comes."""

    def set(self, body: Reason, now: Millis, /) -> None: ...


@dataclass(frozen=True)
class Waking:
    """The collaborators of `run_journeys`; `listening` has the journeys in force, asked for when they are needed;
    `canary` hears when one was sent, and now."""

    timers: Timers
    evaluating: Evaluating
    listening: Callable[[], Listening]
    sweeping: Callable[[], Sweeping]
    canary: Callable[[Millis, Millis], None]

    def look(self, reason: Reason, now: Millis) -> None:
        """One reason to look at somebody; a timer that comes early waits for the rest of its time. Raises Invalid."""
        due = reason.get("due", 0)
        if due > now:
            return self.timers.set(reason, now)
        words = {
            "wake": self._wake,
            "alarm": self._alarm,
            "sweep": self._sweep,
            "start": self._start,
            "stop": self._stop,
            "canary": self._canary,
        }
        act = words.get(reason.get("kind", ""))
        if act is None and "detail-type" not in reason:  # of a newer version, or of nobody: a dead letter is found
            raise Invalid("unknown-reason", "this is neither a signal nor a word that is known")
        return act(reason, now) if act else self.listening().signal(reason, now)

    def _wake(self, reason: Reason, now: Millis) -> None:
        profile, membership = self.evaluating.evaluate(reason["person"], now)
        if profile:
            self.listening().standing(profile, membership, reason.get("due") or now, now)

    def _alarm(self, reason: Reason, now: Millis) -> None:
        woken = Woken(now, reason.get("due") or now)
        self.listening().alarm(reason["person"], reason["journey"], reason["key"], woken)

    def _start(self, reason: Reason, now: Millis) -> None:
        self.listening().start(reason, now)

    def _stop(self, reason: Reason, now: Millis) -> None:
        self.listening().stop(reason, now)

    def _canary(self, reason: Reason, now: Millis) -> None:
        self.canary(reason["sent"], now)

    def _sweep(self, reason: Reason, now: Millis) -> None:
        self.sweeping().sweep(reason["journey"], reason, now)
