"""Results: what the counts of a simulation say, by day, step and message."""

from collections.abc import Mapping
from typing import Any

from segue.journeys.drawing import stations
from segue.journeys.flows import Journey
from segue.messaging.reasons import explained
from segue.simulating.jobs import Simulation
from segue.simulating.scenes import missing
from segue.simulating.sums import ENTRY, days_of, never, reached

Told = dict[str, Any]


def result(one: Simulation, journey: Journey) -> Told:
    """What it comes to so far. Of `share` of a hundred people: nothing is multiplied."""
    sums, steps = one.sums, stations(journey)
    met, days = reached(sums, journey.first), days_of(one.since, one.created)
    return {
        "people": sums["people"],
        "moved": sums["moved"],
        "runs": sums["runs"],
        "entries": [{"day": day, "count": sums["entered"].get(day, 0)} for day in days],
        "ended": _ended(sums["ended"]),
        "steps": [
            {**each._asdict(), "next": [*each.next], "reached": met.get(each.id, 0), "inside": _at(sums, each.id)}
            for each in steps
        ],
        "ways": [_way(way, count) for way, count in sorted(sums["passed"].items())],
        "never": never(sums, journey.first, [each.id for each in steps]),
        "messages": _messages(sums["messages"], days),
        "dropped": _reasons(sums["dropped"]),
        "conflicts": _conflicts(sums),
        "others": [{"what": what, "count": count} for what, count in _largest(sums["others"])],
        "missing": missing(journey),
        "sample": [{**each, "steps": _steps(each["steps"], journey.first)} for each in sums["sample"]],
    }


def _steps(met: list[Told], first: str) -> list[Told]:
    """The steps that somebody came to; whoever came in was at the first at once."""
    return [one for each in met for one in ((each, {**each, "step": first}) if each["step"] == ENTRY else (each,))]


def _at(sums: Told, step: str) -> int:
    return sums["inside"].get(step, 0)


def _largest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _ended(counts: Mapping[str, int]) -> list[Told]:
    parted = ((name.partition("|"), count) for name, count in _largest(counts))
    return [{"state": state, "why": why, "count": count} for (state, _, why), count in parted]


def _way(way: str, count: int) -> Told:
    before, _, after = way.rpartition(">")
    return {"step": before, "next": after, "count": count}


def _messages(counts: Mapping[str, int], days: list[str]) -> list[Told]:
    """A row for each channel and template, with a count for every day."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for name, count in counts.items():
        channel, template, day = name.split("|")
        found.setdefault((channel, template), {})[day] = count
    return [
        {
            "channel": channel,
            "template": template,
            "count": sum(by_day.values()),
            "days": [{"day": day, "count": by_day.get(day, 0)} for day in days],
        }
        for (channel, template), by_day in sorted(found.items())
    ]


def _conflicts(sums: Told) -> Told:
    """Where it would get in the way of people or of other journeys, and what messages would have to wait for."""
    return {
        "people": sums["crowded_people"],
        "days": [{"day": day, "count": count} for day, count in sorted(sums["crowded"].items())],
        "journeys": [{"journey": one, "count": count} for one, count in _largest(sums["crowding"])],
        "held": _reasons(sums.get("held", {})),  # which a job from before does not tell of
    }


def _reasons(counts: Mapping[str, int]) -> list[Told]:
    return [{"reason": reason, "text": explained(reason), "count": count} for reason, count in _largest(counts)]
