"""Goods: whether what a message says of products is still so, by the catalog and the orders as they are when the
message is to leave.

Where the catalog does not know a product, its price or whether it can be bought, nothing speaks against the message.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from segue.carts.standing import Cart
from segue.catalog.changes import PRICE_DROPPED, STOCK_RETURNED, Offer, offers
from segue.catalog.items import Item
from segue.errors import Invalid
from segue.journeys.flows import Journey
from segue.messages import Message
from segue.profile.profiles import Profile
from segue.profile.replenishing import bought_since, told_of
from segue.times import Millis, from_text

Catalog = Callable[[str], Item | None]  # what the shop says of a product
SOLD_OUT, DEARER, BOUGHT = "sold-out", "price-rose", "bought-meanwhile"
USED_UP = "ReplenishmentDue"


def untrue(journey: Journey, message: Message, carts: Sequence[Cart], catalog: Catalog) -> str:
    """Why a message of this journey is not so any more, as a word of REASONS; "" where it is, or where it is about no
    goods: then the catalog is not asked. `carts`: those of the person, at this moment."""
    if journey.each == "cart":
        return _cart_untrue([one for one in carts if one.id == message.key and one.live], catalog)
    product = str(message.data.get("product") or "")
    about_another = journey.each == "product" and message.key != product
    return _news_untrue(message.data, catalog(product)) if product and _news(journey) and not about_another else ""


def bought_meanwhile(journey: Journey, message: Message, profile: Profile) -> str:
    """BOUGHT where a message says that a product is used up, and it, or what does in its place, has been bought since,
    on whatever channel; "" of any other message."""
    product = str(message.data.get("product") or "")
    if journey.each != "product" or message.key != product or not _begun_by(journey, USED_UP):
        return ""
    told = told_of(profile.whole.get("predictions", {}), product)
    since = _moment(message.data.get("bought")) or _moment(message.data.get("time"))
    products, since = (told[0], since or told[1]) if told else (frozenset((product,)), since)
    return BOUGHT if since and bought_since(profile.order_rows, products, since) else ""


def _moment(given: Any) -> Millis:
    try:
        return from_text(str(given or ""))
    except Invalid:
        return 0


def _news(journey: Journey) -> bool:
    """Whether the catalog's own news begin it."""
    return _begun_by(journey, STOCK_RETURNED, PRICE_DROPPED)


def _begun_by(journey: Journey, *signals: str) -> bool:
    told = (journey.entry.pattern or {}).get("detail-type", ())
    return any(one in told for one in signals)


def _news_untrue(said: Mapping[str, Any], item: Item | None) -> str:
    """`said`: what the signal told: `variant`, and of a price `after` and `currency`."""
    found = _offers(item, str(said.get("variant") or ""))
    open_ones = [one for one in found if one.available is not False]
    if _known(item) and not open_ones:
        return SOLD_OUT
    told, code = said.get("after"), str(said.get("currency") or "")
    prices = [one.price for one in open_ones if one.price is not None and code in ("", one.currency)]
    return DEARER if isinstance(told, int) and prices and min(prices) > told else ""


def _cart_untrue(carts: Sequence[Cart], catalog: Catalog) -> str:
    """One line that can be bought is enough, so mostly one product is looked up."""
    lines = [line for one in carts for line in one.items]
    return SOLD_OUT if lines and all(_gone(catalog(one.product_id), one.variant_id) for one in lines) else ""


def _gone(item: Item | None, variant: str) -> bool:
    return _known(item) and all(one.available is False for one in _offers(item, variant))


def _known(item: Item | None) -> bool:
    return item is not None and (item.gone or bool(item.fields))


def _offers(item: Item | None, variant: str) -> list[Offer]:
    """Of the form that is meant; of all of them where the catalog has no form by this name."""
    found = offers(item) if item else {}
    return [found[variant]] if variant in found else list(found.values())
