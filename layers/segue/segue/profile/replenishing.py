"""Replenishing: which of the products that somebody was predicted to need are still needed, and which are now due."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segue.facets.predictions import Predictions
from segue.predictions.values import Replenishment
from segue.times import DAY, Millis


def bought_since(rows: Iterable[Mapping[str, Any]], products: frozenset[str], since: Millis) -> bool:
    """Whether one of these products was bought later, on any channel, in an order that was not cancelled; `rows` are
    those of `purchases.orders_of`."""
    return any(
        row["placed"] is not None
        and row["placed"] > since
        and row["cancelled"] is None
        and any(line[0] in products for line in row["lines"])
        for row in rows
    )


def needed(replenish: Sequence[Replenishment], rows: Sequence[Mapping[str, Any]]) -> list[Replenishment]:
    """Those of which neither the product nor what does in its place was bought since, the first due first."""
    open_ones = [one for one in replenish if not bought_since(rows, one.products, one.bought)]
    return sorted(open_ones, key=lambda one: (one.due, one.product_id))


def due(open_ones: Iterable[Replenishment], value: Predictions, night: Millis, before: Millis) -> list[Replenishment]:
    """Of those that are needed, whose time to be told comes before the next night: so long `before` they are used up
    (`predictions.policies`); none whose time has long passed, and none that was told of the same purchase already.
    `value` is the facet."""
    told = {product: register[2] for product, register in value.get("told", {}).items()}
    return [
        one
        for one in open_ones
        if one.due - before < night + DAY and night < one.high and told.get(one.product_id) != one.bought
    ]


def told_of(value: Predictions, product: str) -> tuple[frozenset[str], Millis] | None:
    """What ends the need of a product that was told to be used up, and when it had been bought; None of any other."""
    register = value.get("told", {}).get(product)
    return (frozenset((product, *register[4])), register[2]) if register else None
