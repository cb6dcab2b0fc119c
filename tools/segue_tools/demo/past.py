"""A made-up past of the demo shop: 300 customers over 18 months, each of a kind that forecasts have to tell apart.

The same seed makes the same history, and the ids follow from it: to import it again stores nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from segue_tools.demo.goods import CURRENCY, Line, Product, products, worth
from segue_tools.demo.shoppers import FIRST, LAST

DAY = 86_400
DAYS = 548  # 18 months
KINDS = ("coffee", "coffee", "coffee", "camper", "bargain", "bargain", "full", "once")  # in turn
SUMMER = range(4, 9)  # months
STAYS = 0.8  # of the coffee buyers are customers still
AT_DISCOUNT = 0.85  # of the orders of a bargain hunter
Message = dict[str, Any]


@dataclass(frozen=True)
class Bought:
    """An order so many days before the end of the history."""

    ago: float
    lines: tuple[Line, ...]
    coupon: str = ""


def past(seed: int, end: int, customers: int, shop: str) -> Iterator[Message]:
    """Messages as an SDK would have sent them until `end` (seconds)."""
    for nth in range(customers):
        chance = Random(f"{seed}/{nth}")
        kind = KINDS[nth % len(KINDS)]
        bought = sorted(HABITS[kind](chance, end), key=lambda one: -one.ago)
        who = f"past-{seed}-{nth}"
        yield _said(who, "identify", end - round(bought[0].ago * DAY) - 60, "who", traits=_traits(chance, nth))
        for number, one in enumerate(bought):
            properties = _order(f"{who}-{number}", one, shop)
            moment = end - round(one.ago * DAY)
            yield _said(who, "track", moment, f"{number}", event="Order Completed", properties=properties)


def _said(who: str, kind: str, moment: int, name: str, **said: Any) -> Message:
    time = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return {"type": kind, "messageId": f"{who}-{name}", "userId": who, "timestamp": time, "receivedAt": time, **said}


def _traits(chance: Random, nth: int) -> dict[str, str]:
    first, last = chance.choice(FIRST.split()), chance.choice(LAST.split())
    return {"firstName": first, "lastName": last, "email": f"{first}.{last}.{nth}@past.example".lower()}


def _order(identity: str, one: Bought, shop: str) -> dict[str, Any]:
    total = worth(one.lines)
    off = round(total * 0.2) if one.coupon else 0
    less = {"coupon": one.coupon, "discount": off / 100} if off else {}
    lines = [product.described(shop, quantity) for product, quantity in one.lines]
    return {"order_id": identity, "currency": CURRENCY, "total": (total - off) / 100, "products": lines, **less}


def _of(*categories: str) -> list[Product]:
    return [one for one in products() if one.category in categories]


def _coffee(chance: Random, _: int) -> Iterator[Bought]:
    """The same coffee every three or four weeks, each at a pace of their own; some have stopped, some never wavered."""
    beans = chance.choice([one for one in _of("coffee") if one.id != "pour-over"])
    usual = chance.gauss(21 if beans.id == "morning-ridge" else 28, 2.5)
    stop = 0.0 if chance.random() < STAYS else chance.uniform(60, 240)
    ago = chance.uniform(stop + 60, DAYS)
    if chance.random() < 0.4:
        yield Bought(ago + 1, ((next(one for one in products() if one.id == "pour-over"), 1),))
    while ago > stop:
        two = chance.random() < 0.15
        yield Bought(ago, ((beans, 2 if two else 1),))
        ago -= max(7.0, chance.gauss(usual * (1.8 if two else 1), usual / 8))


def _camper(chance: Random, end: int) -> Iterator[Bought]:
    """Before and in summer."""
    for _ in range(chance.randint(2, 6)):
        ago = chance.uniform(1, DAYS)
        month = datetime.fromtimestamp(end - ago * DAY, UTC).month
        if month in SUMMER or chance.random() < 0.15:
            yield Bought(ago, ((chance.choice(_of("camping")), 1),))
    yield Bought(chance.uniform(130, 240), ((chance.choice(_of("camping", "grills")), 1),))


def _bargain(chance: Random, _: int) -> Iterator[Bought]:
    """Nearly always with a coupon."""
    for _time in range(chance.randint(4, 9)):
        coupon = "OUTSIDE20" if chance.random() < AT_DISCOUNT else ""
        yield Bought(chance.uniform(1, DAYS), ((chance.choice(_of("grills", "camping", "coffee")), 1),), coupon)


def _full(chance: Random, _: int) -> Iterator[Bought]:
    """Cameras and lenses at the full price."""
    for _time in range(chance.randint(3, 7)):
        yield Bought(chance.uniform(1, DAYS), ((chance.choice(_of("cameras", "lenses", "camping")), 1),))


def _once(chance: Random, _: int) -> Iterator[Bought]:
    yield Bought(chance.uniform(1, DAYS), ((chance.choice(products()), 1),))


HABITS: dict[str, Callable[[Random, int], Iterator[Bought]]] = {
    "coffee": _coffee,
    "camper": _camper,
    "bargain": _bargain,
    "full": _full,
    "once": _once,
}
