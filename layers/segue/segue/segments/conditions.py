"""Conditions: what a segment asks of a profile, compiled once from the playbook's text into closures.

A condition answers a `Verdict`: whether it holds now, and the next moment at which the answer may change without
any event (a cart grows old). Waking too early is harmless, so `until` is the earliest of all parts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from segue.carts.policies import until
from segue.errors import Invalid
from segue.profile.profiles import Profile
from segue.times import Millis, duration, from_text


class Verdict(NamedTuple):
    """Holds or not, until when at least (None: as long as no event comes), and which carts made it hold."""

    holds: bool
    until: Millis | None = None
    carts: tuple[str, ...] = ()


Test = Callable[[Profile, Millis], Verdict]


@dataclass(frozen=True)
class Condition:
    """The compiled form; `facets` are those whose change can change the answer."""

    test: Test
    facets: frozenset[str]


def compile_condition(spec: Any) -> Condition:
    """A mapping with one operator of `OPERATORS`. Raises Invalid("bad-condition") that says where."""
    if not isinstance(spec, Mapping) or not spec:
        raise Invalid("bad-condition", "a condition is a mapping such as `cart: open`")
    operator = next((name for name in spec if name in OPERATORS), None)
    if operator is None:
        raise Invalid("bad-condition", f"unknown condition {next(iter(spec))!r}; known: {', '.join(sorted(OPERATORS))}")
    return OPERATORS[operator](spec)


def earliest(*moments: Millis | None) -> Millis | None:
    """The first of these moments; None where there is none."""
    return min((one for one in moments if one is not None), default=None)


def _all(spec: Mapping[str, Any]) -> Condition:
    return _group(spec["all"], all)


def _any(spec: Mapping[str, Any]) -> Condition:
    return _group(spec["any"], any)


def _group(specs: Any, combine: Callable[[list[bool]], bool]) -> Condition:
    if not isinstance(specs, list) or not specs:
        raise Invalid("bad-condition", "`all` and `any` take a list of conditions")
    parts = [compile_condition(one) for one in specs]

    def test(profile: Profile, now: Millis) -> Verdict:
        verdicts = [part.test(profile, now) for part in parts]
        carts = dict.fromkeys(cart for one in verdicts if one.holds for cart in one.carts)
        return Verdict(
            combine([one.holds for one in verdicts]), earliest(*(one.until for one in verdicts)), tuple(carts)
        )

    return Condition(test, frozenset[str]().union(*(part.facets for part in parts)))


def _not(spec: Mapping[str, Any]) -> Condition:
    inner = compile_condition(spec["not"])

    def test(profile: Profile, now: Millis) -> Verdict:
        verdict = inner.test(profile, now)
        return Verdict(not verdict.holds, verdict.until)

    return Condition(test, inner.facets)


def _trait(spec: Mapping[str, Any]) -> Condition:
    name, wanted = str(spec["trait"]), spec.get("equals")
    one_of = spec.get("in", [wanted] if "equals" in spec else None)
    exists = spec.get("exists", True)

    def test(profile: Profile, _now: Millis) -> Verdict:
        value = profile.traits.get(name)
        return Verdict(value in one_of if one_of is not None else (value is not None) is exists)

    return Condition(test, frozenset({"traits"}))


def _cart(spec: Mapping[str, Any]) -> Condition:
    asked = spec["cart"]
    if asked == "open":
        return Condition(_open_carts, CARTS)
    if not isinstance(asked, Mapping) or set(asked) != {"untouched_for"}:
        raise Invalid("bad-condition", "`cart` is `open` or `{untouched_for: 2h}`")
    wait = duration(asked["untouched_for"])

    def test(profile: Profile, now: Millis) -> Verdict:
        carts = profile.carts_at(now)
        live = [cart for cart in carts if cart.live]
        ripe = tuple(cart.id for cart in live if cart.updated + wait <= now)
        ripens = earliest(*(one.updated + wait for one in live if one.id not in ripe))
        return Verdict(bool(ripe), earliest(ripens, until(carts, profile.cart_policy)), ripe)

    return Condition(test, CARTS)


def _open_carts(profile: Profile, now: Millis) -> Verdict:
    carts = profile.carts_at(now)
    live = tuple(cart.id for cart in carts if cart.live)
    return Verdict(bool(live), until(carts, profile.cart_policy), live)


def _ordered(spec: Mapping[str, Any]) -> Condition:
    asked = spec["ordered"]
    if not isinstance(asked, Mapping) or not set(asked) <= {"at_least", "within"}:
        raise Invalid("bad-condition", "`ordered` takes `at_least` (a number) and `within` (a duration)")
    least, within = int(asked.get("at_least", 1)), asked.get("within")
    span = duration(within) if within else None

    def test(profile: Profile, now: Millis) -> Verdict:
        times = [from_text(row["placed"]) for row in profile.orders if row["placed"] and row["state"] != "cancelled"]
        inside = [one for one in times if span is None or one > now - span]
        until = earliest(*(one + span for one in inside)) if span is not None else None
        return Verdict(len(inside) >= least, until)

    return Condition(test, frozenset({"orders"}))


CARTS = frozenset({"carts", "orders"})
OPERATORS: dict[str, Callable[[Mapping[str, Any]], Condition]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "trait": _trait,
    "cart": _cart,
    "ordered": _ordered,
}
