"""Orders: how many, and how long ago."""

from collections.abc import Mapping
from typing import Any

from segue.profile.profiles import Profile
from segue.segments.asking import count, settings
from segue.segments.verdicts import Condition, Verdict, earliest
from segue.times import Millis, duration, from_text


def ordered(spec: Mapping[str, Any]) -> Condition:
    """`ordered: {at_least: 2, within: 30d}`; one, and ever, where they are left out."""
    asked = settings(spec, "ordered", ("at_least", "within"))
    least, within = count(asked.get("at_least", 1), "at_least"), asked.get("within")
    span = duration(within) if within else None

    def test(profile: Profile, now: Millis) -> Verdict:
        times = [from_text(row["placed"]) for row in profile.orders if row["placed"] and row["state"] != "cancelled"]
        inside = [one for one in times if span is None or one > now - span]
        until = earliest(*(one + span for one in inside)) if span is not None else None
        return Verdict(len(inside) >= least, until)

    return Condition(test, frozenset({"orders"}))
