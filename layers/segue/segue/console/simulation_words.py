"""What a simulation came to, in sentences. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segue.console.flow_pictures import Station
from segue.console.words import counted, label

Told = Mapping[str, Any]
ENDS = {"done": "came to its end", "exited": "left before its end", "left": "were stopped"}
LISTED = 5


def ended(told: Told, stations: Iterable[Station]) -> list[str]:
    """How runs ended, and where the others stand."""
    called = _called(stations)
    inside = [(called.get(step["id"], step["id"]), step["inside"]) for step in told["steps"] if step["inside"]]
    found = [f"{counted(one['count'], 'run')} {ENDS[one['state']]}{_why(one['why'])}." for one in told["ended"]]
    return found + [f"{counted(count, 'run')} would still be inside, at: {name}." for name, count in inside]


def dropped(told: Told) -> list[str]:
    """Which messages would not have gone out, and why."""
    return [f"{counted(one['count'], 'message')}: {one['text']}" for one in told["dropped"]]


def conflicts(told: Told) -> list[str]:
    """Where it would have been too much for somebody."""
    found: list[str] = []
    said = told["conflicts"]
    if said["people"]:
        with_ = [f"{label(one['journey'])} ({one['count']:,})" for one in said["journeys"][:LISTED]]
        more = f" Together with {', '.join(with_)}." if with_ else ""
        people = counted(said["people"], "person", "people")
        found.append(f"{people} would have got more than {said['most_a_day']} marketing messages on one day.{more}")
    if said["at_night"]:
        hours = f"before {said['from_hour']}:00 or after {said['until_hour']}:00 in the customer’s own time"
        found.append(f"{counted(said['at_night'], 'message')} would have gone out {hours}.")
    return found


def never(told: Told, stations: Iterable[Station]) -> list[str]:
    """The steps that nobody came to, as the picture calls them."""
    called = _called(stations)
    steps: list[str] = told["never"]
    return [called.get(one, one) for one in steps]


def left_out(told: Told) -> list[str]:
    """What began it or moved it on and no ledger tells of."""
    said = {"schedule": "its schedule", "api": "requests to the API"}
    missing: list[str] = told["missing"]
    return [said.get(one, one) for one in missing]


def paths(told: Told, stations: Iterable[Station]) -> list[dict[str, Any]]:
    """Some people by their ids, and what each came to: {"person", "steps": [{"text", "time"}], "messages"}."""
    called = {**_called(stations), "entry": "Came in", "end": "End"}
    return [
        {**one, "steps": [{"text": called.get(met["step"], met["step"]), "time": met["time"]} for met in one["steps"]]}
        for one in told["sample"]
    ]


def _why(why: str) -> str:
    return f": {why}" if why else ""


def _called(stations: Iterable[Station]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in stations:
        inner: Sequence[Station] = [each for _, steps in one.arms for each in steps]
        found |= {one.id: one.title, **_called(inner)}
    return found
