"""Removal: what an order owes to each touch before it, by how many orders would be lost without that touch.

Touches are a chain of Markov: who is at one goes on to the next, to an order or to nothing, as often as people did. A
touch is removed when whoever comes to it goes no further (Anderl, Becker, von Wangenheim, Schumann: Mapping the
customer journey, 2016). What is lost then is the chance to come to it times the chance to order from there, since the
chain forgets how it came there; so one solution of the chain tells it of all touches.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

UNKNOWN = "unknown"  # where nothing is known of what came before an order
WAYS = ("last", "first", "linear")
AMOUNTS = ("orders", "revenue")
Rows = Sequence[Mapping[str, Any]]
Found = list[dict[str, Any]]


class Chain(NamedTuple):
    """How often paths begin at each touch, how often they go from each to each (None: they end), and how many of those
    that end there end with an order."""

    begun: Mapping[str, float]
    steps: Mapping[str, Mapping[str | None, float]]
    orders: Mapping[str, float]


def shared(rows: Rows) -> Found:
    """Of steps one row a touch, with what it gets by each way of sharing, removal among them, and its `effect`.

    A step: {"touch", "following" (None at the end), "steps", "begun", "orders_last", "revenue_last", ...}. Orders of
    which no touch is known stay with UNKNOWN in every way.
    """
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        for name in (f"{amount}_{way}" for amount in AMOUNTS for way in WAYS):
            totals[row["touch"]][name] += float(row[name])
    lost = effects(chain([row for row in rows if row["touch"] != UNKNOWN]))
    every = sum(lost.values())
    of = {name: sum(one[f"{name}_last"] for touch, one in totals.items() if touch != UNKNOWN) for name in AMOUNTS}
    found = []
    for touch, sums in totals.items():
        part = lost.get(touch, 0.0) / every if every else 0.0
        removal = {name: of[name] * part if touch != UNKNOWN else sums[f"{name}_last"] for name in AMOUNTS}
        found.append(_row(touch, sums, removal, lost.get(touch)))
    return sorted(found, key=lambda row: (-row["revenue_removal"], -row["orders_removal"], row["touch"]))


def _row(touch: str, sums: Mapping[str, float], removal: Mapping[str, float], effect: float | None) -> dict[str, Any]:
    every = {**sums, **{f"{name}_removal": one for name, one in removal.items()}}
    told = {f"{name}_{way}": every[f"{name}_{way}"] for name in AMOUNTS for way in (*WAYS, "removal")}
    return {"touch": touch, **told, "effect": effect}


def chain(rows: Rows) -> Chain:
    """The chain that steps make."""
    begun: dict[str, float] = defaultdict(float)
    steps: dict[str, dict[str | None, float]] = defaultdict(lambda: defaultdict(float))
    orders: dict[str, float] = defaultdict(float)
    for row in rows:
        begun[row["touch"]] += float(row["begun"])
        steps[row["touch"]][row["following"]] += float(row["steps"])
        orders[row["touch"]] += float(row["orders_last"])
    return Chain(begun, steps, orders)


def effects(of: Chain) -> dict[str, float]:
    """{touch: the share of all orders that would be lost without it}; 0 for all where there are none."""
    touches = sorted(of.steps)
    place = {touch: at for at, touch in enumerate(touches)}
    visits = _visits([_leaving(of.steps[touch], place) for touch in touches])
    beginning = sum(of.begun.values())
    begun = [of.begun.get(touch, 0.0) / beginning if beginning else 0.0 for touch in touches]
    ends = [of.orders[touch] / sum(of.steps[touch].values()) for touch in touches]
    buying = [sum(often * end for often, end in zip(row, ends, strict=True)) for row in visits]
    whole = sum(share * chance for share, chance in zip(begun, buying, strict=True))
    if not whole:
        return dict.fromkeys(touches, 0.0)
    coming = [sum(share * row[at] for share, row in zip(begun, visits, strict=True)) for at in range(len(touches))]
    return {touch: coming[at] / visits[at][at] * buying[at] / whole for touch, at in place.items()}


def _leaving(steps: Mapping[str | None, float], place: Mapping[str, int]) -> list[float]:
    """The chances to go on from one touch to each."""
    every = sum(steps.values())
    return [steps.get(touch, 0.0) / every for touch in place]


def _visits(chances: Sequence[Sequence[float]]) -> list[list[float]]:
    """How often each touch is visited, on the average, from each on: (1 - chances) inverted, by Gauss and Jordan. Rows
    sum up to less than 1 where paths end, so the diagonal never vanishes."""
    size = len(chances)
    rows = [
        [float(at == column) - chance for column, chance in enumerate(row)]
        + [float(at == column) for column in range(size)]
        for at, row in enumerate(chances)
    ]
    for at in range(size):
        pivot = [one / rows[at][at] for one in rows[at]]
        rows = [pivot if row is rows[at] else _less(row, pivot, row[at]) for row in rows]
    return [row[size:] for row in rows]


def _less(row: list[float], pivot: list[float], times: float) -> list[float]:
    return [one - times * two for one, two in zip(row, pivot, strict=True)] if times else row
