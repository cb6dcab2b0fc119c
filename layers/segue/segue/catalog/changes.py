"""What a change of a product means to others: what each of its forms costs, and whether it can be bought."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from segue.catalog.items import VARIANTS, Fields, Item
from segue.profile.signals import Signal
from segue.times import Millis

PRICE_DROPPED, STOCK_RETURNED = "PriceDropped", "StockReturned"


@dataclass(frozen=True)
class Offer:
    """A product in one form: its price in minor units and whether it can be bought, where the shop says so."""

    price: int | None = None
    currency: str = ""
    stock: int | None = None
    available: bool | None = None


@dataclass(frozen=True)
class PriceChange:
    """A form of a product costs something else now; `before` is None where no price was known. `variant` is empty where
    the product comes in one form."""

    product: str
    variant: str
    time: Millis
    before: int | None
    after: int
    currency: str

    @property
    def cause(self) -> str:
        """What tells this change from every other."""
        return f"{self.product}|{self.variant}|{self.time}|{self.before}|{self.after}|{self.currency}"


def offers(item: Item) -> dict[str, Offer]:
    """The offers of a product by variant; none of what is gone or not listed.

    What a variant leaves out is as its product says.
    """
    if item.gone or not item.fields.get("listed", True):
        return {}
    whole = {name: value for name, value in item.fields.items() if name != VARIANTS}
    variants = item.fields.get(VARIANTS) or {"": {}}
    return {name: _offer({**whole, **said}) for name, said in variants.items()}


def price_changes(before: Item, after: Item, time: Millis) -> list[PriceChange]:
    """The prices that are not as they were, the first ones too, as of the statement that changed them."""
    old = offers(before)
    return [
        PriceChange(after.id, name, time, known.price, one.price, one.currency)
        for name, one in offers(after).items()
        if one.price is not None and (known := _priced(old.get(name), one)).price != one.price
    ]


def signals(before: Item, after: Item, time: Millis) -> Iterator[Signal]:
    """What a change of a product tells: prices that fell, forms that can be bought again."""
    for change in price_changes(before, after, time):
        if change.before is not None and change.after < change.before:
            yield Signal(PRICE_DROPPED, "", time, change.cause, _dropped(change, after))
    old = offers(before)
    for name, one in offers(after).items():
        if one.available and name in old and old[name].available is False:
            said = {**_named(after, name), "stock": one.stock}
            yield Signal(STOCK_RETURNED, "", time, f"{after.id}|{name}|{time}|{one.stock}", said)


def _dropped(change: PriceChange, item: Item) -> dict[str, Any]:
    prices = {"before": change.before, "after": change.after, "currency": change.currency}
    return {**_named(item, change.variant), **prices}


def _named(item: Item, variant: str) -> dict[str, Any]:
    return {"product": item.id, "variant": variant, "title": str(item.fields.get("title", ""))}


def _priced(old: Offer | None, new: Offer) -> Offer:
    """What it cost before; a price in another currency is no price to compare with."""
    return old if old and old.currency == new.currency else Offer()


def _offer(said: Fields) -> Offer:
    stock, available = said.get("stock"), said.get("available")
    if available is None and stock is not None:
        available = stock > 0
    return Offer(said.get("price"), said.get("currency", ""), stock, available)
