"""How good recommendations are, told from the past: what the last days brought, foreseen from the days before.

Everybody's interactions before a day are learned from; whoever came back on it or later is asked about: is one of the
products that were new to them on their first visit among the ten that they would have been shown? Popular products are
asked the same. What was sold out then is not known any more, so nothing is left out for that.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from segue.catalog.items import Item
from segue.models.runs import FEWEST
from segue.models.told import interactions
from segue.recommending.choosing import Asked, Shop, recommend
from segue.recommending.exclusions import Standing
from segue.recommending.learning.tables import PAUSE
from segue.recommending.learning.training import Learnt, learn
from segue.recommending.seeds import Seed, weights
from segue.times import DAY, Millis

HELD_OUT = 0.1  # of the interactions, at least
MOST = 500  # people who are asked about
SHOWN = 10
People = Callable[[], Iterable[tuple[int, list[Seed]]]]


class Question(NamedTuple):
    """What somebody had to do with before, when they came back, and what was new to them then."""

    before: list[Seed]
    moment: Millis
    new: frozenset[str]


def judged(people: People, items: Mapping[str, Item]) -> dict[str, int]:
    """{"people": asked about, "hits": of them foreseen, "popular": foreseen by what sells}; how many people
    alone where too few came back."""
    cut = cut_of(people())
    questions = _questions(people(), cut)
    if len(questions) < FEWEST:
        return {"people": len(questions)}
    before = ((number, [one for one in seeds if one.moment < cut]) for number, seeds in people())
    learnt = learn(interactions(before), items)
    shop = _shop(learnt, questions)
    hits = sum(bool(one.new & _shown(one, shop)) for one in questions)
    return {
        "people": len(questions),
        "hits": hits,
        "popular": sum(bool(one.new & _sells(one, shop)) for one in questions),
    }


def cut_of(people: Iterable[tuple[int, list[Seed]]]) -> Millis:
    """The beginning of the last day (UTC) from which on at least `HELD_OUT` of all is; 0 where there is nothing."""
    days = Counter(one.moment // DAY for _, seeds in people for one in seeds)
    wanted, day = HELD_OUT * days.total(), 0
    for day in sorted(days, reverse=True):
        wanted -= days[day]
        if wanted <= 0:
            break
    return day * DAY


def _questions(people: Iterable[tuple[int, list[Seed]]], cut: Millis) -> list[Question]:
    """The first people, in the order of their keys, which is as good as chance."""
    found: list[Question] = []
    for _, seeds in people:
        found += _question(seeds, cut)
        if len(found) == MOST:
            break
    return found


def _question(seeds: list[Seed], cut: Millis) -> Iterator[Question]:
    before = [one for one in seeds if one.moment < cut]
    after = sorted((one for one in seeds if one.moment >= cut), key=lambda one: one.moment)
    if before and after:
        new = {*_first_visit(after)} - {one.product for one in before}
        yield from [Question(before, after[0].moment, frozenset(new))] if new else ()


def _first_visit(seeds: list[Seed]) -> Iterator[str]:
    last = seeds[0].moment
    for one in seeds:
        if one.moment - last > PAUSE:
            return
        last = one.moment
        yield one.product


def _shop(learnt: Learnt, questions: list[Question]) -> Shop:
    """The rows that are asked for; all of them would not fit."""
    wanted = {product for one in questions for product in weights(one.before, one.moment)}
    return Shop({product: row for product, row in learnt.rows if product in wanted}, learnt.popular)


def _shown(one: Question, shop: Shop) -> set[str]:
    had = Standing(unwanted=frozenset(seed.product for seed in one.before))
    asked = Asked("for_you", one.moment, tuple(one.before), had, SHOWN)
    return {found.product for found in recommend(asked, shop)}


def _sells(one: Question, shop: Shop) -> set[str]:
    had = {seed.product for seed in one.before}
    best = [found.product for found in shop.popular.popular.get("", ()) if found.product not in had]
    return {*best[:SHOWN]}
