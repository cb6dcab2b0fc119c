"""Steps: what a journey may do at a station, one a file.

To add a step: a file here that makes stations of what stands under its name in the playbook, and its line in `STEPS`.
A station is a frozen dataclass with `take`, which is pure; what is to be done outside is an effect that carries itself
out. A step that holds further steps gets them compiled by the second argument, and stands for all of its stations.
"""

from collections.abc import Callable
from typing import Any

from segue.journeys.flows import Compile, Stations
from segue.journeys.steps import sends, waits

STEPS: dict[str, Callable[[Any, Compile], Stations]] = {
    "send": sends.stations,
    "wait": waits.stations,
}
