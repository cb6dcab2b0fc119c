"""What must come out of what was done, worked out from the acts alone: the other side of the sum. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from segue_tools.demo.acts import Act
from segue_tools.demo.shoppers import Shopper


@dataclass(frozen=True)
class Expected:
    """One person as the product must know them in the end.

    `carts`: {cart id: {product name: pieces}} of what lies in carts untouched by any order since. `events` counts
    what the timeline must show, once each; `addressed`: there is an address to write to.
    """

    who: Shopper
    identifiers: frozenset[tuple[str, str]]
    orders: frozenset[str]
    carts: Mapping[str, Mapping[str, int]]
    events: int
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
        addressed=any(kind == "email" for kind, _ in known),
    )


def left(done: Iterable[Act]) -> dict[str, dict[str, int]]:
    """What lies in carts at the end, last touched last; an order ends every cart not touched since."""
    baskets: dict[str, dict[str, int]] = {}
    for act in done:
        if act.change == "order":
            baskets = {}
        elif act.change:
            baskets[act.cart] = _put(baskets.pop(act.cart, {}), act)
    return {cart: pieces for cart, pieces in baskets.items() if pieces}


def _put(pieces: dict[str, int], act: Act) -> dict[str, int]:
    """The pieces by product after an act that adds to a cart or replaces what is in it."""
    after = Counter({} if act.change == "set" else pieces)
    for product, quantity in act.lines:
        after[product.name] += quantity
    return dict(after)
