"""Events: how often something happened, of what kind, in how many days, and what it came to."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from segue.errors import Invalid, inside
from segue.facets.activity import VALUES, Done
from segue.profile.profiles import Profile
from segue.segments.asking import amount, choice, count, currency, duration, settings
from segue.segments.compiler import Compiler
from segue.segments.deciding import all_hold
from segue.segments.happenings import (
    FACETS,
    LONGEST_WINDOW,
    WHERE_SCHEMA,
    Happening,
    Window,
    certain,
    enough,
    happening,
    spans,
    thousandths,
)
from segue.segments.shapes import COUNT, CURRENCY, DURATION, NUMBER, WORD, Schema, asked, one_of
from segue.segments.shapes import settings as settings_of
from segue.segments.timelines import counted
from segue.segments.verdicts import ALWAYS, Ask, Condition, Verdict
from segue.times import DAY, Millis

SUM = ("of", "at_least", "at_most", "currency")
SUM_SCHEMA = settings_of(
    {
        "of": one_of(VALUES),
        "at_least": NUMBER,
        "at_most": NUMBER,
        "currency": CURRENCY,
    }
)
SETTINGS: dict[str, Schema] = {
    "event": WORD,
    "at_least": COUNT,
    "at_most": COUNT,
    "within": DURATION,
    "where": WHERE_SCHEMA,
    "sum": SUM_SCHEMA,
}
SCHEMAS: dict[str, Schema] = {
    "did": asked(
        "did",
        settings_of(SETTINGS, "event"),
        "an event happened so often, in so many days; once or more, and ever, where that is left out",
    )
}
COST = 10


class Asked(NamedTuple):
    """Whether a sum is as asked: of numbers of times where `currency` is None, of its money otherwise ("": of all)."""

    holds: Callable[[int], bool]
    currency: str | None = None


def did(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`did: {event: Product Viewed, at_least: 3, within: 7d, where: {category: cameras}, sum: {of: value, ..}}`."""
    given = settings(spec, "did", tuple(SETTINGS))
    found = happening(given)
    within = duration(given["within"], "within") if "within" in given else None
    asks = [*_counts(given, within, found), *_sums(given, within)]
    fits = all_hold([_summed(found, within, one) for one in asks])

    def test(profile: Profile, now: Millis) -> Verdict:
        done = found.known(profile)
        if done is None:
            return Verdict(all(one.holds(0) for one in asks), None, ALWAYS)
        return certain(fits(done, now), found, done, within)

    return Condition(test, FACETS, cost=COST, facts=found.facts)


def _summed(found: Happening, within: Millis | None, asked_for: Asked) -> Ask:
    def test(done: Done, now: Millis) -> Verdict:
        return counted(spans(found, done, Window(within, now), asked_for.currency), asked_for.holds, now)

    return test


def _counts(given: Mapping[str, Any], within: Millis | None, found: Happening) -> list[Asked]:
    if not {"at_least", "at_most"} & given.keys():
        return [] if "sum" in given else [Asked(bool)]
    least, most = _bounds(given, count)
    enough(max(least, 0 if most == math.inf else most + 1), within, found)
    return [Asked(lambda times: least <= times <= most)]


def _sums(given: Mapping[str, Any], within: Millis | None) -> list[Asked]:
    if "sum" not in given:
        return []
    with inside("sum"):
        asked_for = settings(given, "sum", SUM)
        choice(asked_for.get("of", VALUES[-1]), "of", VALUES)
        code = currency(asked_for) if "currency" in asked_for else ""
        least, most = _bounds(asked_for, lambda one, name: _amount(one, name, code))
        if (least, most) == (-math.inf, math.inf):
            raise Invalid("bad-condition", "say how much: `at_least` or `at_most`, or both")
    if within is not None and not DAY <= within <= LONGEST_WINDOW:
        raise Invalid("bad-condition", "sums are kept by days: `within` is from 1d to 90d")
    return [Asked(lambda money: least <= money <= most, code)]


def _bounds(given: Mapping[str, Any], read: Callable[[Any, str], int]) -> tuple[float, float]:
    least = read(given["at_least"], "at_least") if "at_least" in given else -math.inf
    return least, read(given["at_most"], "at_most") if "at_most" in given else math.inf


def _amount(given: Any, name: str, code: str) -> int:
    """In minor units; in thousandths where the money of all currencies is added up."""
    return amount(given, name, code) if code else thousandths(amount(given, name, ""), "")
