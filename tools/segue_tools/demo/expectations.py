"""What must come out of what was done, worked out from the acts alone: the other side of the sum. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from segue_tools.demo.acts import Act
from segue_tools.demo.shoppers import Shopper


@dataclass(frozen=True)
class Expected:
    """One person as the product must know them in the end.

    `carts`: {cart id: {product name: pieces}} of what lies in carts untouched by any order since. `events` counts
    what the timeline must show, once each; `joined` the devices and accounts that turned out to be one person.
    """

    who: Shopper
    identifiers: frozenset[tuple[str, str]]
    orders: frozenset[str]
    carts: Mapping[str, Mapping[str, int]]
    events: int
    devices: int
    addressed: bool

    @property
    def abandoned(self) -> bool:
        """Something is left in a cart."""
        return bool(self.carts)

    @property
    def open(self) -> Mapping[str, Mapping[str, int]]:
        """The cart that is still open: of several the one touched last; the others are saved for later."""
        return dict(list(self.carts.items())[-1:])

    @property
    def mails(self) -> int:
        """Reminders: one per cart that was left, if there is an address."""
        return len(self.carts) if self.addressed else 0


@dataclass
class _Basket:
    pieces: dict[str, int] = field(default_factory=dict)


def expected(who: Shopper, acts: Iterable[Act]) -> Expected:
    """The person that these acts make, whatever the order in which they arrive."""
    done = sorted(acts, key=lambda act: act.minute)
    known = frozenset(one for act in done for one in act.known)
    return Expected(
        who=who,
        identifiers=known,
        orders=frozenset(act.order for act in done if act.change == "order"),
        carts=left(done),
        events=len(done),
        devices=sum(kind == "anonymous_id" for kind, _ in known),
        addressed=any(kind == "email" for kind, _ in known),
    )


def left(done: Iterable[Act]) -> dict[str, dict[str, int]]:
    """What lies in carts at the end, last touched last; an order ends every cart not touched since."""
    baskets: dict[str, _Basket] = {}
    for act in done:
        if act.change == "order":
            baskets = {}
        elif act.change:
            basket = baskets[act.cart] = baskets.pop(act.cart, _Basket())
            _put(basket, act)
    return {cart: basket.pieces for cart, basket in baskets.items() if basket.pieces}


def _put(basket: _Basket, act: Act) -> None:
    if act.change == "set":
        basket.pieces = {}
    for product, quantity in act.lines:
        basket.pieces[product.name] = basket.pieces.get(product.name, 0) + quantity
