"""Conditions: what a segment asks of a profile, compiled once from the playbook's text into closures."""

from collections.abc import Callable, Mapping
from typing import Any

from segue.errors import Invalid
from segue.profile.profiles import Profile
from segue.segments.operators import OPERATORS
from segue.segments.verdicts import Condition, Verdict, earliest
from segue.times import Millis


def compile_condition(spec: Any) -> Condition:
    """A mapping with one operator or group. Raises Invalid("bad-condition", "bad-duration") that says where."""
    if not isinstance(spec, Mapping) or not spec:
        raise Invalid("bad-condition", "a condition is a mapping such as `cart: open`")
    known = GROUPS | OPERATORS
    named = [name for name in spec if name in known]
    if not named:
        raise Invalid("bad-condition", f"unknown condition {next(iter(spec))!r}; known: {', '.join(sorted(known))}")
    if len(named) > 1:
        raise Invalid("bad-condition", f"put {' and '.join(map(repr, named))} into a list under `all` or `any`")
    return known[named[0]](spec)


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


GROUPS: dict[str, Callable[[Mapping[str, Any]], Condition]] = {"all": _all, "any": _any, "not": _not}
