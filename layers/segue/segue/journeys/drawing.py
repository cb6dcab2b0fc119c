"""Drawing: the steps of a journey in the order in which they are met, and where each leads."""

from typing import NamedTuple

from segue.journeys.flows import Journey
from segue.journeys.instances import END


class Station(NamedTuple):
    """A step: its id, what it does, and what may come next (`end` at the end)."""

    id: str
    kind: str
    next: tuple[str, ...]


def stations(journey: Journey) -> list[Station]:
    """Every step that can be met, each before what comes after it; ways that part in the text's order."""
    met: dict[str, Station] = {}
    _meet(journey, journey.first, met)
    return [*reversed(met.values())]


def _meet(journey: Journey, key: str, met: dict[str, Station]) -> None:
    """Adds a step behind everything that comes after it."""
    if key in met or key == END:
        return
    ways = tuple(dict.fromkeys(journey.steps[key].leads_to))
    for way in reversed(ways):
        _meet(journey, way, met)
    met[key] = Station(key, journey.kinds.get(key, ""), ways)
