"""Remembering: what one person was asked a moment ago is answered once, however many segments ask it."""

from dataclasses import replace

from segue.profile.profiles import Profile
from segue.segments.verdicts import Condition, Verdict
from segue.times import Millis


def remembered(condition: Condition) -> Condition:
    """The condition, whose answer is worked out once for a profile and a moment."""
    inner = condition.test

    def test(profile: Profile, now: Millis) -> Verdict:
        known = profile.answers.get(inner)
        if known is not None and known[0] == now:
            return known[1]
        found = inner(profile, now)
        profile.answers[inner] = now, found
        return found

    return replace(condition, test=test)
