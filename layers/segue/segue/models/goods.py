"""What forecasts know of products beside what is bought: packs, what is used up, what does in its place, what they are
called."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from segue.catalog.items import Item
from segue.forecasting.needing import Goods, Needs, runs_out
from segue.recommending.rows import Row

ASKED = ("title", "categories", "pack_size", "consumable")
INSTEAD = 5  # as many as the facet of predictions keeps


class Shelf(NamedTuple):
    """`goods` of a night, and `names` of the products that run out."""

    goods: Goods = Goods()
    names: Mapping[str, str] = {}


def products_of(items: Iterable[Item]) -> dict[str, Item]:
    """The products that are not gone, with no more than is asked here: there may be many."""
    kept = (one for one in items if one.kind == "product" and not one.gone)
    return {one.id: replace(one, fields={key: one.fields[key] for key in ASKED if key in one.fields}) for one in kept}


def packs_of(items: Mapping[str, Item]) -> dict[str, float]:
    """Units in a pack, where the catalog says more than nothing."""
    sizes = {name: one.fields.get("pack_size") for name, one in items.items()}
    return {name: float(size) for name, size in sizes.items() if isinstance(size, int | float) and size > 0}


def consumable_of(items: Mapping[str, Item]) -> dict[str, bool]:
    """Whether a product is used up, where the catalog says so."""
    said = {name: one.fields.get("consumable") for name, one in items.items()}
    return {name: one for name, one in said.items() if isinstance(one, bool)}


def running_out(needs: Needs, items: Mapping[str, Item]) -> list[str]:
    """Products that are bought again and again."""
    goods = Goods(consumable=consumable_of(items))
    return [name for name in sorted(needs.products) if runs_out(needs, name, 0, goods)]


def shelf_of(needs: Needs, items: Mapping[str, Item], rows: Mapping[str, Row]) -> Shelf:
    """`rows` are what was learned of the products that run out."""
    out = {*running_out(needs, items)}
    instead = {name: [*_instead(name, row, items, out)][:INSTEAD] for name, row in rows.items()}
    goods = Goods(packs_of(items), {name: some for name, some in instead.items() if some}, consumable_of(items))
    titles = {name: one.fields.get("title", "") for name, one in items.items() if name in needs.products}
    return Shelf(goods, {name: title for name, title in titles.items() if title})


def _instead(product: str, row: Row, items: Mapping[str, Item], out: set[str]) -> Iterator[str]:
    """What is like it, runs out too, and stands in the same category: a mug is no coffee, however alike the words."""
    own = _categories(product, items)
    yield from (one.product for one in row.similar if one.product in out and own & _categories(one.product, items))


def _categories(product: str, items: Mapping[str, Item]) -> set[str]:
    return {*items[product].fields.get("categories", ())} if product in items else set()


def to_plain(shelf: Shelf) -> dict[str, Any]:
    """Ready for JSON."""
    return {**shelf.goods._asdict(), "names": shelf.names}


def of_plain(said: Mapping[str, Any]) -> Shelf:
    """What `to_plain` wrote."""
    goods = {name: said[name] for name in Goods._fields}
    return Shelf(Goods(**goods), said["names"])
