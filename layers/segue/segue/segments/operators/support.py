"""Support: open cases, how often somebody came, and what was said of it last."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from segue.errors import Invalid, inside
from segue.facets.support import MOST, SURVEY, Support
from segue.profile.profiles import Profile
from segue.segments.asking import bounds, count, duration, flag, settings
from segue.segments.compiler import Compiler
from segue.segments.deciding import all_hold
from segue.segments.shapes import COUNT, DURATION, FLAG, NUMBER, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.timelines import Span, counted
from segue.segments.turning import turning
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict
from segue.times import Millis

SURVEYS = {"effort": "ces", "satisfaction": "csat", "recommendation": "nps"}
HUNDREDTHS = 100
BOUNDS = ("at_least", "at_most")
SETTINGS: dict[str, Schema] = {
    "open_case": FLAG,
    "cases": settings_of(dict.fromkeys(BOUNDS, COUNT)),
    **dict.fromkeys(SURVEYS, settings_of(dict.fromkeys(BOUNDS, NUMBER))),
    "within": DURATION,
}
SCHEMAS: dict[str, Schema] = {
    "support": asked(
        "support",
        settings_of(SETTINGS) | {"anyOf": [{"required": [name]} for name in SETTINGS if name != "within"]},
        "an open case, so many cases, or such a last score; cases and scores of so many days",
    )
}
FACETS = frozenset({"support"})
COST = 5
Asks = Callable[[Support, Millis], Verdict]


def support(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`support: {open_case: true}`, `{effort: {at_most: 2}, within: 30d}`, `{cases: {at_least: 2}, within: 30d}`."""
    given = settings(spec, "support", tuple(SETTINGS))
    within = duration(given["within"], "within") if "within" in given else None
    asks = [_asked(name, one, within) for name, one in given.items() if name != "within"]
    if not asks:
        raise Invalid("bad-condition", "say what happened: `open_case`, `cases`, or a score such as `effort`")
    fits = all_hold(asks)

    def test(profile: Profile, now: Millis) -> Verdict:
        return fits(profile.whole.get("support") or {"cases": {}, "contacts": [], "surveys": {}}, now)

    return Condition(test, FACETS, cost=COST, facts=_facts)


def _asked(name: str, given: Any, within: Millis | None) -> Asks:
    if name == "open_case":
        wanted = flag(given, name)
        return lambda value, _now: _open(value, wanted)
    with inside(name):
        asked_for = settings({name: given}, name, BOUNDS)
        if name == "cases":
            return _cases(bounds(asked_for, _few), within)
        return _score(SURVEYS[name], bounds(asked_for, _points, None), within)


def _open(value: Support, wanted: bool) -> Verdict:
    """Since the first of the open ones was opened last; since the last ending where none is."""
    cases = list(value["cases"].values())
    opened = [case[0] for case in cases if case[2]]
    since = min(opened) if opened else max((case[0] for case in cases), default=ALWAYS)
    return Verdict(bool(opened) is wanted, None, since)


def _cases(holds: Callable[[int], bool], within: Millis | None) -> Asks:
    def test(value: Support, now: Millis) -> Verdict:
        verdict = counted(_spans(value, within), holds, now)
        full = len(value["contacts"]) >= MOST
        return verdict.mended(lambda _since: None) if full else verdict

    return test


def _spans(value: Support, within: Millis | None) -> Iterator[Span]:
    """Each case counts from a contact on; in a window it goes on counting with the next contact about it."""
    last: dict[Any, Millis] = {}
    for time, mark, _channel, case, *_ in reversed(value["contacts"]):
        key = case or (time, mark)
        ends = time + within if within else None
        later = last.get(key)
        last[key] = time
        if later is None or (ends is not None and ends < later):
            yield Span(time, ends)
        elif ends is not None:
            yield Span(time, later)


def _score(survey: str, holds: Callable[[int], bool], within: Millis | None) -> Asks:
    def test(value: Support, now: Millis) -> Verdict:
        answer = value["surveys"].get(survey)
        if answer is None:
            return Verdict(False, None, ALWAYS)
        given, fits = answer[0], holds(answer[2])
        points = [given, given + within] if within else [given]
        verdict = turning(points, lambda at: fits and (within is None or at < given + within), now)
        return verdict.mended(lambda since: max(since or ALWAYS, given))

    return test


def _few(given: Any, name: str) -> int:
    if count(given, name) > MOST:
        raise Invalid("bad-condition", f"the last {MOST} cases are known; more than that cannot be counted")
    return given


def _points(given: Any, name: str) -> int:
    if not isinstance(given, int | float) or isinstance(given, bool) or not 0 <= given <= HUNDREDTHS:
        raise Invalid("bad-condition", f"`{name}` is a score from 0 to 100")
    return round(given * HUNDREDTHS)


def _facts(profile: Profile, _now: Millis) -> tuple[Fact, ...]:
    value: Support = profile.whole.get("support", {})
    opened = (
        Fact(f"open: {case}", one[0], "Conversation Opened") for case, one in value.get("cases", {}).items() if one[2]
    )
    scores = (Fact(f"{kind}: {one[2] / 100:g}", one[0], SURVEY) for kind, one in value.get("surveys", {}).items())
    return (*opened, *scores) or (Fact("no open case and no score"),)
