"""Drawing: the steps of a journey in the order in which they are met, and where each leads."""

from typing import NamedTuple

from segue.journeys.flows import Journey
from segue.journeys.instances import END


class Station(NamedTuple):
    """A step: its id, what it does, what may come next (`end` at the end), and what it says in the playbook."""

    id: str
    kind: str
    next: tuple[str, ...]


def stations(journey: Journey) -> list[Station]:
    """Every step that can be met, the first one first; the text's own order where ways part."""
    found: dict[str, Station] = {}
    left = [journey.first]
    while left:
        key = left.pop(0)
        if key in found or key == END:
            continue
        step = journey.steps[key]
        ways = tuple(dict.fromkeys(step.leads_to))
        found[key] = Station(key, journey.kinds.get(key, ""), ways)
        left = [*ways, *left]
    return list(found.values())
