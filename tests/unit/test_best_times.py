"""The hour of a person's week at which a message goes that may wait for it."""

from dataclasses import replace
from typing import Any

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.errors import Invalid
from segue.events import Event
from segue.journeys.compiling import compile_journey
from segue.journeys.saying import Manner, Send
from segue.messages import BEST, Message
from segue.messaging.channel_policies import ChannelPolicy, Strengths
from segue.messaging.deciding import Ask, Choice, Way, decide
from segue.messaging.patterns import WEEK, Habits, Known, Pattern
from segue.messaging.policies import Policy
from segue.messaging.quiet_policies import quiet_policy
from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON, an_event, an_identify

MESSAGE = Message(
    "u_1_m", "u_1", "", "j", "c", "0", "t", "", "marketing", NOON, channels=("email",), when=BEST, deadline=NOON + DAY
)
WAY = Way("email", "e_1", "kim@shop.test", ContactPoint("e_1"))
POLICY = Policy(consent={"email/marketing": "always"})
AT_SIX = NOON + 6 * HOUR  # a Sunday in UTC


def opens(*days: int, at: int = AT_SIX, zone: str = "UTC", **said: Any) -> list[Event]:
    """Mails that were opened at this hour so many days before."""
    return [an_event("Email Opened", at - day * DAY, context={"timezone": zone}, **said) for day in days]


def choice(events: list[Event], now: int = NOON, known: Known | None = None, **fields: Any) -> Choice:
    profile = Profile("u_1", facets.absorb({}, [an_identify(NOON - 99 * DAY), *events]), ("u_1",))
    ask = Ask(replace(MESSAGE, **fields), profile, (WAY,), known=known or Known())
    return decide(ask, POLICY, now)


def test_it_waits_for_the_hour_at_which_the_person_opens_and_says_so() -> None:
    found = choice([*opens(7, 14, 21), *opens(2, 5, at=NOON - 3 * HOUR)])
    assert (found.do, found.at) == ("hold", AT_SIX)
    assert found.reasons[1].text() == (
        "Sunday 18:00 of the customer's week: e-mail is answered most then, of the time that the message has;"
        " 3 of 5 answers of their own came around that hour, the rest is a usual day."
    )


def test_it_goes_at_once_unless_the_step_asks_for_the_best_hour() -> None:
    assert choice(opens(7, 14, 21), when="").do == "send"


def test_an_hour_after_the_deadline_is_none() -> None:
    found = choice(opens(7, 14, 21), deadline=NOON + 5 * HOUR)
    assert found.at < NOON + 5 * HOUR


def test_what_was_held_for_its_hour_goes_when_it_comes_again() -> None:
    held = choice(opens(7, 14, 21))
    assert choice(opens(7, 14, 21), AT_SIX + 61 * MINUTE, until=AT_SIX, considered=held.rows).do == "send"


def test_what_was_held_for_something_else_still_waits_for_its_hour() -> None:
    opened = an_event("Conversation Opened", NOON - HOUR, properties={"conversation_id": "k1"})
    held = choice([*opens(7, 14, 21), opened])
    assert (held.do, [one.word for one in held.reasons][:2]) == ("hold", ["chosen", "open-case"])
    assert choice(opens(7, 14, 21), NOON + HOUR, until=NOON + HOUR, considered=held.rows).at == AT_SIX


def test_the_hour_is_that_of_the_person_s_own_clock() -> None:
    there = opens(7, 14, 21, zone="America/New_York")
    assert choice(there).at == AT_SIX
    assert choice(there).reasons[1].about["hour"] == 13


def test_of_somebody_unknown_everybody_decides_and_the_smallest_segment_first() -> None:
    def habits(hour: int, people: int) -> Habits:
        return Habits(people, {}, {"email": [900 if one % 24 == hour else 0 for one in range(WEEK)]})

    pattern = Pattern(NOON, habits(15, 900), {"vip": habits(20, 10), "all": habits(16, 800)})
    assert choice([], known=Known(pattern)).at == NOON + 3 * HOUR
    found = choice([], known=Known(pattern, frozenset({"vip", "all", "new"})))
    assert (found.at, found.reasons[1].about["rest"]) == (NOON + 8 * HOUR, "how the segment vip answers")


def test_before_anything_is_known_a_waking_hour_is_as_good_as_another() -> None:
    assert choice([]).do == "send"
    night = choice([], NOON - 9 * HOUR)
    assert (night.do, night.at) == ("hold", NOON - 4 * HOUR)


def test_machines_open_at_no_hour() -> None:
    assert choice(opens(7, 14, 21, properties={"machine_open": True})).do == "send"


def test_the_best_hour_that_is_quiet_gives_way_to_the_best_that_is_not() -> None:
    quiet = quiet_policy({"presets": "none", "channels": {"email": {"every_day": "08:00-18:00"}}})
    profile = Profile("u_1", facets.absorb({}, opens(7, 14, 21)), ("u_1",))
    found = decide(Ask(MESSAGE, profile, (WAY,)), replace(POLICY, quiet=quiet), NOON)
    assert found.at == NOON + 5 * HOUR  # beside the best, and still open


def test_own_answers_weigh_as_the_policy_says() -> None:
    shop = Pattern(NOON, Habits(9, {}, {"email": [900 if one % 24 == 15 else 0 for one in range(WEEK)]}))
    loose, strict = (ChannelPolicy(strengths=Strengths(hour=one)) for one in (1, 1000))
    profile = Profile("u_1", facets.absorb({}, opens(7, 14, 21)), ("u_1",))
    ask = Ask(MESSAGE, profile, (WAY,), known=Known(shop))
    assert decide(ask, replace(POLICY, channels=loose), NOON).at == AT_SIX
    assert decide(ask, replace(POLICY, channels=strict), NOON).at == NOON + 3 * HOUR


def sends(**said: Any) -> Manner:
    given = {"send": {"template": "t", "channel": "email", "purpose": "marketing", **said}}
    spec = {"entry": {"signal": ["OrderPlaced"]}, "steps": [given]}
    step = next(iter(compile_journey("j", spec, Compiler()).steps.values()))
    assert isinstance(step, Send)
    return step.manner


def test_a_step_goes_at_once_unless_it_says_best_and_then_waits_a_day_at_most() -> None:
    assert [sends(), sends(when="now", within="6h")] == [Manner(), Manner(6 * HOUR)]
    assert [sends(when="best"), sends(when="best", within="6h")] == [
        Manner(DAY, when=BEST),
        Manner(6 * HOUR, when=BEST),
    ]
    with pytest.raises(Invalid, match="did you mean `best`"):
        sends(when="bets")
