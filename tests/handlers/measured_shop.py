"""A shop whose measures were worked out, as the console of the in-memory cloud shows them."""

from collections.abc import Callable, Iterable

from segue.measures.definitions import definition
from segue.measures.results import Result, Wish
from segue.measures.runs import wishes
from segue.measures.showing import first
from segue.wiring.measures import results
from tests import made_results
from tests.faults.cloud.world import World

Made = Callable[[Wish, int], Result]


def worked_out(world: World, names: Iterable[str] = (), made: Made = made_results.result) -> None:
    """The results of all that a night works out are kept, or those of some measures."""
    wished = [one for name in names for one in first(definition(name))] or wishes()
    for wish in wished:
        results().keep(made(wish, world.clock))
