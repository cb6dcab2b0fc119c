"""`hold: {until: {signal: pattern, of: this | any} or {segment: id}, timeout: 3d, reset: true, then: [...], otherwise:
[...]}`: waits for something to happen, and goes one way when it has, another when it has not in time.

`reset: true`: where what began the run happens again, the time begins anew and the run's data are the newest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.journeys.alarms import WakeAt
from segue.journeys.ears import entering
from segue.journeys.entries import data_of
from segue.journeys.flows import Definitions, Seen, Signal, Step, Taken, Ways
from segue.journeys.instances import Instance
from segue.journeys.naming import OF, Of, of_of
from segue.journeys.patterns import matches
from segue.journeys.questions import Question, check_heard
from segue.spelling import only
from segue.times import Millis, duration

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["until", "timeout"],
    "additionalProperties": False,
    "properties": {
        "until": {
            "anyOf": [
                {
                    "type": "object",
                    "required": ["signal"],
                    "properties": {"signal": {"type": "object"}, "of": {"enum": [*OF]}},
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "required": ["segment"],
                    "properties": {"segment": {"type": "string"}},
                    "additionalProperties": False,
                },
            ]
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
    of: Of = "this"

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """On one way or the other, or at this step with an alarm."""
        news = seen.signal if seen.signal and seen.signal["detail"].get("id") not in instance.heard else None
        if news and self.hears(news, seen.another):
            return self._refreshed(instance, news).to(self.then), None
        if self.segment and Question(self.segment).holds(seen.profile, seen.segments, seen.now):
            return instance.to(self.then), None
        if news and self.reset and instance.due is not None and not seen.another:
            due = seen.now + self.timeout
            return self._refreshed(instance, news).waiting(due), WakeAt(due)
        due = instance.due if instance.due is not None else seen.now + self.timeout
        return (instance.waiting(due), WakeAt(due)) if due > seen.now else (instance.to(self.otherwise), None)

    def hears(self, signal: Signal, another: bool, /) -> bool:
        """Whether this is what it waits for. Imported history moves nobody on."""
        concerns = (self.of == "any" or not another) and not signal["detail"].get("backfill")
        return concerns and matches(self.pattern, signal)

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
    known = ("until", "timeout", "reset", "then", "otherwise")
    if not isinstance(given, Mapping) or not {"until", "timeout"} <= set(given) <= set(known):
        only(given, known, "`hold`")
        raise Invalid("bad-journey", "`hold` takes `until` and `timeout`, and may have `reset`, `then`, `otherwise`")
    reset = given.get("reset", False)
    if not isinstance(reset, bool):
        raise Invalid("bad-journey", "`reset` is true or false")
    then, otherwise, until, timeout = every(
        partial(_branch, given, "then", ways),
        partial(_branch, given, "otherwise", ways),
        partial(_at, "until", _until, given),
        partial(_at, "timeout", duration, given),
    )
    return Hold(then, otherwise, timeout=timeout, reset=reset, **until)


def _at(name: str, read: Callable[[Any], Any], given: Mapping[str, Any]) -> Any:
    with inside(name):
        return read(given[name])


def _branch(given: Mapping[str, Any], name: str, ways: Ways) -> str:
    return ways.inner(given[name], name) if name in given else ways.next


def _until(given: Any) -> dict[str, Any]:
    match given:
        case {"signal": pattern, **rest} if set(rest) <= {"of"}:
            check_heard(pattern)
            return {"pattern": pattern, "of": of_of(rest.get("of", "this"))}
        case {"segment": str(segment), **rest} if not rest:
            return {"pattern": entering(segment), "segment": segment}
    only(given, ("signal", "segment", "of"), "`until` of a hold")
    raise Invalid("bad-journey", "`hold` is until one of `signal: <event pattern>` or `segment: id`")
