"""One recommendation service: for a person and a wish what is shown, why, and what was left out.

It asks twice: for what is learned of the seeds with what sells, then for the items of what comes out. A third question
follows only where both do not fill the list, for the items of what sells in a category; not while a page waits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice

from segue.catalog.items import Item
from segue.profile.profiles import Profile
from segue.recommending.choosing import Asked, Recommendation, Shop, chosen_of, led_to, refused, selling
from segue.recommending.reading import Reading, readings_of, takes
from segue.recommending.reasons import Why
from segue.recommending.rows import Popular, Related, Row
from segue.recommending.seeds import Seed, seeds_of, weights
from segue.recommending.served import Found, Served, Shown, Wanted
from segue.recommending.standing import carted_by, standing_of
from segue.recommending.wishes import Wish
from segue.times import Millis

SEEDS = 40  # whose rows are read, and with the items of the first ITEMS in one request
ITEMS = 20
LAST = 3  # of what they looked at, put into a cart, or own, where a list is about that alone
SPARE = 3  # times as many are looked up as are wanted
LED = 200  # candidates that are looked at, of what rows lead to
MOST = 75  # that are looked up, so that one request holds them
CATEGORIES = 3


@dataclass(frozen=True)
class Recommending:
    """`read` answers what is asked for in one request; `waits`: whether there is time for a third one. `library`: all
    that there is to read, asked for where content is wanted."""

    read: Callable[[Wanted], Found]
    waits: bool = True
    library: Callable[[], Sequence[Item]] = tuple

    def serve(self, profile: Profile, wish: Wish, now: Millis, about: Profile | None = None) -> Served:
        """What to show a person. `about`: as whom they are known to who looks, where that is less than is known;
        what they own or complain about is left out all the same."""
        if profile.left_alone:  # a till is nobody
            profile, about = Profile(profile.id, {}, profile.identities), None
        denied = profile.unprofiled(now)
        seeds = seeds_for(about or profile, wish, now, denied)
        unwanted = [wish.product] if wish.product else []
        standing = standing_of(profile, now, unwanted)
        asked = Asked(wish.kind, now, tuple(seeds), standing, wish.most, wish.of_one_category, wish.of, sure=True)
        reader = Profile(profile.id, {}, ()) if denied else about or profile
        read = readings_of(self.library, reader, wish, now)
        first, filled = self._read_about(self._filled(asked), read)
        return _with(first, _served(filled, "objection" if denied else ""), wish.most)

    def _read_about(self, filled: "Filled", read: Sequence[Reading]) -> tuple[list[Shown], "Filled"]:
        """What comes first, because they are reading up on something: what there is to read, or what it takes."""
        asked = filled.asked
        if asked.of == "content":
            items = filled.shop.items
            return [Shown(item, one, items.get(one.reason.product)) for item, one in read[: asked.limit]], filled
        found = takes(read)
        filled = self._with_items_of(filled, [one.product for _, one in found])
        fits = [(item, one) for item, one in found if not refused(asked, filled.shop, one.product)]
        return [Shown(filled.shop.items[one.product], one, item) for item, one in fits], filled

    def _with_items_of(self, filled: "Filled", names: Iterable[str]) -> "Filled":
        lacking = [name for name in names if name not in filled.shop.items]
        if not lacking:
            return filled
        items = {**filled.shop.items, **self.read(Wanted((), (), lacking)).items}
        return replace(filled, shop=replace(filled.shop, items=items))

    def _filled(self, asked: Asked) -> "Filled":
        names = list(weights(asked.seeds, asked.now))[:SEEDS]
        first = self.read(Wanted(names, ("",), names[:ITEMS]))
        shop = Shop(completed(first.rows, first.items), first.popular, dict(first.items))
        groups = [] if asked.wanted not in ("for_you", "trending") else categories_of(first.items.values())
        filled = self._with_items(Filled(asked, shop, list(islice(led_to(asked, shop), LED))), groups)
        lacks = self.waits and groups and len(filled.chosen) < asked.limit
        return self._with_items(filled, ()) if lacks else filled

    def _with_items(self, filled: "Filled", groups: Sequence[str]) -> "Filled":
        asked, shop = filled.asked, filled.shop
        first = list(islice(filled.candidates(), min(SPARE * asked.limit + ITEMS, MOST)))
        about = [one.reason.product for one in first[: asked.limit] if one.reason.product]
        lacking = [name for name in (*(one.product for one in first), *about) if name not in shop.items]
        if not lacking and not groups:
            return filled
        found = self.read(Wanted((), groups, dict.fromkeys(lacking)))
        both, items = _both(shop.popular, found.popular), {**shop.items, **found.items}
        return replace(filled, shop=replace(shop, popular=both, items=items))


@dataclass(frozen=True)
class Filled:
    """What was read for a list; `led`: what the rows of the seeds lead to, added up once."""

    asked: Asked
    shop: Shop
    led: Sequence[Recommendation]

    def candidates(self) -> Iterable[Recommendation]:
        """All that could be shown, best first."""
        return chain(self.led, selling(self.asked, self.shop))

    @cached_property
    def chosen(self) -> list[Recommendation]:
        """What is shown."""
        return chosen_of(self.candidates(), self.asked, self.shop)

    @cached_property
    def left_out(self) -> tuple[tuple[str, Why], ...]:
        """What would have stood before the last that is shown, and why it does not."""
        names = dict.fromkeys(one.product for one in islice(self.candidates(), SPARE * self.asked.limit))
        found: list[tuple[str, Why]] = [(one, why) for one in names if (why := refused(self.asked, self.shop, one))]
        return tuple(found)


def seeds_for(profile: Profile, wish: Wish, now: Millis, denied: bool) -> list[Seed]:
    """What speaks for something. The page's product is being looked at now. Who has `denied` profiling is met by the
    page alone."""
    page = [Seed(wish.product, "viewed", now)] if wish.product else []
    if denied or (page and wish.kind != "for_you"):
        return page
    seeds = seeds_of(profile.whole, carted_by(profile, now), now)
    return [*page, *seeds] if wish.kind in ("for_you", "trending") else _last(seeds, wish.kind)


def _last(seeds: Iterable[Seed], kind: str) -> list[Seed]:
    """What a list is about where no page says it: the cart; for what is similar or completes also what they looked at
    last; else what they own last."""
    listed = sorted(seeds, key=lambda one: -one.moment)
    by = {name: [one for one in listed if one.kind == name][:LAST] for name in ("carted", "viewed", "bought")}
    if kind in ("completes", "researched"):
        return [*by["carted"], *by["viewed"], *by["bought"]]
    return by["carted"] or (by["viewed"] if kind == "similar" else []) or by["bought"]


def completed(rows: Mapping[str, Row], items: Mapping[str, Item]) -> dict[str, Row]:
    """Rows with the accessories that the catalog names by now: they need no night of learning."""
    return {**rows, **{name: _stated(rows.get(name, Row()), item) for name, item in items.items() if _named(item)}}


def categories_of(items: Iterable[Item]) -> list[str]:
    """The first few categories of what speaks for something."""
    return list(dict.fromkeys(group for one in items for group in one.fields.get("categories") or ()))[:CATEGORIES]


def _with(first: Sequence[Shown], served: Served, most: int) -> Served:
    """What they are reading up on leads to comes before what was learned."""
    if not first:
        return served
    there: dict[tuple[str, str], Shown] = {}
    for one in (*first, *served.shown):
        there.setdefault((one.item.kind, one.item.id), one)
    return replace(served, shown=tuple(there.values())[:most], why="")


def _served(filled: Filled, objection: str) -> Served:
    items, shown = filled.shop.items, filled.chosen
    rows = tuple(Shown(items[one.product], one, items.get(one.reason.product)) for one in shown)
    nothing = "all-left-out" if filled.left_out else "not-learned" if filled.asked.seeds else "nobody-known"
    return Served(rows, objection or ("" if shown else nothing), filled.left_out, items)


def _named(item: Item) -> Sequence[str]:
    return item.fields.get("accessories") or ()


def _stated(row: Row, item: Item) -> Row:
    there = {one.product for one in row.completes}
    stated = [Related(one, 1 + 1 / (2 + place), 0, "stated") for place, one in enumerate(_named(item))]
    more = tuple(one for one in stated if one.product not in there)
    leads = row.leads or tuple(one._replace(score=one.score - 1) for one in stated)
    return replace(row, completes=(*more, *row.completes), leads=leads)


def _both(one: Popular, other: Popular) -> Popular:
    return Popular({**one.popular, **other.popular}, {**one.trending, **other.trending})
