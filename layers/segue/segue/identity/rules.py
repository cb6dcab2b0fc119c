"""Rules of identity resolution, as the playbook's `policies/identity.yaml` has them.

How many values of a type one person may have over which window, what names nobody, who may merge two known people.
The defaults are those that Segment documents for Unify: https://segment.com/docs/unify/identity-resolution/
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.facets.names import ATTESTATIONS
from segue.identifiers import CODES
from segue.identity.edges import ORDER
from segue.spelling import choice, only
from segue.times import DAY, Millis, duration

YEAR: Millis = 365 * DAY
NOBODY = re.compile(r"[+0-]*|-1|null|none|undefined|anonymous|nan|unknown|test|n/a", re.IGNORECASE)
SETTINGS = {"priority", "limits", "shared_above", "crowd_above", "blocked", "merge_known", "growth", "email"}


@dataclass(frozen=True)
class Limit:
    """At most this many values within any window of this length; None: ever."""

    most: int
    within: Millis | None = None


FIVE_A_YEAR = Limit(5, YEAR)
UNLIMITED = ("order_id", "cart_id")
LIMITS: dict[str, Limit] = {
    **{kind: FIVE_A_YEAR for kind in CODES if kind not in UNLIMITED},
    "user_id": Limit(1),
    "anonymous_id": Limit(5, 7 * DAY),
}
SHARED = {"anonymous_id": 1, "device_id": 1, "push_id": 1}
SHARED_OTHERS = 5
KNOWN = frozenset({"user_id", "customer_id", "loyalty_id"})


@dataclass(frozen=True)
class Rules:
    """`priority`: types, the one to keep first. `shared`: with more user ids than this an identifier is shared (a
    till, a family's tablet) and joins nobody, and so it is with more stronger identifiers of any type than `crowd`.
    `attested`: the least attestation that may merge two known people.
    `growth`: new identifiers of one person; more wait for review. `countries`: of sources, for national numbers."""

    priority: tuple[str, ...] = tuple(CODES)
    limits: Mapping[str, Limit] = field(default_factory=lambda: LIMITS)
    shared: Mapping[str, int] = field(default_factory=lambda: SHARED)
    blocked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attested: int = ORDER
    crowd: int = 20
    growth: Limit = Limit(200, DAY)
    plus_tags: bool = True  # kept: kim+shop@ is another address than kim@
    dotless: frozenset[str] = frozenset({"gmail.com", "googlemail.com"})  # domains that ignore dots
    countries: Mapping[str, str] = field(default_factory=dict)

    def names_nobody(self, kind: str, value: str) -> bool:
        """Whether this value is a placeholder or an address of the shop's own, which nobody is known by."""
        value = value.partition(":")[2] if kind == "custom" else value
        patterns = (*self.blocked.get("any", ()), *self.blocked.get(kind, ()))
        return bool(NOBODY.fullmatch(value)) or any(_pattern(one)(value) for one in patterns)

    def limit(self, kind: str) -> Limit | None:
        """How many values of a type one person may have; None: any number. Types of the shop's own are `custom`."""
        return self.limits.get(kind if kind in CODES or kind in self.limits else "custom")

    def most_users(self, kind: str) -> int:
        """With more user ids than this an identifier of the type is shared."""
        return self.shared.get(kind, SHARED_OTHERS)

    def rank(self, kind: str) -> int:
        """Its place by priority; a type that is not listed comes last."""
        return self.priority.index(kind) if kind in self.priority else len(self.priority)


def rules_of(spec: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]] | None = None) -> Rules:
    """The policy's mapping as rules; what it does not say is as by default. Raises Invalid("bad-policy")."""
    only(spec, sorted(SETTINGS), "the policy of identity")
    mail = _mapping(spec, "email")
    return Rules(
        priority=tuple(map(str, spec.get("priority") or CODES)),
        limits=LIMITS | _each(spec, "limits", _limit),
        shared=SHARED | _each(spec, "shared_above", _count),
        blocked=_each(spec, "blocked", _patterns),
        attested=_attested(spec.get("merge_known", "order")),
        crowd=_at("crowd_above", spec, 20, _count),
        growth=_at("growth", spec, "200 in 1d", _limit),
        plus_tags=mail.get("plus_tags") != "ignore",
        dotless=frozenset(map(str, mail.get("dots_ignored_at", Rules().dotless))),
        countries=_countries(sources or {}),
    )


def _countries(sources: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    found = {name: (one.get("options") or {}).get("country") for name, one in sources.items()}
    return {name: str(country) for name, country in found.items() if country}


def _mapping(spec: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = spec.get(name) or {}
    if not isinstance(found, Mapping):
        with inside(name):
            raise Invalid("bad-policy", f"`{name}` is a mapping")
    return found


def _at(name: str, spec: Mapping[str, Any], usual: Any, read: Callable[[Any], Any]) -> Any:
    with inside(name):
        return read(spec.get(name, usual))


def _each(spec: Mapping[str, Any], name: str, read: Callable[[Any], Any]) -> dict[str, Any]:
    """What stands under each type of identifier, read; every wrong one is told."""
    found = _mapping(spec, name)
    with inside(name):
        return dict(zip(found, every(*(partial(_at, kind, found, None, read) for kind in found)), strict=True))


def _limit(text: Any) -> Limit:
    """`1 ever` or `5 in 365d`."""
    found = re.fullmatch(r"(\d+)(?: (ever)| in (\w+))?", str(text).strip())
    if not found:
        raise Invalid("bad-policy", f"{text!r} is no limit; write `1 ever` or `5 in 365d`")
    return Limit(int(found[1]), duration(found[3]) if found[3] else None)


def _count(given: Any) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise Invalid("bad-policy", f"{given!r} is no number")
    return given


def _attested(given: Any) -> int:
    with inside("merge_known"):
        return ATTESTATIONS.index(choice(given, ATTESTATIONS, "merge_known", "bad-policy"))


def _patterns(given: Any) -> tuple[str, ...]:
    patterns = tuple(map(str, given if isinstance(given, list) else [given]))
    for one in patterns:
        _pattern(one)
    return patterns


@cache
def _pattern(text: str) -> Callable[[str], bool]:
    from segue.regular import pattern  # few shops block anything, and every function that folds reads these rules

    return pattern(text, "bad-policy", re.IGNORECASE)
