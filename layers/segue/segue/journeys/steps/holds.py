"""`hold: {until: {signal: pattern | segment: id}, timeout: 3d, reset: true, then: [...], otherwise: [...]}`: waits for
something to happen, and goes one way when it has, another when it has not in time.

`reset: true`: where what began the run happens again, the time begins anew and the run's data are the newest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.errors import Invalid
from segue.journeys.alarms import WakeAt
from segue.journeys.entries import data_of, entry_of
from segue.journeys.flows import Definitions, Seen, Signal, Step, Taken, Ways
from segue.journeys.instances import Instance
from segue.journeys.patterns import check, matches
from segue.journeys.questions import Question
from segue.times import Millis, duration

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["until", "timeout"],
    "additionalProperties": False,
    "properties": {
        "until": {
            "type": "object",
            "properties": {"signal": {"type": "object"}, "segment": {"type": "string"}},
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        },
        "timeout": {"type": "string", "pattern": r"^\d{1,6}\s*[smhd]$"},
        "reset": {"type": "boolean"},
        "then": {"type": "array", "minItems": 1},
        "otherwise": {"type": "array", "minItems": 1},
    },
}


@dataclass(frozen=True)
class Hold(Step):
    """Waits for a signal or for the person to enter a segment."""

    then: str
    otherwise: str
    pattern: Mapping[str, Any]
    timeout: Millis
    reset: bool = False
    segment: str = ""

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """On one way or the other, or at this step with an alarm."""
        new = seen.signal is not None and seen.signal["detail"].get("id") not in instance.heard
        if new and seen.signal is not None and self.hears(seen.signal):
            return self._refreshed(instance, seen.signal).to(self.then), None
        if self.segment and Question(self.segment).holds(seen.profile, seen.segments, seen.now):
            return instance.to(self.then), None
        if instance.due is not None and self.reset and new and seen.signal is not None:
            due = seen.now + self.timeout
            return self._refreshed(instance, seen.signal).waiting(due), WakeAt(due)
        due = instance.due if instance.due is not None else seen.now + self.timeout
        return (instance.waiting(due), WakeAt(due)) if due > seen.now else (instance.to(self.otherwise), None)

    def hears(self, signal: Signal, /) -> bool:
        """Whether this is what it waits for. Imported history moves nobody on."""
        return matches(self.pattern, signal) and not signal["detail"].get("backfill")

    @property
    def again(self) -> bool:
        """Where the time then begins anew."""
        return self.reset

    @staticmethod
    def _refreshed(instance: Instance, signal: Signal) -> Instance:
        heard = instance.hearing(str(signal["detail"].get("id") or ""))
        return replace(heard, data={**instance.data, **data_of(signal)})

    def lacks(self, playbook: Definitions, /) -> list[str]:
        """The segment, where there is none."""
        return [f"segment {self.segment}"] if self.segment and self.segment not in playbook["segment"] else []

    @property
    def leads_to(self) -> tuple[str, ...]:
        """Either way."""
        return (self.then, self.otherwise)


def step(given: Any, ways: Ways) -> Hold:
    """One hold. Raises Invalid("bad-journey", "bad-pattern", "bad-duration")."""
    known = {"until", "timeout", "reset", "then", "otherwise"}
    if not isinstance(given, Mapping) or not {"until", "timeout"} <= set(given) <= known:
        raise Invalid("bad-journey", "`hold` takes `until` and `timeout`, and may have `reset`, `then`, `otherwise`")
    reset = given.get("reset", False)
    if not isinstance(reset, bool):
        raise Invalid("bad-journey", "`reset` is true or false")
    then, otherwise = (ways.inner(given[one], one) if one in given else ways.next for one in ("then", "otherwise"))
    pattern, segment = _until(given["until"])
    return Hold(then, otherwise, pattern, duration(given["timeout"]), reset, segment)


def _until(given: Any) -> tuple[Mapping[str, Any], str]:
    match given:
        case {"signal": pattern, **rest} if not rest:
            check(pattern)
            return entry_of(pattern).pattern or {}, ""
        case {"segment": str(segment), **rest} if not rest:
            return entry_of({"segment": segment}).pattern or {}, segment
    raise Invalid("bad-journey", "`hold` is until one of `signal: <event pattern>` or `segment: id`")
