"""Groups: conditions of conditions."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.profile.profiles import Profile
from segue.segments.asking import settings
from segue.segments.compiler import Compiler
from segue.segments.deciding import all_hold, any_holds, any_names
from segue.segments.verdicts import Condition, Verdict, earliest
from segue.spelling import meant
from segue.times import Millis, duration

Compile = Callable[[Any, Compiler], Condition]
Group = Callable[[Mapping[str, Any], Compiler, Compile], Condition]


def all_of(spec: Mapping[str, Any], compiler: Compiler, compiled: Compile) -> Condition:
    """`all: [..]`: true since the last of its parts is, false since the first of those that are."""
    return _group(spec, "all", compiler, compiled)


def any_of(spec: Mapping[str, Any], compiler: Compiler, compiled: Compile) -> Condition:
    """`any: [..]`: true since the first of its true parts is, false since the last of all is."""
    return _group(spec, "any", compiler, compiled)


def _group(spec: Mapping[str, Any], name: str, compiler: Compiler, compiled: Compile) -> Condition:
    specs = spec[name]
    if not isinstance(specs, list) or not specs:
        raise Invalid("bad-condition", "`all` and `any` take a list of conditions")
    parts = tuple(every(*(partial(_part, one, compiler, compiled, place) for place, one in enumerate(specs))))
    facets = _facets(parts)
    any_ = any_names if "carts" in facets else any_holds
    test = (any_ if name == "any" else all_hold)([part.test for part in parts])
    return Condition(test, facets, name, sum(one.cost for one in parts), parts)


def not_(spec: Mapping[str, Any], compiler: Compiler, compiled: Compile) -> Condition:
    """`not: c`."""
    inner = compiled(spec["not"], compiler.deeper())

    def test(profile: Profile, now: Millis) -> Verdict:
        verdict = inner.test(profile, now)
        return Verdict(not verdict.holds, verdict.until, lambda: verdict.since)

    return Condition(test, inner.facets, "not", inner.cost, (inner,))


def has_been(spec: Mapping[str, Any], compiler: Compiler, compiled: Compile) -> Condition:
    """`has_been: {for: 7d, when: c}`: true without a break for so long, as far as anybody can know."""
    asked = settings(spec, "has_been", ("for", "when"))
    if len(asked) < 2:
        raise Invalid("bad-condition", "`has_been` takes `for`, a duration, and `when`, a condition")
    span, inner = every(partial(_span, asked["for"]), partial(_part, asked["when"], compiler, compiled, "when"))

    def test(profile: Profile, now: Millis) -> Verdict:
        verdict = inner.test(profile, now)
        if not verdict.holds or verdict.since is None:
            return Verdict(False, verdict.until)
        due = verdict.since + span
        if due > now:
            return Verdict(False, earliest(due, verdict.until))
        return Verdict(True, verdict.until, due, verdict.carts)

    return Condition(test, inner.facets, f"has been for {asked['for']}", 2 * inner.cost, (inner,))


def in_segment(spec: Mapping[str, Any], compiler: Compiler, compiled: Compile) -> Condition:
    """`in_segment: id`: what that segment asks, asked here; never a look at who is in it."""
    name, known = spec["in_segment"], compiler.segments
    if known is None and isinstance(name, str):
        return Condition(_nobody, frozenset())
    if not isinstance(name, str) or known is None or name not in known:
        raise Invalid("bad-condition", f"there is no segment {name!r}{meant(name, known or ())}")
    if name in compiler.asked:
        circle = " → ".join((*compiler.asked, name))
        raise Invalid("bad-condition", f"segments ask for each other in a circle: {circle}")
    if name not in compiler.made:
        compiler.made[name] = _asked(name, known[name], compiler, compiled)
    inner = compiler.made[name]
    return Condition(inner.test, inner.facets, "", inner.cost, (inner,))


def _nobody(_profile: Profile, _now: Millis) -> Verdict:
    return Verdict(False)


def _asked(name: str, segment: Mapping[str, Any], compiler: Compiler, compiled: Compile) -> Condition:
    try:
        return compiled(segment.get("when"), compiler.within(name))
    except Invalid as wrong:
        raise Invalid("bad-condition", f"segment {name!r}, which this one asks for: {wrong.detail}") from wrong


def _span(given: Any) -> Millis:
    with inside("for"):
        return duration(given)


def _part(spec: Any, compiler: Compiler, compiled: Compile, place: int | str) -> Condition:
    with inside(place):
        return compiled(spec, compiler.deeper())


def _facets(parts: tuple[Condition, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(part.facets for part in parts))


GROUPS: dict[str, Group] = {
    "all": all_of,
    "any": any_of,
    "not": not_,
    "has_been": has_been,
    "in_segment": in_segment,
}
