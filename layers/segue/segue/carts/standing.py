"""A customer's carts as they stand: worked out from the facets' cart log and orders when somebody reads them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from segue.carts.logs import sorted_out
from segue.facets.carts import CHECKOUT, CLOSE, NEVER, STEP, WHOLE, Entry, imported
from segue.facets.orders import placed_times
from segue.times import Millis

LineKey = tuple[str, str]  # product id, variant id
ACTIVE, PAYING = "active", "checkout"


class CartLine(msgspec.Struct, frozen=True):
    """One form of one product in a cart; `price` in minor units for one piece. `variant` is the form's name."""

    product_id: str
    quantity: int
    name: str
    price: int
    image_url: str = ""
    url: str = ""
    variant_id: str = ""
    variant: str = ""
    category: str = ""
    brand: str = ""

    @property
    def key(self) -> LineKey:
        """What makes two lines one."""
        return self.product_id, self.variant_id


class Cart(msgspec.Struct, frozen=True):
    """A cart: open until it is ordered or deleted. `ordered` tells of any order since it was last touched.

    `imported`: history alone tells of how it was last touched, so nobody is reminded of it. `checkout` is when its
    last step was taken, where that was a checkout's; 0 otherwise. The rest is what the policy
    on several carts makes of it (`segue.carts.policies`): `paying` while that checkout is under way, `aside` when it
    waits behind another one, `saved` the lines that wait behind this one, `stands_for` the carts that it took up.
    """

    id: str
    updated: Millis
    items: tuple[CartLine, ...] = ()
    currency: str = ""
    url: str = ""
    open: bool = True
    ordered: bool = False
    imported: bool = False
    checkout: Millis = 0
    paying: bool = False
    aside: bool = False
    saved: tuple[CartLine, ...] = ()
    stands_for: tuple[str, ...] = ()

    @property
    def value(self) -> int:
        """The sum of all lines in minor units."""
        return sum(line.price * line.quantity for line in self.items)

    @property
    def live(self) -> bool:
        """Something is in it, nothing has ended it, and it waits behind no other."""
        return self.state in (ACTIVE, PAYING)

    @property
    def state(self) -> str:
        """`active`, `checkout`, `saved`, `empty`, `ordered` or `closed`."""
        if self.ordered or not self.open:
            return "ordered" if self.ordered else "closed"
        if not self.items:
            return "empty"
        return "saved" if self.aside else PAYING if self.paying else ACTIVE

    def called(self, key: str) -> bool:
        """Whether this is the cart of that id, or the one that took it up."""
        return key == self.id or key in self.stands_for


def carts_of(facets: Mapping[str, Any]) -> list[Cart]:
    """All carts in the window, last touched first; an order in any channel ends those not touched since."""
    known = facets.get("carts", {})
    orders = placed_times(facets.get("orders", {}))
    logs = sorted_out(known.get("log", []), known.get("closed", NEVER))
    found = [_cart(key, log, orders) for key, log in logs.items()]
    return sorted(found, key=lambda cart: (-cart.updated, cart.id))


class Base(NamedTuple):
    """What the last entry that says all of a cart said of it."""

    items: Sequence[CartLine] = ()
    currency: str = ""
    url: str = ""
    open: bool = True


def _cart(key: str, log: list[Entry], orders: list[Millis]) -> Cart:
    updated = log[-1][0]
    start = max((place for place, entry in enumerate(log) if entry[3] in WHOLE), default=-1)
    base = _base(log[start]) if start >= 0 else Base()
    changes = [entry[4] for entry in log[start + 1 :] if entry[4]]
    pieces = together(base.items)
    for changed, _ in changes:
        pieces = change(pieces, CartLine(*changed))
    return Cart(
        id=key,
        updated=updated,
        items=tuple(line for line in pieces.values() if line.quantity > 0),
        currency=next((code for _, code in reversed(changes) if code), base.currency),
        url=base.url,
        open=base.open or bool(changes),
        ordered=any(placed >= updated for placed in orders),
        imported=imported(log[-1]),
        checkout=updated if log[-1][3] in (CHECKOUT, STEP) else 0,
    )


def together(lines: Iterable[CartLine]) -> dict[LineKey, CartLine]:
    """Lines of one form of one product as one line; of what they say differently, the first holds."""
    pieces: dict[LineKey, CartLine] = {}
    for line in lines:
        known = pieces.get(line.key)
        pieces[line.key] = replace(known, quantity=known.quantity + line.quantity) if known else line
    return pieces


def change(pieces: Mapping[LineKey, CartLine], changed: CartLine) -> dict[LineKey, CartLine]:
    """The lines after one of them, or a new one, has changed by a quantity."""
    place = _place(pieces, changed)
    return {**pieces, place: _changed(pieces[place], changed) if place in pieces else changed}


def _place(pieces: Mapping[LineKey, CartLine], changed: CartLine) -> LineKey:
    """Whose line a change is about: a removal, or a change that names no variant, may mean the only form there is."""
    forms = [key for key in pieces if key[0] == changed.product_id]
    vague = changed.quantity < 0 or not changed.variant_id
    return forms[0] if changed.key not in pieces and vague and len(forms) == 1 else changed.key


def _changed(known: CartLine, changed: CartLine) -> CartLine:
    """The line after a change; what the change does not say stays as it was."""
    return CartLine(
        changed.product_id,
        known.quantity + changed.quantity,
        changed.name if changed.name != changed.product_id else known.name,
        changed.price or known.price,
        changed.image_url or known.image_url,
        changed.url or known.url,
        known.variant_id,
        changed.variant or known.variant,
        changed.category or known.category,
        changed.brand or known.brand,
    )


def _base(entry: Entry) -> Base:
    if not entry[4]:
        return Base(open=entry[3] != CLOSE)
    made, code, link = entry[4]
    return Base([CartLine(*one) for one in made], code, link)
