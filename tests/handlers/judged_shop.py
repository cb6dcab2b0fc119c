"""A shop whose experiments were worked out last night."""

from collections.abc import Mapping, Sequence
from typing import Any

from segue.measures.results import Result, Wish
from segue.wiring.experiments import DAYS, LATER
from segue.wiring.measures import results
from tests.experiment_stories import later, rows
from tests.faults.cloud.world import World

CLEAR = {"holdout": (100, 3), "hello": (100, 3), "offer": (100, 12)}
UNSURE = {"holdout": (60, 3), "shown": (540, 30)}
FEW = {"a": (3, 0), "b": (2, 1)}


def judged(world: World) -> None:
    """Three experiments: one is decided, one is not, and one has hardly begun."""
    days = [
        *rows(CLEAR),
        *rows(UNSURE, name="placement:top"),
        *rows(FEW, 4, "journey:<b>:x"),
        {**rows(CLEAR)[0], "outcome": "crossed", "some": "7", "total": "7", "squares": "7", "days": "2026-11-20"},
    ]
    keep(world, DAYS, days)
    keep(world, LATER, later({"holdout": (2000, 60), "hello": (2000, 60), "offer": (2000, 300)}))


def keep(world: World, wish: Wish, found: Sequence[Mapping[str, Any]]) -> None:
    """This is what was found last."""
    with world.aside():
        results().keep(Result(wish=wish, since=0, until=1, currency="EUR", made=world.clock, rows=found))
