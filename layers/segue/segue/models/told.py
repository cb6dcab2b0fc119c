"""What a person tells models: plain values without anything that says who it is. Read and written by name, so that what
another model needs is one line more in `TOLD`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from segue.carts.standing import ACTIVE, PAYING
from segue.forecasting.histories import History, Order, history_of
from segue.profile.profiles import Profile
from segue.recommending.interactions import Interaction
from segue.recommending.seeds import Seed, seeds_of
from segue.times import SECOND

CONTENT = "content:"  # what stands before the id of a content item where products and content stand side by side
SAME = 30 * SECOND  # two reports of one order may tell of times that differ by so much
OPEN = (ACTIVE, PAYING, "saved")
Told = Mapping[str, Any]


def told_of(profile: Profile) -> Told:
    """What each of `TOLD` makes of the person; {} where there is nothing to tell."""
    return {name: said for name, of in TOLD.items() if (said := of(profile))}


def seeds(profile: Profile) -> list[list[Any]]:
    """[product, kind, ms] of all orders, the last looks, and what is in a cart since it was touched last. Interests
    keep an order as a look, too: it is none."""
    carted = (
        Seed(line.product_id, "carted", cart.updated)
        for cart in profile.carts
        if cart.state in OPEN
        for line in cart.items
    )
    found = [*seeds_of(profile.whole, (), 0), *carted]
    bought = {(one.product, one.moment // SAME) for one in found if one.kind == "bought"}
    return sorted([*one] for one in found if _counts(one, bought))


def _counts(one: Seed, bought: set[tuple[str, int]]) -> bool:
    ordered = one.kind == "viewed" and not bought.isdisjoint(
        (one.product, one.moment // SAME + by) for by in (-1, 0, 1)
    )
    return bool(one.product) and not one.product.startswith(CONTENT) and not ordered


def orders(profile: Profile) -> list[list[Any]]:
    """All orders, as `History` has them, without names and numbers."""
    return [[*one] for one in history_of("", profile.order_rows).orders]


TOLD: dict[str, Callable[[Profile], Any]] = {"seeds": seeds, "orders": orders}


def seeds_in(told: Told) -> list[Seed]:
    """What `seeds` wrote, read again."""
    return [Seed(*one) for one in told.get("seeds", ())]


def history_in(name: str, told: Told) -> History:
    """What `orders` wrote, read again, of somebody who is called so here."""
    rows = (Order(*one) for one in told.get("orders", ()))
    return History(name, tuple(one._replace(lines=_pairs(one.lines), refunds=_pairs(one.refunds)) for one in rows))


def _pairs(rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple((one, other) for one, other in rows)


def interactions(people: Iterable[tuple[int, list[Seed]]]) -> Iterator[Interaction]:
    """As learning wants them: persons are numbers."""
    for number, found in people:
        yield from (Interaction(str(number), *one) for one in found)
