"""The product pages: what the shop sells, as its sources say, and what it has cost."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

from segue.api.cursors import clear, opaque
from segue.catalog.changes import Offer, PriceChange, offers
from segue.catalog.items import VARIANTS, Item
from segue.catalog.searching import meant
from segue.console.charts import columns
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import SOUGHT, Shown, Visit
from segue.console.words import date
from segue.errors import NotFound
from segue.languages.numbers import money, number
from segue.languages.texts import _
from segue.wiring.catalog import catalog, prices

PAGE = 50
MOST_CHANGES = 40  # columns of a chart


def show(visit: Visit, _: Desk) -> Shown:
    """Products in the order of their ids, or those that are sought."""
    sought = visit.asked("q")[:SOUGHT]
    found, further = catalog().search("product", partial(meant, text=sought), PAGE, clear(visit.asked("before")))
    more = f"?q={quote(sought)}&before={opaque(further)}" if further else ""
    return page(visit, "products.html", products=[_line(one) for one in found], sought=sought, more=more)


def show_one(visit: Visit, _: Desk) -> Shown:
    """A product: its forms, what is said of it, and a chart of what each form has cost."""
    item = catalog().one("product", unquote(visit.args["product"]))
    if item is None:
        raise NotFound("unknown-product")
    forms = [_form(item, name, one) for name, one in offers(item).items()]
    facts = {"forms": forms, "costs": _costs(item, prices().of(item.id)), "told": _told(item), "gone": item.gone}
    return page(visit, "product.html", product=_line(item), updated=item.updated, **facts)


def _line(item: Item) -> dict[str, Any]:
    known = list(offers(item).values())
    costs = [one for one in known if one.price is not None]
    cheapest = min(costs, key=lambda one: one.price or 0, default=None)
    return {
        "id": item.id,
        "path": quote(item.id, safe=""),
        "title": item.fields.get("title") or item.id,
        "brand": item.fields.get("brand", ""),
        "picture": link(item.fields.get("picture", "")),
        "url": link(item.fields.get("url", "")),
        "price": _price(cheapest) if cheapest else "",
        "forms": len(known),
        "stock": _stock(known),
    }


def _form(item: Item, name: str, one: Offer) -> dict[str, Any]:
    return {"title": _called(item, name), "price": _price(one), "stock": _stock([one])}


def _called(item: Item, name: str) -> str:
    """A form's name; empty for the only one where it has none."""
    forms = item.fields.get(VARIANTS, {})
    return forms.get(name, {}).get("title") or (name if len(forms) > 1 else "")


def _told(item: Item) -> dict[str, str]:
    """What is known besides, by names for people."""
    said = item.fields
    pieces, used = said.get("pack_size"), said.get("consumable")
    known = {
        _("Categories"): ", ".join(said.get("categories", ())),
        _("Accessories"): ", ".join(said.get("accessories", ())),
        _("Pieces in a pack"): str(pieces or ""),
        _("Used up"): "" if used is None else _("yes") if used else _("no"),
        **said.get("features", {}),
    }
    return {name: value for name, value in known.items() if value}


def link(said: str) -> str:
    """A link that a page may show; a shop may say anything."""
    return said if said.startswith(("https://", "http://")) else ""


def _price(one: Offer) -> str:
    return "" if one.price is None else money(one.price, one.currency)


def _stock(known: Sequence[Offer]) -> tuple[str, str]:
    """What is said of stock, and its tone; nothing where the shop does not say."""
    pieces = [one.stock for one in known if one.stock is not None]
    if any(one.available for one in known):
        return (_("{count} in stock").format(count=number(sum(pieces))) if sum(pieces) > 0 else _("In stock")), "good"
    return (_("Sold out"), "warn") if any(one.available is False for one in known) else ("", "")


def _costs(item: Item, changes: Sequence[PriceChange]) -> list[dict[str, Any]]:
    """A chart for each form whose price is known, the oldest change first."""
    forms = dict.fromkeys(one.variant for one in reversed(changes))
    return [_cost(item, name, [one for one in changes if one.variant == name][:MOST_CHANGES]) for name in forms]


def _cost(item: Item, name: str, changes: Sequence[PriceChange]) -> dict[str, Any]:
    ordered = list(reversed(changes))
    told = [f"{date(one.time)}: {money(one.after, one.currency)}" for one in ordered]
    return {"title": _called(item, name), "chart": columns([one.after for one in ordered], told), "told": told}
