"""Which products somebody is shown now, and why: rows added up, and what does not fit left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from segue.catalog.items import Item
from segue.recommending.exclusions import Standing, excluded, owned
from segue.recommending.reasons import Because, Why
from segue.recommending.rows import Popular, Related, Row
from segue.recommending.seeds import Seed, weights
from segue.recommending.wishes import Of, Wanted
from segue.times import Millis

LIST: dict[Wanted, str] = {
    "for_you": "leads",
    "together": "together",
    "similar": "similar",
    "completes": "completes",
    "researched": "completes",
}
Sought = tuple[str, Mapping[str, float]]  # a list of rows, and what is due with its score
CONTENT = "content:"  # with which names of content begin, in rows
FEWEST = 2  # people; one alone is no reason, and no longer anonymous
POINTS_AT: dict[str, Because] = {
    "bought": "bought_together",
    "seen": "seen_together",
    "alike": "similar",
    "stated": "goes_with",
}


@dataclass(frozen=True)
class Asked:
    """What is wanted: of whom (`seeds`, what they had to do with, or of the page's product; `standing`), how many."""

    wanted: Wanted
    now: Millis
    seeds: tuple[Seed, ...] = ()
    standing: Standing = field(default_factory=Standing)
    limit: int = 10
    of_one_category: int = 0  # at most so many of a category; 0: as they come
    of: Of = "products"
    sure: bool = False  # whether what the catalog at hand does not know is left out

    @cached_property
    def at_hand(self) -> frozenset[str]:
        """What they have just had to do with."""
        return frozenset(one.product for one in self.seeds)


@dataclass(frozen=True)
class Shop:
    """What is looked up: rows of the seeds, what is popular, and the catalog's items as far as they are at hand."""

    rows: Mapping[str, Row]
    popular: Popular = field(default_factory=Popular)
    items: Mapping[str, Item] = field(default_factory=dict)


class Reason(NamedTuple):
    """`product`: the seed that speaks most for it; `people`: how many had to do with both, or with it; `category`: in
    which it is popular, "" in all of the shop; of what is read about, or looked at, its name."""

    because: Because
    product: str = ""
    people: int = 0
    category: str = ""


class Recommendation(NamedTuple):
    """A product with its score, comparable within one answer, and its reason."""

    product: str
    score: float
    reason: Reason


def recommend(asked: Asked, shop: Shop) -> list[Recommendation]:
    """At most `limit` products, best first. What is learned of the seeds comes first, then what sells in their
    categories, then in all of the shop. The same input gives the same answer."""
    return chosen_of(candidates(asked, shop), asked, shop)


def chosen_of(found: Iterable[Recommendation], asked: Asked, shop: Shop) -> list[Recommendation]:
    """Of candidates those that are shown."""
    chosen = dict[str, Recommendation]()
    for one in found:
        if len(chosen) >= asked.limit:
            break
        if one.product not in chosen and not refused(asked, shop, one.product):
            chosen |= {} if _crowded(asked, shop, (one.product, chosen)) else {one.product: one}
    return list(chosen.values())


def is_content(name: str) -> bool:
    """Whether a row's name is that of something to read or watch."""
    return name.startswith(CONTENT)


def candidates(asked: Asked, shop: Shop) -> Iterator[Recommendation]:
    """All of this kind that could be shown, best first, unchecked: whoever has no catalog at hand looks up the first
    of them. What several things speak for may come several times."""
    yield from led_to(asked, shop)
    yield from selling(asked, shop)


def led_to(asked: Asked, shop: Shop) -> Iterator[Recommendation]:
    """What the rows of the seeds lead to, best first."""
    if asked.wanted not in LIST:
        return
    counted = weights(asked.seeds, asked.now)
    due = _due(asked, counted, shop) if asked.wanted == "for_you" else {}
    found = added_up(counted, shop.rows, (LIST[asked.wanted], due))
    yield from (one for one in found if is_content(one.product) == (asked.of == "content"))


def selling(asked: Asked, shop: Shop) -> Iterator[Recommendation]:
    """What sells, in the categories of the seeds and in all of the shop, where the list may be filled up by that."""
    if asked.wanted in ("for_you", "trending"):
        found = _popular(asked, weights(asked.seeds, asked.now), shop)
        yield from (one for one in found if is_content(one.product) == (asked.of == "content"))


def added_up(counted: Mapping[str, float], rows: Mapping[str, Row], sought: Sought) -> Iterator[Recommendation]:
    """What a list of the seeds' rows leads to, scores added up by what each seed counts, beside what is `due`."""
    name, due = sought
    scores: dict[str, float] = {}
    strongest: dict[str, tuple[float, str, Related]] = {}
    for seed, weight, one in _leads(counted, rows, name):
        product, part = one.product, weight * one.score
        scores[product] = scores.get(product, 0.0) + part
        if product not in strongest or part > strongest[product][0]:
            strongest[product] = part, seed, one
    for score, product in sorted((-score, product) for product, score in {**scores, **due}.items()):
        reason = Reason("again", product) if product in due else _reason(*strongest[product][1:])
        yield Recommendation(product, -score, reason)


def _leads(counted: Mapping[str, float], rows: Mapping[str, Row], name: str) -> Iterator[tuple[str, float, Related]]:
    for seed, weight in counted.items():
        for one in getattr(rows[seed], name) if seed in rows else ():
            yield seed, weight, one


def _reason(seed: str, related: Related) -> Reason:
    shown = related.how in ("alike", "stated") or related.people >= FEWEST
    return Reason(POINTS_AT[related.how], seed, related.people) if shown else Reason("similar", seed)


def _due(asked: Asked, counted: Mapping[str, float], shop: Shop) -> dict[str, float]:
    """What they have bought and others buy again, and how likely; `leads` are about a probability too."""
    rows = {one: shop.rows[one] for one in asked.standing.owned if one in counted and one in shop.rows}
    return {one: row.again * counted[one] for one, row in rows.items() if row.again}


def _popular(asked: Asked, counted: Iterable[str], shop: Shop) -> Iterator[Recommendation]:
    lists, because = shop.popular.popular, "popular"
    if asked.wanted == "trending":
        lists, because = shop.popular.trending, "trending"
    groups = dict.fromkeys(group for seed in counted for group in _categories(shop.items.get(seed)))
    for group in (*groups, ""):
        for one in lists.get(group, ()):
            yield Recommendation(one.product, one.score, Reason(because, people=one.people, category=group))


def refused(asked: Asked, shop: Shop, product: str) -> Why | None:
    """Why something that could be shown is not, at this moment; None where it may be."""
    item, bought = shop.items.get(product), asked.standing.owned.get(product)
    if why := excluded(product, asked.standing, item):
        return why
    if item is None and asked.sure:
        return "unknown"
    if bought is None:
        return "at-hand" if product in asked.at_hand else None
    return owned(bought, asked.now, shop.rows.get(product), item)


def _crowded(asked: Asked, shop: Shop, found: tuple[str, Iterable[str]]) -> bool:
    if not asked.of_one_category:
        return False
    product, chosen = found
    own = _categories(shop.items.get(product))[:1]
    alike = [one for one in chosen if own and _categories(shop.items.get(one))[:1] == own]
    return len(alike) >= asked.of_one_category


def _categories(item: Item | None) -> tuple[Any, ...]:
    return tuple(item.fields.get("categories", ())) if item else ()
