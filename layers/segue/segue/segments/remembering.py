"""Remembering: what one person was asked a moment ago is answered once, however many segments ask it."""

from dataclasses import replace

from segue.profile.profiles import Profile
from segue.segments.verdicts import Condition, Verdict
from segue.times import Millis

MOMENT = ""  # the key of the moment that the answers are of


def remembered(condition: Condition) -> Condition:
    """The condition, whose answer is worked out once for a profile and a moment."""
    inner = condition.test

    def test(profile: Profile, now: Millis) -> Verdict:
        answers = profile.answers
        if answers.get(MOMENT) != now:
            answers.clear()
            answers[MOMENT] = now
        found = answers.get(inner)
        if found is None:
            found = answers[inner] = inner(profile, now)
        return found

    return replace(condition, test=test)
