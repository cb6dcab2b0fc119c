"""Facets: the parts of a profile, each a commutative monoid over events.

A facet says what one event is worth (`of`) and how two values add up (`add`); its empty value is {}.
`add` is commutative and associative, so a profile is the sum of its events in any order and any grouping.
What history alone tells of (an event that is marked `backfill`) is kept beside the customer's own in the same shape,
under `HISTORY`: a profile is the sum of both, and each can be asked by itself.
To add a facet: one file here with `VERSION`, `of`, `add`, `read`, and its line in `FACETS`. Raise `VERSION` when the
meaning changes: identities are then rebuilt from the ledger when they are next touched. Until then their old values are
added and read as they are, so another shape takes another name; values of names that are gone fall out.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from segue.events import DECISIONS, Event
from segue.experiments import telling
from segue.facets import (
    activity,
    carts,
    consent,
    engagement,
    experiments,
    interests,
    names,
    orders,
    predictions,
    sessions,
    style,
    support,
    traits,
)
from segue.facets.registers import short
from segue.predictions import is_own

Value = dict[str, Any]
Facets = Mapping[str, Value]


class Facet(NamedTuple):
    """The two functions of a monoid whose empty value is {}, and the version of their meaning. `read` says what a value
    is to people and programs; None where that takes more of the person than this (`segue.profile.describing`)."""

    of: Callable[[Event], Value]
    add: Callable[[Value, Value], Value]
    version: int
    read: Callable[[Value], Any] | None = None


FACETS: dict[str, Facet] = {
    "names": Facet(names.of, names.add, names.VERSION),
    "traits": Facet(traits.of, traits.add, traits.VERSION, traits.read),
    "consent": Facet(consent.of, consent.add, consent.VERSION),
    "carts": Facet(carts.of, carts.add, carts.VERSION),
    "orders": Facet(orders.of, orders.add, orders.VERSION),
    "engagement": Facet(engagement.of, engagement.add, engagement.VERSION, engagement.read),
    "interests": Facet(interests.of, interests.add, interests.VERSION, interests.read),
    "support": Facet(support.of, support.add, support.VERSION, support.read),
    "sessions": Facet(sessions.of, sessions.add, sessions.VERSION, sessions.read),
    "style": Facet(style.of, style.add, style.VERSION),
    "activity": Facet(activity.of, activity.add, activity.VERSION, activity.read),
    "predictions": Facet(predictions.of, predictions.add, predictions.VERSION),
    "experiments": Facet(experiments.of, experiments.add, experiments.VERSION, experiments.read),
}


# What the product tells of its own doing, and the one facet that counts it.
OWN: dict[str, Callable[[Event], bool]] = {"predictions": is_own, "experiments": telling.is_own}
HISTORY = "history"
NEVER_APART = ("names", "consent")  # who somebody is and what is forbidden, whoever told of it


def versions(known: Mapping[str, Facet], *kept: str) -> str:
    """Ten hexadecimal digits, others for any other set of names and versions, or other words of how they are `kept`."""
    said = (f"{name}:{facet.version}" for name, facet in known.items())
    return f"{short(','.join(sorted((*said, *kept)))):010x}"


VERSIONS = versions(FACETS, f"{HISTORY} apart")


def worth_of(name: str, event: Event) -> Value:
    """What an event is worth to one facet, whoever tells it: of what we tell of our own doing nothing to any other."""
    own = next((one for one, is_its in OWN.items() if is_its(event)), name)
    return FACETS[name].of(event) if own == name else {}


def of(event: Event) -> dict[str, Value]:
    """The facets of a profile that consists of this one event; facets that it does not touch are absent.

    What staff decide about who is one person is worth nothing: undoing it must leave nothing behind. What we tell of
    our own doing is nothing that the customer did, so no other facet counts it.
    """
    if event.event in DECISIONS:
        return {}
    own = next((name for name, is_its in OWN.items() if is_its(event)), "")
    worth = {name: FACETS[name].of(event) for name in ((own,) if own else FACETS)}
    told = {name: value for name, value in worth.items() if value}
    return _as_history(told) if event.backfill else told


def _as_history(told: dict[str, Value]) -> dict[str, Value]:
    apart = {name: value for name, value in told.items() if name not in NEVER_APART}
    rest = {name: value for name, value in told.items() if name in NEVER_APART}
    return rest | ({HISTORY: apart} if apart else {})


def add(left: Facets, right: Facets) -> dict[str, Value]:
    """The sum of two profiles. What this code does not know, an older or newer version wrote: it falls out."""
    both = {**left, **right}
    return {
        name: _sum(name, left[name], right[name]) if name in left and name in right else both[name]
        for name in both
        if name in FACETS or name == HISTORY
    }


def _sum(name: str, left: Value, right: Value) -> Value:
    return add(left, right) if name == HISTORY else FACETS[name].add(left, right)


def history(facets: Facets) -> Facets:
    """What history alone tells of."""
    return facets.get(HISTORY, {})


def own(facets: Facets) -> Facets:
    """Without what history alone tells of."""
    return {name: value for name, value in facets.items() if name != HISTORY} if HISTORY in facets else facets


def whole(facets: Facets) -> Facets:
    """The customer's own and history, added up."""
    return add(own(facets), history(facets)) if HISTORY in facets else facets


def total(parts: Iterable[Facets]) -> dict[str, Value]:
    """The sum of any number of profiles."""
    result: dict[str, Value] = {}
    for part in parts:
        result = add(result, part)
    return result


def differing(left: Facets, right: Facets) -> frozenset[str]:
    """The names of the facets in which two profiles differ, whoever told of it."""
    parts = ((left, right), (history(left), history(right)))
    names_of = (name for one, other in parts for name in {*one, *other} if one.get(name) != other.get(name))
    return frozenset(names_of) - {HISTORY}


def absorb(facets: Facets, events: Iterable[Event]) -> dict[str, Value]:
    """The profile after these events, in whatever order they come."""
    return total((facets, *map(of, events)))
