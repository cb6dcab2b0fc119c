"""Recommendations, as a model of the night: judged on the last days, then learned from all of them and written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from segue.catalog.items import Item
from segue.judging.cards import Card
from segue.models.cards import BEST, Cards, tell
from segue.models.gathering import Parts, one_in, people_in
from segue.models.runs import FEWEST, Run
from segue.models.told import CONTENT, interactions
from segue.recommending.interactions import Interaction
from segue.recommending.rows import Popular, Row
from segue.recommending.seeds import Seed
from segue.times import SECOND, Millis

MODEL = "recommendations"
AT_ONCE = 250  # rows between two rests
REST: Millis = SECOND // 2  # they share one key, and DynamoDB writes a thousand units a second under one
LEARNED_BY = {
    "product": ("title", "brand", "categories", "features", "price", "accessories"),
    "content": ("title", "topics", "products"),
}
FROM_PEOPLE = ("bought", "seen")
MOST_BEST = 20  # of what sells most, to tell how much of it is new


class Rows(Protocol):
    """Keeps what is learned of products."""

    def put(self, rows: Mapping[str, Row], night: Millis, /) -> None: ...

    def put_popular(self, found: Popular, night: Millis, /) -> None: ...


@dataclass(frozen=True)
class Recommending:
    """Two stages: `judge` and `learn`. Each does all of its work at once, and the same again where it broke off."""

    parts: Parts
    items: Callable[[], Iterable[Item]]
    rows: Rows
    cards: Cards
    clock: Callable[[], Millis]
    rest: Callable[[Millis], None]

    def judge(self, run: Run) -> Run:
        """What was foreseen is counted in the run."""
        from segue.models.judging import judged  # numpy: what gathers does not wait for it

        return replace(run.finished_stage(), judged=judged(people_in(self.parts, run), known_by(self.items())))

    def learn(self, run: Run) -> Run:
        """A row for each product, what is popular, and the card."""
        from segue.recommending.learning.training import learn

        tally = Tally()
        learnt = learn(tally.counted(people_in(self.parts, run)()), known_by(self.items()))
        for some in _some(tally.covering(learnt.rows)):
            self.rows.put(dict(some), run.created)
            if len(some) == AT_ONCE:
                self.rest(REST)
        self.rows.put_popular(learnt.popular, run.created)
        tell(self.cards, self._card(run, tally, learnt.popular))
        return run.finished_stage()

    def _card(self, run: Run, tally: "Tally", popular: Popular) -> Card:
        best = [one.product for one in popular.popular.get("", ())[:MOST_BEST]]
        more = {"objecting": run.objecting, "one_in": one_in(run), "seconds": (self.clock() - run.created) // SECOND}
        lacks = {} if "hits" in run.judged else {"people_who_came_back": (run.judged.get("people", 0), FEWEST)}
        metrics, data = metrics_of(run.judged), {**vars(tally), **more}
        return Card(MODEL, run.created, data, metrics, {BEST: best}, lacks=lacks, run=run.id)


def metrics_of(judged: Mapping[str, int]) -> dict[str, float | None]:
    """Which share was foreseen of those who came back, and which by what sells; None where too few did."""
    if "hits" not in judged:
        return {"hit_rate": None, "popular_hit_rate": None}
    rates = {"hit_rate": "hits", "popular_hit_rate": "popular"}
    return {name: round(judged[counted] / judged["people"], 4) for name, counted in rates.items()}


@dataclass
class Tally:
    """What goes by is counted, and stays nowhere."""

    people: int = 0
    interactions: int = 0
    since: Millis = 0
    until: Millis = 0
    products: int = 0
    covered: int = 0

    def counted(self, people: Iterable[tuple[int, list[Seed]]]) -> Iterator[Interaction]:
        """Everybody's interactions."""
        for number, seeds in people:
            self.people += bool(seeds)
            self.interactions += len(seeds)
            for one in seeds:
                self.since = min(one.moment, self.since or one.moment)
                self.until = max(one.moment, self.until)
            yield from interactions([(number, seeds)])

    def covering(self, rows: Iterator[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
        """The rows themselves."""
        for product, row in rows:
            self.products += 1
            self.covered += any(one.how in FROM_PEOPLE for one in row.leads)
            yield product, row


def known_by(items: Iterable[Item]) -> dict[str, Item]:
    """Items of the catalog under the names by which they are recommended, with no more than is learned by. Content has
    its topics, and the categories of the products that it is about, as its own."""
    every = [_slim(one) for one in items if not one.gone]  # there may be many, with long words and many forms
    products = {one.id: one for one in every if one.kind == "product"}
    return products | {f"{CONTENT}{one.id}": _as_product(one, products) for one in every if one.kind == "content"}


def _slim(item: Item) -> Item:
    return replace(item, fields={name: item.fields[name] for name in LEARNED_BY[item.kind] if name in item.fields})


def _as_product(item: Item, products: Mapping[str, Item]) -> Item:
    about = [products[one] for one in item.fields.get("products", ()) if one in products]
    groups = [*item.fields.get("topics", ()), *(group for one in about for group in one.fields.get("categories", ()))]
    return replace(item, fields={"title": item.fields.get("title", ""), "categories": list(dict.fromkeys(groups))})


def _some(rows: Iterator[tuple[str, Row]]) -> Iterator[list[tuple[str, Row]]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some
