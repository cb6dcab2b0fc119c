"""Interests: what somebody looks at, puts into carts and orders, the more the later."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from segue.errors import Invalid
from segue.facets.interests import HALF_LIFE, LONGEST, WEEK, Interests, newest_week
from segue.profile.profiles import Profile
from segue.segments.asking import amount, count, settings, words
from segue.segments.compiler import Compiler
from segue.segments.shapes import WORDS, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict
from segue.times import Millis

KINDS = {"category": "categories", "brand": "brands", "feature": "features", "topic": "features"}
MOST_WEEKS = 400  # until a score has faded, whatever it was
POINTS: Schema = {"type": "number", "minimum": 0.01, "exclusiveMaximum": 1_000_000}
SCHEMAS: dict[str, Schema] = {
    "interested": asked(
        "interested",
        settings_of({**dict.fromkeys(KINDS, WORDS), "at_least": POINTS, "top": {"type": "integer", "minimum": 1}})
        | {"anyOf": [{"required": [name]} for name in KINDS]},
        "the points of one of these, halved every four weeks; one point where it is left out",
    )
}
FACETS = frozenset({"interests"})
COST = 5


class Interest(NamedTuple):
    """One kind of thing, the names of it that are asked for, and how high they must stand in the list of all."""

    kind: str
    names: frozenset[str]
    top: int | None

    def best(self, scores: Mapping[str, Mapping[str, float]]) -> float:
        """The highest score of these as of the newest week; 0 where none stands high enough."""
        found = scores[self.kind]
        return max((found[one] for one in self.names if one in found and self._high(found, one)), default=0.0)

    def _high(self, found: Mapping[str, float], name: str) -> bool:
        if self.top is None:
            return True
        return sum((-score, one) < (-found[name], name) for one, score in found.items()) < self.top


def interested(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`interested: {category: cameras, at_least: 3, top: 3}`."""
    given = settings(spec, "interested", (*KINDS, "at_least", "top"))
    asks, least = _asks(given), _points(given.get("at_least", 1))

    def test(profile: Profile, now: Millis) -> Verdict:
        value: Interests = profile.whole.get("interests", {})
        if not value:
            return Verdict(False, None, ALWAYS)
        best = min(one.best(profile.interest_scores) for one in asks)
        return _fading(best, least, (newest_week(value), now // WEEK))

    def facts(profile: Profile, _now: Millis) -> tuple[Fact, ...]:
        return tuple(_facts(asks, profile)) or (Fact("no such interest"),)

    return Condition(test, FACETS, cost=COST, facts=facts)


def _fading(best: float, least: float, weeks: tuple[int, int]) -> Verdict:
    """A score of the first of these weeks, as it stands in the second: it falls at the beginnings of weeks alone."""
    newest, week = weeks[0], max(weeks)
    if best < least:
        return Verdict(False)
    ends = next(one for one in range(newest, newest + MOST_WEEKS) if best * 0.5 ** ((one - newest) / HALF_LIFE) < least)
    return Verdict(True, ends * WEEK) if week < ends else Verdict(False, None, ends * WEEK)


def _asks(given: Mapping[str, Any]) -> list[Interest]:
    top = count(given["top"], "top") if "top" in given else None
    named = [(kind, words(given[name], name)) for name, kind in KINDS.items() if name in given]
    if not named or (top is not None and top < 1):
        raise Invalid("bad-condition", "say in what: `category`, `brand`, `feature` or `topic`; `top` is 1 or more")
    return [Interest(kind, frozenset(one.strip()[:LONGEST].lower() for one in names), top) for kind, names in named]


def _points(given: Any) -> float:
    cents = amount(given, "at_least", "")
    if not 1 <= cents < 100_000_000:
        raise Invalid("bad-condition", "`at_least` is a number of points, from 0.01 to a million")
    return cents / 100


def _facts(asks: list[Interest], profile: Profile) -> Iterator[Fact]:
    for one in asks:
        found = profile.interest_scores[one.kind]
        yield from (Fact(f"{name}: {found[name]:.1f} points") for name in sorted(one.names) if name in found)
