"""Forecasts, as models of the night: learned from everybody's orders, a card each, and kept for the last stage."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from segue.catalog.items import Item
from segue.forecasting import learnt as learnt_values
from segue.forecasting.histories import History
from segue.forecasting.learnt import Learnt
from segue.models import goods
from segue.models.cards import Cards, tell
from segue.models.gathering import Parts
from segue.models.goods import Shelf
from segue.models.runs import Run
from segue.models.told import history_in
from segue.recommending.rows import Row
from segue.times import SECOND, Millis


class Made(Protocol):
    """Keeps what a run has made for its last stage."""

    def keep_made(self, run: str, said: Mapping[str, Any], /) -> None:
        """In place of what stands there. Raises Unavailable."""
        ...

    def made(self, run: str, /) -> dict[str, Any]:
        """Raises Unavailable."""
        ...


@dataclass(frozen=True)
class Forecasting:
    """One stage, `learn`. It does all of its work at once, and the same again where it broke off. `rows`: what was
    learned of products by the stage before."""

    parts: Parts
    made: Made
    items: Callable[[], Iterable[Item]]
    rows: Callable[[Iterable[str]], Mapping[str, Row]]
    cards: Cards
    clock: Callable[[], Millis]

    def learn(self, run: Run) -> Run:
        """As of when the run was asked for: what is bought meanwhile is of the next night."""
        from segue.forecasting.learning.training import Asked, learn  # scipy: what gathers does not wait for it

        items = goods.products_of(self.items())
        learnt = learn(self._histories(run), run.created, Asked(packs=goods.packs_of(items)))
        rows = self.rows(goods.running_out(learnt.needs, items))
        self.made.keep_made(run.id, to_plain(learnt, goods.shelf_of(learnt.needs, items, rows)))
        self._tell(run, learnt)
        return run.finished_stage()

    def _histories(self, run: Run) -> Iterator[History]:
        every = (told for part in self.parts.read(run.id, range(run.pages)) for told in part)
        return (history_in(f"{number}", one) for number, one in enumerate(every))

    def _tell(self, run: Run, learnt: Learnt) -> None:
        more = {"objecting": run.objecting, "seconds": (self.clock() - run.created) // SECOND}
        for card in learnt.cards.values():
            tell(self.cards, replace(card, run=run.id, data={**card.data, **more}))


def to_plain(learnt: Learnt, shelf: Shelf) -> dict[str, Any]:
    """What foretelling goes by; the cards are kept apart."""
    return {"learnt": learnt_values.to_plain(replace(learnt, cards={})), "goods": goods.to_plain(shelf)}


def of_plain(said: Mapping[str, Any]) -> tuple[Learnt, Shelf]:
    """What `to_plain` wrote."""
    return learnt_values.of_plain(said["learnt"]), goods.of_plain(said["goods"])
