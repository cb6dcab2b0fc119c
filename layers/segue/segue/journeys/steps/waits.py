"""`wait: 2h`, or until a local weekday and hour, or until a moment in the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid, inside
from segue.journeys.alarms import WakeAt
from segue.journeys.clocks import DAYS, LOCAL, check_zone, hour_of, midnight, next_time, zone_for
from segue.journeys.flows import Onward, Seen, Step, Taken, Ways
from segue.journeys.instances import Instance
from segue.journeys.moments import Moment, moment_of
from segue.spelling import choice, only
from segue.times import DAY, Millis, duration

LONGEST: Millis = 5 * 366 * DAY
NO_MOMENT = "no-moment"
DURATION = {"type": "string", "pattern": r"^\d{1,6}\s*[smhd]$"}
SCHEMA: Mapping[str, Any] = {
    "anyOf": [
        DURATION,
        {
            "type": "object",
            "required": ["until"],
            "additionalProperties": False,
            "properties": {
                "until": {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": False,
                    "properties": {
                        "weekday": {"type": "array", "items": {"enum": [*DAYS]}, "minItems": 1},
                        "at": {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"},
                        "zone": {"type": "string"},
                        "passed": {"enum": ["next", "go_on"]},
                        "trait": {"type": "string"},
                        "data": {"type": "string"},
                        "order": {"const": "placed"},
                        "plus": {"type": "string", "pattern": r"^-?\d{1,6}\s*[smhd]$"},
                        "yearly": {"type": "boolean"},
                        "missing": {"enum": ["leave", "go_on"]},
                    },
                },
            },
        },
    ]
}


@dataclass(frozen=True)
class Wait(Onward):
    """Waits so long, counted from the first look."""

    next: str
    span: Millis

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """Waits until it is due."""
        due = instance.due if instance.due is not None else seen.now + self.span
        return waited(due, self.next, instance, seen.now)


@dataclass(frozen=True)
class WaitForTime(Onward):
    """Waits until it is this time of day on one of these weekdays, where the customer is or in a zone. `goes_on`: at
    once where it is later already on such a day, rather than on the next."""

    next: str
    days: tuple[int, ...]
    at: tuple[int, int]
    zone: str
    goes_on: bool = False

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """Waits until it is due. Just now is over: two of them one after another are a week apart, for an alarm that
        rings on the millisecond as for one that is late, or is rung again after a crash."""
        due = instance.due
        if due is None:
            place = zone_for(seen.profile, self.zone)
            today = next_time(midnight(seen.now, place), self.days, self.at, place)
            passed = self.goes_on and today <= seen.now
            due = seen.now if passed else next_time(seen.now + 1, self.days, self.at, place)
        return waited(due, self.next, instance, seen.now)


@dataclass(frozen=True)
class WaitForMoment(Onward):
    """Waits until a moment in the data, which may move while it waits; one that has passed is no reason to wait."""

    next: str
    moment: Moment
    leaves: bool

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """Waits until it is due. Without such a moment the run leaves, or goes on where the text says so."""
        due = self.moment.found(seen.profile, instance, seen.now)
        if instance.due is not None and instance.due <= seen.now:
            due = instance.due if due is None or self.moment.yearly else due
        if due is None:
            return (instance.ended("exited", NO_MOMENT) if self.leaves else instance.to(self.next)), None
        return waited(min(due, seen.now + LONGEST), self.next, instance, seen.now)


def waited(due: Millis, next_step: str, instance: Instance, now: Millis) -> Taken:
    """At the next step when it is due; else at this one, with an alarm."""
    return (instance.waiting(due), WakeAt(due)) if due > now else (instance.to(next_step), None)


def step(given: Any, ways: Ways) -> Step:
    """One wait. Raises Invalid("bad-duration", "bad-journey")."""
    if not isinstance(given, Mapping):
        return Wait(ways.next, duration(given))
    until = given.get("until")
    if set(given) != {"until"} or not isinstance(until, Mapping) or not until:
        raise Invalid("bad-journey", "`wait` is a duration such as `2h`, or `until:` with what it waits for")
    return _for_time(until, ways) if {"at", "weekday"} & set(until) else _for_moment(until, ways)


def _for_time(until: Mapping[str, Any], ways: Ways) -> Step:
    only(until, ("weekday", "at", "zone", "passed"), "`until` a time")
    passed = until.get("passed", "next")
    with inside("until", "passed"):
        choice(passed, ("next", "go_on"), "passed", "bad-journey")
    named = until.get("weekday", [])
    days = [named] if isinstance(named, str) else named
    if not isinstance(days, list):
        raise Invalid("bad-journey", f"`weekday` is a list of {', '.join(DAYS)}")
    with inside("until", "weekday"):
        places = tuple(sorted({DAYS.index(choice(one, DAYS, "weekday", "bad-journey")) for one in days}))
    at, place = hour_of(until.get("at", "09:00")), check_zone(until.get("zone", LOCAL))
    return WaitForTime(ways.next, places, at, place, passed == "go_on")


def _for_moment(until: Mapping[str, Any], ways: Ways) -> Step:
    missing = until.get("missing", "leave")
    with inside("until", "missing"):
        choice(missing, ("leave", "go_on"), "missing", "bad-journey")
    return WaitForMoment(ways.next, moment_of({k: v for k, v in until.items() if k != "missing"}), missing == "leave")
