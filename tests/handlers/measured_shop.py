"""A shop whose measures were worked out, as the console of the in-memory cloud shows them."""

from collections.abc import Callable, Iterable

from segue.measures.definitions import definitions
from segue.measures.results import Result, Wish
from segue.measures.runs import wishes
from segue.measures.showing import first
from segue.wiring.measures import results
from tests import made_results
from tests.faults.cloud.world import World

Made = Callable[[Wish, int], Result]


def worked_out(world: World, names: Iterable[str] = (), made: Made = made_results.result) -> None:
    """The results of every night's wishes, or of those of some measures, are kept."""
    asked = [one for name in names for one in first(definitions()[name])] or wishes()
    for wish in asked:
        keep(world, made(wish, world.clock))


def keep(world: World, result: Result) -> None:
    """A result as the function `measure` keeps it."""
    del world
    results().keep(result)
