"""Moments: when something happened first, when last, and whether things happened one after another."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from segue.errors import Invalid, inside
from segue.facets.activity import Activity, first
from segue.profile.profiles import Profile
from segue.segments.asking import duration, listed, settings
from segue.segments.compiler import Compiler
from segue.segments.happenings import FACETS, WHERE_SCHEMA, happening, named
from segue.segments.shapes import DURATION, VALUE_TESTS, WORD, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.timelines import Span, counted
from segue.segments.values import ValueTest, value_test
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict
from segue.times import SECOND, Millis, to_text

DATES = ("before", "after", "between", "within_last", "within_next", "exists")
TESTS: dict[str, Schema] = {"event": WORD, **{one: VALUE_TESTS[one] for one in DATES}}
SHORTEST, LONGEST = 2, 5
STEPS: Schema = {"type": "array", "minItems": SHORTEST, "maxItems": LONGEST, "items": WORD}
SCHEMAS: dict[str, Schema] = {
    "first": asked("first", settings_of(TESTS, "event"), "when an event happened for the first time"),
    "last": asked(
        "last",
        settings_of({**TESTS, "where": WHERE_SCHEMA}, "event"),
        "when an event happened for the last time",
    ),
    "sequence": asked(
        "sequence",
        settings_of({"steps": STEPS, "within": DURATION, "within_last": DURATION}, "steps"),
        "events in this order, all of them in so long a time",
    ),
}
COST, COST_OF_STEP = 3, 10


def first_time(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`first: {event: Order Completed, after: 2026-01-01}`."""
    given = settings(spec, "first", tuple(TESTS))
    found, asks = happening(given), value_test(given, DATES)

    def test(profile: Profile, now: Millis) -> Verdict:
        done = found.known(profile)
        return _standing([first(done)] if done else [], asks, now)

    def facts(profile: Profile, _now: Millis) -> tuple[Fact, ...]:
        done = found.known(profile)
        return (Fact("first time", first(done), found.event) if done else Fact(f"no {found.event!r}"),)

    return Condition(test, FACETS, cost=COST, facts=facts)


def last_time(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`last: {event: Order Completed, within_last: 30d, where: {category: tents}}`."""
    given = settings(spec, "last", (*TESTS, "where"))
    found, asks = happening(given), value_test(given, DATES)

    def test(profile: Profile, now: Millis) -> Verdict:
        done = found.known(profile)
        times = [one[0] * SECOND for one in found.entries(done)] if done else []
        verdict = _standing(times, asks, now)
        if not done or "f" not in done:
            return verdict
        return verdict.mended(lambda since: None if not times or since in (ALWAYS, times[0]) else since)

    return Condition(test, FACETS, cost=COST, facts=found.facts)


def _standing(times: Sequence[Millis], asks: ValueTest, now: Millis) -> Verdict:
    """What is asked of the last of these times; since when it is so, each of them having stood until the next."""
    verdict = asks(to_text(times[-1]) if times else None, now)
    return verdict.mended(lambda _since: _stood(times, asks, now, verdict.holds))


def _stood(times: Sequence[Millis], asks: ValueTest, now: Millis, answer: bool) -> Millis:
    """Since when this has been the answer."""
    since, end = now, now
    for begun in (*sorted(set(times), reverse=True), ALWAYS):
        stood = asks(to_text(begun) if begun else None, end)
        if stood.holds is not answer:
            break
        since = max(stood.since or ALWAYS, begun)
        if since > begun:
            break
        end = begun - 1
    return since


class Steps(NamedTuple):
    """Events in their order, and how long all of it may take; None: any time."""

    names: tuple[str, ...]
    within: Millis | None
    lasts: Millis | None

    def runs(self, known: Activity) -> Iterator[tuple[Millis, Millis]]:
        """Beginning and end of each time that they happened in this order, of the last times of each: as late a
        beginning as there is to each end. Two events in one second are in order."""
        if not all(name in known for name in self.names):
            return
        times = {name: [one[0] * SECOND for one in known[name]["l"]] for name in self.names}
        for place, end in enumerate(times[self.names[-1]]):
            begun = self._begun(times, place)
            if begun is not None and (self.within is None or end - begun <= self.within):
                yield begun, end

    def _begun(self, times: Mapping[str, Sequence[Millis]], place: int) -> Millis | None:
        """When it began, if the last step is the one at this place: each step before as late as it can be."""
        used = {self.names[-1]: place}
        moment = times[self.names[-1]][place]
        for name in self.names[-2::-1]:
            before = times[name][: used.get(name)]
            fitting = [one for one in before if one <= moment]
            if not fitting:
                return None
            used[name], moment = len(fitting) - 1, fitting[-1]
        return moment


def sequence(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`sequence: {steps: [Product Viewed, Product Added], within: 1h, within_last: 7d}`."""
    steps = _steps(settings(spec, "sequence", ("steps", "within", "within_last")))

    def test(profile: Profile, now: Millis) -> Verdict:
        known = profile.whole.get("activity", {})
        lasts = steps.lasts
        spans = (Span(end, end + lasts if lasts else None) for _, end in steps.runs(known))
        return _certain(counted(spans, bool, now), steps, known)

    def facts(profile: Profile, _now: Millis) -> tuple[Fact, ...]:
        runs = [*steps.runs(profile.whole.get("activity", {}))][:-4:-1]
        told = tuple(Fact(f"begun {to_text(begun)}", end, steps.names[-1]) for begun, end in runs)
        return told or (Fact("not in this order"),)

    return Condition(test, FACETS, cost=COST_OF_STEP * len(steps.names), facts=facts)


def _certain(verdict: Verdict, steps: Steps, known: Activity) -> Verdict:
    """Without `since` where a run that is no longer known may have changed the answer meanwhile."""
    oldest = [known[name]["l"][0][0] * SECOND for name in steps.names if "f" in known.get(name, {})]
    if not oldest:
        return verdict
    if not steps.within or not steps.lasts:
        return verdict.mended(lambda _since: None)
    certain = max(oldest) + steps.within + steps.lasts
    return verdict.mended(lambda since: None if since is None or since < certain else since)


def _steps(given: Mapping[str, Any]) -> Steps:
    with inside("steps"):
        names = tuple(named(one, "steps") for one in listed(given.get("steps"), "steps"))
        if not SHORTEST <= len(names) <= LONGEST:
            raise Invalid("bad-condition", f"`steps` are {SHORTEST} to {LONGEST} events in their order")
    spans = {name: duration(given[name], name) for name in ("within", "within_last") if name in given}
    return Steps(names, spans.get("within"), spans.get("within_last"))
