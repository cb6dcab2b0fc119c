"""The lists of one product: what is bought together, what is similar, what completes it. Shrunken, so that two buyers
who happen to agree do not outdo two hundred."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from segue.catalog.items import Item
from segue.recommending.learning.graphs import Graph, Shared
from segue.recommending.learning.tables import Numbers
from segue.recommending.rows import How, Related

SHRINKAGE = 10.0  # people: as if so many more had bought each, and nothing with it
CONTENT = 0.5  # what being alike in words counts beside being looked at by the same people
MOST = 20  # in a list
CHEAPER = 0.6  # of the price: what costs more is no accessory
LIKELIER, ENOUGH = 1.5, 3  # times as likely as by chance, after shrinkage; people
LITTLE = 3.0  # people, added to both sides of how much likelier something is
STATED = 1.0


def best(others: Numbers, scores: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """The highest, the first of equal ones."""
    order = np.lexsort((others, -scores))[:most]
    return others[order], scores[order]


@dataclass(frozen=True)
class Known:
    """What lists are made of."""

    products: tuple[str, ...]
    graph: Graph
    alike: Shared
    items: Mapping[str, Item]
    buyers: int  # of anything


def together(known: Known, product: int) -> list[Related]:
    """What is bought in the same order: the shrunken cosine over orders, with how many people bought both."""
    others, scores = _cosine(known.graph.orders, product)
    return related(known, known.graph.bought, product)(others, scores, "bought")


def similar(known: Known, product: int) -> list[Related]:
    """What can take its place: looked at by the same people, and alike in words."""
    others, scores = _cosine(known.graph.looked, product)
    seen = dict(zip(others.tolist(), scores.tolist(), strict=True))
    alike = dict(zip(*(one.tolist() for one in known.alike.pairs(product)), strict=True))
    merged = {one: seen.get(one, 0.0) + CONTENT * alike.get(one, 0.0) for one in {*seen, *alike}}
    listing = related(known, known.graph.looked, product)
    found = [
        *listing(*_arrays({one: merged[one] for one in seen}), "seen"),
        *listing(*_arrays({one: merged[one] for one in alike if one not in seen}), "alike"),
    ]
    return sorted(found, key=_rank)[:MOST]


def completes(known: Known, product: int) -> list[Related]:
    """The accessories that the catalog names; after them what its buyers buy beside it of another category, cheaper,
    and more often than everybody does."""
    item = known.items.get(known.products[product])
    named = item.fields.get("accessories", ()) if item else ()
    stated = [Related(one, STATED + 1 / (2 + place), 0, "stated") for place, one in enumerate(named)]
    learnt = _likelier(known, product) if item else []
    return [*stated, *(one for one in learnt if one.product not in named)][:MOST]


def related(known: Known, people: Shared, product: int) -> Callable[[Numbers, Numbers, How], list[Related]]:
    """Makes a list of others and their scores, best first, with how many people have both in that matrix."""

    def listing(others: Numbers, scores: Numbers, how: How) -> list[Related]:
        others, scores = best(others, scores, MOST)
        found = zip(others.tolist(), scores.tolist(), people.at(product, others).tolist(), strict=True)
        return [Related(known.products[one], round(score, 5), round(many), how) for one, score, many in found if score]

    return listing


def _cosine(common: Shared, product: int) -> tuple[Numbers, Numbers]:
    others, values = common.pairs(product)
    return others, values / (np.sqrt(common.times[others] * common.times[product]) + SHRINKAGE)


def _likelier(known: Known, product: int) -> list[Related]:
    bought = known.graph.bought
    others, both = bought.pairs(product)
    own, buyers = bought.times[product], max(1, known.buyers)
    likelier = (both + LITTLE) / (own * bought.times[others] / buyers + LITTLE)
    kept = np.flatnonzero((both >= ENOUGH) & (likelier >= LIKELIER))
    kept = kept[[_accessory(known, product, other) for other in others[kept].tolist()]] if len(kept) else kept
    scores = np.minimum(likelier[kept] * both[kept] / (own + SHRINKAGE), STATED)
    return related(known, bought, product)(others[kept], scores, "bought")


def _accessory(known: Known, product: int, other: int) -> bool:
    one, two = (known.items.get(known.products[place]) for place in (product, other))
    if one is None or two is None or {*_categories(one)} & {*_categories(two)}:
        return False
    price, beside = one.fields.get("price"), two.fields.get("price")
    return price is None or beside is None or beside <= CHEAPER * price


def _categories(item: Item) -> Iterable[Any]:
    return item.fields.get("categories", ())


def _arrays(scores: dict[int, float]) -> tuple[Numbers, Numbers]:
    return np.array(list(scores), dtype="i4"), np.array(list(scores.values()), dtype="f8")


def _rank(one: Related) -> tuple[float, str]:
    return -one.score, one.product
