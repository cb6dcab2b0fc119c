"""Sparing: what a run does for somebody who is restricted (`segue.profile.restricting`).

A journey that says what the law wants sent begins and goes on for them, and writes its messages: which of these go out
is decided as ever. Beside that it waits, and does nothing else: no call, no task, no trait, nothing for experiments.
"""

from collections.abc import Collection

from segue.journeys.alarms import WakeAt
from segue.journeys.flows import Effect, Journey
from segue.journeys.saying import SendMessage
from segue.profile.profiles import Profile
from segue.profile.restricting import unwanted


def spared(profile: Profile, journey: Journey | None, still_sent: Collection[str]) -> bool:
    """Whether a journey is not for this person, who is restricted."""
    return profile.restricted and unwanted(said_by(journey), still_sent)


def said_by(journey: Journey | None) -> list[str]:
    """The templates of a journey's messages."""
    return [one.says for one in journey.steps.values() if one.says] if journey else []


def done_for(profile: Profile, effect: Effect | None) -> bool:
    """Whether an effect is carried out for this person."""
    return effect is not None and (not profile.restricted or isinstance(effect, SendMessage | WakeAt))
