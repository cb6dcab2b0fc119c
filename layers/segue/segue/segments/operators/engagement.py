"""Engagement: on how many of the last days somebody was there, in four levels."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from segue.facets.engagement import scanned
from segue.profile.profiles import Profile
from segue.segments.asking import choice, settings, word
from segue.segments.compiler import Compiler
from segue.segments.shapes import WORD, Schema, asked, one_of
from segue.segments.shapes import settings as settings_of
from segue.segments.turning import turning
from segue.segments.verdicts import Condition, Fact, Verdict, latest
from segue.times import DAY, Millis

LEVELS = ("high", "medium", "low", "none")
RECENT, LONG = 28, 84  # days, today among them
HIGH, MEDIUM = 8, 3  # active days of the recent ones
LEVEL: Schema = {"anyOf": [one_of(LEVELS), {"type": "array", "minItems": 1, "items": one_of(LEVELS)}]}
SCHEMAS: dict[str, Schema] = {
    "engaged": asked(
        "engaged",
        {"anyOf": [*LEVEL["anyOf"], settings_of({"channel": WORD, "level": LEVEL}, "level")]},
        "on eight of the last 28 days (high), on three (medium), on one of the last 84 (low), on none",
    )
}
FACETS = frozenset({"engagement"})
COST = 5


def engaged(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`engaged: high`, or `engaged: {channel: email, level: [high, medium]}`; days are those of UTC."""
    asked_for = spec["engaged"]
    plain = isinstance(asked_for, str | list)
    given = {"level": asked_for} if plain else settings(spec, "engaged", ("channel", "level"))
    channel = word(given["channel"], "channel") if "channel" in given else ""
    wanted = _levels(given.get("level"))

    def test(profile: Profile, now: Millis) -> Verdict:
        days = profile.active_days.get(channel, ())
        points = (day + after for day in days for after in (0, RECENT, LONG))
        verdict = turning((one * DAY for one in points), lambda at: level_of(days, at) in wanted, now)
        return _known(verdict, days).mended(lambda since: latest(since, *_taken_back(profile, channel, wanted)))

    def facts(profile: Profile, now: Millis) -> tuple[Fact, ...]:
        days = profile.active_days.get(channel, ())
        last = days[-1] * DAY if days else None
        return (Fact(f"{level_of(days, now)}: {_active(days, now, RECENT)} of the last {RECENT} days; last day", last),)

    return Condition(test, FACETS, cost=COST, facts=facts)


def level_of(days: Sequence[int], moment: Millis) -> str:
    """The level that these active days come to at a moment."""
    recent = _active(days, moment, RECENT)
    if recent >= MEDIUM:
        return "high" if recent >= HIGH else "medium"
    return "low" if _active(days, moment, LONG) else "none"


def _active(days: Sequence[int], moment: Millis, window: int) -> int:
    today = moment // DAY
    return bisect_right(days, today) - bisect_left(days, today - window + 1)


def _known(verdict: Verdict, days: Sequence[int]) -> Verdict:
    """Without `since` where a day on which something happened led to the answer: nobody knows at what time."""
    return verdict.mended(lambda since: None if since and since // DAY in days else since)


def _taken_back(profile: Profile, channel: str, wanted: Collection[str]) -> list[Millis]:
    """When a click made another answer for a moment: until the next one gave a security gateway away."""
    days = profile.active_days.get(channel, ())
    gone = (at for at, _, by, *_ in scanned(profile.whole.get("engagement", {})) if channel in ("", by))
    return [at for at in gone if (level_of(sorted({*days, at // DAY}), at) in wanted) != (level_of(days, at) in wanted)]


def _levels(given: Any) -> Collection[str]:
    found = given if isinstance(given, list) and given else [given]
    return {choice(one, "level", LEVELS) for one in found}
