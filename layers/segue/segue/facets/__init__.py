"""Facets: the parts of a profile, each a commutative monoid over events.

A facet says what one event is worth (`of`) and how two values add up (`add`); its empty value is {}.
`add` is commutative and associative, so a profile is the sum of its events in any order and any grouping.
To add a facet: one file here with `VERSION`, `of`, `add`, and its line in `FACETS`. Raise `VERSION` when the
meaning changes: identities are then rebuilt from the ledger when they are next touched.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from segue.events import DECISIONS, Event
from segue.facets import (
    carts,
    consent,
    engagement,
    interests,
    names,
    orders,
    sessions,
    style,
    support,
    traits,
)

Value = dict[str, Any]
Facets = Mapping[str, Value]


class Facet(NamedTuple):
    """The two functions of a monoid whose empty value is {}, and the version of their meaning."""

    of: Callable[[Event], Value]
    add: Callable[[Value, Value], Value]
    version: int


FACETS: dict[str, Facet] = {
    "names": Facet(names.of, names.add, names.VERSION),
    "traits": Facet(traits.of, traits.add, traits.VERSION),
    "consent": Facet(consent.of, consent.add, consent.VERSION),
    "carts": Facet(carts.of, carts.add, carts.VERSION),
    "orders": Facet(orders.of, orders.add, orders.VERSION),
    "engagement": Facet(engagement.of, engagement.add, engagement.VERSION),
    "interests": Facet(interests.of, interests.add, interests.VERSION),
    "support": Facet(support.of, support.add, support.VERSION),
    "sessions": Facet(sessions.of, sessions.add, sessions.VERSION),
    "style": Facet(style.of, style.add, style.VERSION),
}
VERSIONS = "".join(f"{name[0]}{facet.version}" for name, facet in FACETS.items())


def of(event: Event) -> dict[str, Value]:
    """The facets of a profile that consists of this one event; facets that it does not touch are absent.

    What staff decide about who is one person is worth nothing: undoing it must leave nothing behind.
    """
    if event.event in DECISIONS:
        return {}
    worth = {name: facet.of(event) for name, facet in FACETS.items()}
    return {name: value for name, value in worth.items() if value}


def add(left: Facets, right: Facets) -> dict[str, Value]:
    """The sum of two profiles."""
    both = {**left, **right}
    return {
        name: FACETS[name].add(left[name], right[name]) if name in left and name in right else both[name]
        for name in both
    }


def total(parts: Iterable[Facets]) -> dict[str, Value]:
    """The sum of any number of profiles."""
    result: dict[str, Value] = {}
    for part in parts:
        result = add(result, part)
    return result


def differing(left: Facets, right: Facets) -> frozenset[str]:
    """The names of the facets in which two profiles differ."""
    return frozenset(name for name in {*left, *right} if left.get(name) != right.get(name))


def absorb(facets: Facets, events: Iterable[Event]) -> dict[str, Value]:
    """The profile after these events, in whatever order they come."""
    return total((facets, *map(of, events)))
