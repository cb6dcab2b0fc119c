"""What sells, what is on the rise, and what is bought again."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from segue.catalog.items import Item
from segue.recommending.learning.tables import KINDS, Numbers, Table
from segue.recommending.rows import Listed, Popular, Related
from segue.times import DAY, Millis

LATELY: Millis = 7 * DAY  # half-lives
USUALLY: Millis = 56 * DAY
MOST = 50  # in a list
SHRINKAGE = 5.0  # buyers who buy again as often as those of the whole shop


def popular_of(table: Table, items: Mapping[str, Item]) -> Popular:
    """Both lists, for all of the shop and for each category of the catalog. `people`: who had to do with it at all."""
    lately, usually = (_counted(table, half_life) for half_life in (LATELY, USUALLY))
    expected = usually * (lately.sum() / max(usually.sum(), 1e-9))
    rising = np.maximum(0, (lately - expected) / np.sqrt(expected + 1))
    people = _counts(table, _pairs(table, slice(None)))
    groups = _groups(table, items)
    lists = [{name: _best(table, (scores, people), among) for name, among in groups} for scores in (usually, rising)]
    return Popular(*lists)


def again_of(table: Table) -> tuple[Numbers, Numbers]:
    """By product: the share of its buyers who bought it again, and after how many days, by the median (0: nobody)."""
    buys = np.flatnonzero(table.kind == KINDS.index("bought"))
    order = buys[np.lexsort((table.moment[buys], table.product[buys], table.person[buys]))]
    same = (np.diff(table.person[order]) == 0) & (np.diff(table.product[order]) == 0)
    later = same & (np.diff(table.visit[order]) != 0)
    repeated, buyers = _counts(table, _pairs(table, order[1:][later])), _counts(table, _pairs(table, buys))
    usual = repeated.sum() / max(1, buyers.sum())
    share = (repeated + SHRINKAGE * usual) / (buyers + SHRINKAGE) * (repeated > 0)
    days = np.diff(table.moment[order])[later] / DAY
    return share, _medians(table.product[order][1:][later], days, len(table.products))


def _pairs(table: Table, chosen: Any) -> Numbers:
    """Each person with each product once, as a number."""
    return np.unique(table.person[chosen].astype("i8") * len(table.products) + table.product[chosen])


def _counts(table: Table, pairs: Numbers) -> Numbers:
    """How many persons, by product."""
    return np.bincount(pairs % max(1, len(table.products)), minlength=len(table.products))


def _medians(products: Numbers, values: Numbers, size: int) -> Numbers:
    found, order = np.zeros(size), np.argsort(products, kind="stable")
    begins = np.flatnonzero(np.diff(products[order], prepend=-1) != 0)
    for begin, ours in zip(begins, np.split(values[order], begins[1:]), strict=False):
        found[products[order[begin]]] = np.median(ours)
    return found


def _counted(table: Table, half_life: Millis) -> Numbers:
    """What interactions of each product are worth, those of a person in one visit once, halved every half-life."""
    weight = table.worth * 0.5 ** ((table.now - table.moment) / half_life)
    firsts = np.unique(table.visit.astype("i8") * len(table.products) + table.product, return_index=True)[1]
    return np.bincount(table.product[firsts], weight[firsts], minlength=len(table.products))


def _groups(table: Table, items: Mapping[str, Item]) -> list[tuple[str, Numbers]]:
    found: dict[str, list[int]] = {"": list(range(len(table.products)))}
    for place, product in enumerate(table.products):
        for category in _categories(items.get(product)):
            found.setdefault(str(category), []).append(place)
    return [(name, np.array(among, dtype="i8")) for name, among in sorted(found.items())]


def _categories(item: Item | None) -> tuple[Any, ...]:
    return tuple(item.fields.get("categories", ())) if item else ()


def _best(table: Table, counted: tuple[Numbers, Numbers], among: Numbers) -> Listed:
    scores, people = counted
    best = among[np.lexsort((among, -scores[among]))][:MOST]
    found = zip(best.tolist(), scores[best].tolist(), people[best].tolist(), strict=True)
    return tuple(
        Related(table.products[one], round(score, 3), many, "counted") for one, score, many in found if score > 0
    )
