"""A customer's carts as they stand: worked out from the facets' cart log and orders when somebody reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from segue.facets.carts import CHANGE, CLOSE, NEVER, SNAPSHOT, Entry
from segue.facets.orders import placed_times
from segue.times import Millis

UNNAMED = "cart"  # a shop that gives its carts no id has one cart at a time


@dataclass(frozen=True)
class CartLine:
    """One product in a cart; `price` in minor units for one piece."""

    product_id: str
    quantity: int
    name: str
    price: int
    image_url: str = ""
    url: str = ""


@dataclass(frozen=True)
class Cart:
    """A cart: open until it is ordered or deleted. `ordered` tells of any order since it was last touched."""

    id: str
    updated: Millis
    items: tuple[CartLine, ...] = ()
    currency: str = ""
    url: str = ""
    open: bool = True
    ordered: bool = False

    @property
    def value(self) -> int:
        """The sum of all lines in minor units."""
        return sum(line.price * line.quantity for line in self.items)

    @property
    def live(self) -> bool:
        """Something is in it and nothing has ended it."""
        return self.open and bool(self.items) and not self.ordered


def carts_of(facets: Mapping[str, Any]) -> list[Cart]:
    """All carts in the window, last touched first; an order in any channel ends those not touched since."""
    logs: dict[str, list[Entry]] = {}
    closed = facets.get("carts", {}).get("closed", NEVER)
    log = facets.get("carts", {}).get("log", [])
    current = _unnamed(closed) if log and closed < log[0][:2] else UNNAMED
    for entry in log:
        current = entry[2] or current
        logs.setdefault(current, []).append(entry)
        if entry[3] == CLOSE:
            current = _unnamed(entry)
    orders = placed_times(facets.get("orders", {}))
    found = [_cart(key, log, orders) for key, log in logs.items()]
    return sorted(found, key=lambda cart: (-cart.updated, cart.id))


def _unnamed(closed: Sequence[Any]) -> str:
    """The id of the cart without one that follows this closing."""
    return f"{UNNAMED}-{closed[1]:x}" if closed[0] else UNNAMED


def _cart(key: str, log: list[Entry], orders: list[Millis]) -> Cart:
    updated = log[-1][0]
    cart = Cart(id=key, updated=updated, ordered=any(placed >= updated for placed in orders))
    start = max((place for place, entry in enumerate(log) if entry[3] in (SNAPSHOT, CLOSE)), default=-1)
    if start >= 0:
        cart = replace(cart, **_base(log[start]))
    pieces = {line.product_id: line for line in cart.items}
    for entry in log[start + 1 :]:
        if entry[3] == CHANGE and entry[4]:
            cart = replace(cart, currency=entry[4][1] or cart.currency, open=True)
            changed = CartLine(*entry[4][0])
            pieces[changed.product_id] = _together(pieces.get(changed.product_id), changed)
    return replace(cart, items=tuple(line for line in pieces.values() if line.quantity > 0))


def _together(known: CartLine | None, changed: CartLine) -> CartLine:
    """The line after a change; what the change does not say stays as it was."""
    if known is None:
        return changed
    return CartLine(
        changed.product_id,
        known.quantity + changed.quantity,
        changed.name if changed.name != changed.product_id else known.name,
        changed.price or known.price,
        changed.image_url or known.image_url,
        changed.url or known.url,
    )


def _base(entry: Entry) -> dict[str, Any]:
    if entry[3] == CLOSE or not entry[4]:
        return {"open": entry[3] != CLOSE}
    made, code, link = entry[4]
    return {"items": tuple(CartLine(*one) for one in made), "currency": code, "url": link}
