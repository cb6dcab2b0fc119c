"""Orders: how many, and how long ago."""

from collections.abc import Mapping
from typing import Any

from segue.profile.profiles import Profile
from segue.segments.asking import count, duration, settings
from segue.segments.compiler import Compiler
from segue.segments.shapes import COUNT, DURATION, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.timelines import Span, counted
from segue.segments.verdicts import Condition, Verdict
from segue.times import Millis, from_text

SCHEMAS: dict[str, Schema] = {
    "ordered": asked("ordered", settings_of({"at_least": COUNT, "within": DURATION}), "so many orders, in so many days")
}


def ordered(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`ordered: {at_least: 2, within: 30d}`; one, and ever, where they are left out."""
    given = settings(spec, "ordered", ("at_least", "within"))
    least = count(given.get("at_least", 1), "at_least")
    span = duration(given["within"], "within") if "within" in given else None

    def test(profile: Profile, now: Millis) -> Verdict:
        times = [from_text(row["placed"]) for row in profile.orders if row["placed"] and row["state"] != "cancelled"]
        return counted((Span(one, one + span if span else None) for one in times), lambda found: found >= least, now)

    return Condition(test, frozenset({"orders"}))
