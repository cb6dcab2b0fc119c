"""Research: far more interest in something than is usual for somebody, and nothing of it bought."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from segue.errors import Invalid
from segue.facets.interests import LONGEST
from segue.profile.profiles import Profile
from segue.profile.researching import RESEARCH, Level, Research, changes_at, researched
from segue.segments.asking import amount, choice, count, settings, words
from segue.segments.compiler import Compiler
from segue.segments.shapes import WORDS, Schema, asked, one_of
from segue.segments.shapes import settings as settings_of
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict
from segue.times import Millis

ANYTHING = "anything"
KINDS = {"category": "category", "brand": "brand", "feature": "feature", "topic": "feature"}
POINTS: Schema = {"type": "integer", "minimum": 1}
TIMES: Schema = {"type": "number", "minimum": 0.01, "exclusiveMaximum": 1_000_000}
SETTINGS: dict[str, Schema] = {**dict.fromkeys(KINDS, WORDS), "points": POINTS, "times": TIMES}
SCHEMAS: dict[str, Schema] = {
    "researching": asked(
        "researching",
        {"anyOf": [one_of((ANYTHING,)), settings_of(SETTINGS)]},
        "has looked at one of these, or at anything, three times as much as usual within this week and the last, six"
        " points at least, and has bought nothing of it since",
    ),
}
FACETS = frozenset({"interests", "activity", "orders", "consent"})
COST = 10


class Sought(NamedTuple):
    """By kind the names, one of which it must be; of no kind at all: anything."""

    names: Mapping[str, frozenset[str]]
    level: Level

    def found(self, profile: Profile, now: Millis) -> list[Research]:
        """What of it somebody researches, the strongest first."""
        known = researched(profile, now, self.level)
        return [one for one in known if not self.names or one.name in self.names.get(one.kind, ())]


def researching(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`researching: anything`, or `researching: {category: cameras, feature: low light}`, of which one is enough."""
    sought = _sought(spec)

    def test(profile: Profile, now: Millis) -> Verdict:
        if not profile.whole.get("interests"):
            return Verdict(False, None, ALWAYS)
        return Verdict(bool(sought.found(profile, now)), changes_at(profile.whole, now))

    def facts(profile: Profile, now: Millis) -> tuple[Fact, ...]:
        if profile.objects_to_profiling:
            return (Fact("has objected to profiling"),)
        return tuple(_fact(one) for one in sought.found(profile, now)[:3]) or (Fact("researches nothing of it"),)

    return Condition(test, FACETS, cost=COST, facts=facts)


def _sought(spec: Mapping[str, Any]) -> Sought:
    if not isinstance(spec["researching"], Mapping):
        choice(spec["researching"], "researching", (ANYTHING,))
        return Sought({}, RESEARCH)
    given = settings(spec, "researching", (*KINDS, "points", "times"))
    names: dict[str, frozenset[str]] = {}
    for setting, kind in KINDS.items():
        if setting in given:
            said = frozenset(one.strip()[:LONGEST].lower() for one in words(given[setting], setting))
            names[kind] = names.get(kind, frozenset()) | said
    return Sought(names, Level(_points(given), _times(given)))


def _points(given: Mapping[str, Any]) -> int:
    found = count(given.get("points", RESEARCH.points), "points")
    if found < 1:
        raise Invalid("bad-condition", "`points` is a whole number, 1 or more")
    return found


def _times(given: Mapping[str, Any]) -> float:
    hundredths = amount(given.get("times", RESEARCH.times), "times", "")
    if not 1 <= hundredths < 100_000_000:
        raise Invalid("bad-condition", "`times` is a number from 0.01 to a million: so many times as much as usual")
    return hundredths / 100


def _fact(one: Research) -> Fact:
    return Fact(f"{one.name}: {one.points} points, {one.strength:g} times as much as usual", one.since)
