"""What somebody had to do with lately, and how much each of it counts now."""

from collections.abc import Iterable, Mapping
from math import exp
from typing import Any, NamedTuple

from segue.facets import Value
from segue.profile.purchases import orders_of
from segue.recommending.interactions import FADES, RESTS, WORTH, Kind
from segue.times import SECOND, Millis

MOST = 100  # products that are looked up for one person


class Seed(NamedTuple):
    """A product, what was done with it, and when."""

    product: str
    kind: Kind
    moment: Millis


def weights(seeds: Iterable[Seed], now: Millis) -> dict[str, float]:
    """{product: how much it counts}, the highest first, at most `MOST`; of several things done the highest counts.

    What was done just now counts whole; it fades within `FADES`, down to `RESTS`. What is yet to come counts as now.
    """
    found: dict[str, float] = {}
    for product, kind, moment in seeds:
        fresh = exp(-max(0, now - moment) / FADES[kind])
        weight = WORTH[kind] * (RESTS + (1 - RESTS) * fresh)
        found[product] = max(weight, found.get(product, 0.0))
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST])


def seeds_of(facets: Mapping[str, Value], carted: Iterable[str], now: Millis) -> list[Seed]:
    """What the facets of a person tell (history added up): orders that were not cancelled, the last looks, and
    what is in a cart now."""
    return [
        *(Seed(product, "bought", moment) for product, moment in bought(facets.get("orders", {}))),
        *(Seed(product, "carted", now) for product in carted),
        *(Seed(one[2], "viewed", one[0] * SECOND) for one in facets.get("interests", {}).get("p", ())),
    ]


def owned_of(facets: Mapping[str, Value]) -> dict[str, Millis]:
    """{product: when it was bought last}, for `Standing`."""
    return dict(sorted(bought(facets.get("orders", {})), key=lambda one: one[1]))


def bought(orders: Value) -> list[tuple[str, Millis]]:
    """Every product that was ordered, and when; a cancelled order does not count."""
    rows: list[dict[str, Any]] = [one for one in orders_of(orders) if one["state"] != "cancelled"]
    return [(line[0], row["placed"]) for row in rows if row["placed"] is not None for line in row["lines"]]
