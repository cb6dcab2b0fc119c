"""Made-up histories for the tests of forecasts."""

from segue.forecasting.histories import History, Order
from segue.times import DAY
from tests.builders import NOON


def order(day, *products, cents=1000, currency="EUR", **said):
    """An order so many days ago, of one piece of each product unless it says how many."""
    lines = tuple(one if isinstance(one, tuple) else (one, 1) for one in products)
    pieces = said.pop("pieces", sum(many for _, many in lines) or 1)
    return Order(NOON - round(day * DAY), lines, cents, currency, pieces, **said)


def person(*orders, name="ann"):
    """Somebody with these orders."""
    return History(name, tuple(sorted(orders)))


def regulars(many=60, every=20, product="coffee", since=400):
    """People who buy a product again and again, each a little differently."""
    return [
        person(*(order(day, product) for day in range(since - one, 0, -(every + one % 5))), name=f"r{one}")
        for one in range(many)
    ]


def passers(many=60, since=390):
    """People who bought once, one after the other."""
    return [person(order(since - one * since / many, "lamp"), name=f"o{one}") for one in range(many)]
