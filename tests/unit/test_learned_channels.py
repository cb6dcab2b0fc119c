"""The channel that suits a person: declared before learned, learned before cost."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.events import Event
from segue.messages import BEST, Message
from segue.messaging.channel_policies import ChannelPolicy
from segue.messaging.deciding import Ask, Way, decide
from segue.messaging.learned import explored, ranked
from segue.messaging.patterns import Habits, Known, Pattern
from segue.messaging.policies import Policy
from segue.profile.profiles import Profile
from segue.profile.responses import Responses
from segue.times import DAY
from tests.builders import NOON, an_event, an_identify

BOTH = ("email", "sms")
POLICY = ChannelPolicy()
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "", "marketing", NOON, channels=(BEST,))
NAMES = {"email": "Email", "sms": "SMS"}


def some(channel: str, answered: int, sent: int, kind: str = "Link Clicked", **said: Any) -> list[Event]:
    """So many messages, one a day, of which the first ones were answered."""
    days = [(f"{NAMES[channel]} Sent", NOON - day * DAY) for day in range(sent)]
    days += [(f"{NAMES[channel]} {kind}", NOON - day * DAY + 1) for day in range(answered)]
    return [an_event(name, at, channel=channel, **said) for name, at in days]


def person(*events: Event, **traits: Any) -> Profile:
    return Profile("u_1", facets.absorb({}, [an_identify(NOON, **traits), *events]), ("u_1",))


def order(who: Profile, known: Known | None = None) -> list[str]:
    return [one.channel for one in ranked(who, BOTH, POLICY, known or Known())]


def test_the_channel_that_is_answered_more_comes_first_with_both_counts_as_its_reason() -> None:
    found = ranked(person(*some("email", 4, 12), *some("sms", 0, 9)), BOTH, POLICY, Known())
    assert found[0].why.text() == "By e-mail: the customer answered 4 of 12 there, 0 of 9 by SMS."
    assert order(person(*some("email", 0, 12), *some("sms", 4, 9))) == ["sms", "email"]


def test_nothing_of_three_is_not_nothing_of_three_hundred() -> None:
    few, many = person(*some("email", 0, 3)), person(*some("email", 0, 90))
    scores = [ranked(one, ("email",), POLICY, Known())[0].score for one in (few, many)]
    assert scores == [769, 100]


@pytest.mark.parametrize("said", ["sms", "SMS ", "text", ["sms", "email"]])
def test_what_the_person_declared_comes_first_whatever_was_learned(said: Any) -> None:
    found = ranked(person(*some("email", 9, 9), preferred_channel=said), BOTH, POLICY, Known())
    assert (found[0].channel, found[0].why.word) == ("sms", "prefers")


@pytest.mark.parametrize("said", ["pigeon", 7, None, "", [["sms"]]])
def test_a_declared_channel_that_is_none_changes_nothing(said: Any) -> None:
    assert order(person(preferred_channel=said)) == ["email", "sms"]


def test_of_channels_that_are_answered_alike_the_cheaper_is_taken_and_says_so() -> None:
    found = ranked(person(*some("email", 5, 20), *some("sms", 5, 18)), BOTH, POLICY, Known())
    assert (found[0].channel, found[0].why.word, found[1].why.word) == ("email", "costs-less", "answers")
    dear = replace(POLICY, cost={"email": 9, "sms": 1})
    assert ranked(person(), BOTH, dear, Known())[0].channel == "sms"


def test_of_somebody_unknown_what_everybody_answers_decides() -> None:
    habits: Mapping[str, Responses] = {"email": Responses(50, 1000), "sms": Responses(300, 1000)}
    found = ranked(person(), BOTH, POLICY, Known(Pattern(NOON, Habits(900, habits))))
    assert (found[0].channel, found[0].why.word) == ("sms", "nothing-learned")


def test_a_channel_that_was_never_tried_is_neither_better_nor_worse_than_the_others() -> None:
    habits = Habits(900, {"email": Responses(20, 1000)})
    assert order(person(), Known(Pattern(NOON, habits))) == ["email", "sms"]


def test_machines_answer_nothing() -> None:
    machine = some("email", 9, 9, "Opened", properties={"machine_open": True})
    assert order(person(*machine, *some("sms", 1, 9))) == ["sms", "email"]


def test_a_mail_that_is_opened_often_on_a_day_counts_once() -> None:
    often = [an_event("Email Opened", NOON + minute, channel="email") for minute in range(30)]
    found = ranked(person(*some("email", 0, 9), *often), BOTH, POLICY, Known())[0]
    assert (found.why.about["answered"], found.why.about["sent"]) == (1, 9)


def test_a_declared_share_of_marketing_goes_where_little_is_known_and_of_nothing_else() -> None:
    who = person(*some("email", 9, 9))
    messages = [replace(MESSAGE, id=f"u_1_{number}") for number in range(2000)]
    known = ranked(who, BOTH, POLICY, Known())
    tried = [one for one in messages if explored(one, known, POLICY)[0].why.word == "explored"]
    assert 60 < len(tried) < 140
    assert explored(replace(tried[0], purpose="transactional"), known, POLICY) == known
    asked = ranked(person(preferred_channel="email"), BOTH, POLICY, Known())
    assert explored(tried[0], asked, POLICY) == asked


def test_the_decision_takes_the_channel_that_suits_only_where_the_best_is_wanted() -> None:
    ways = tuple(Way(one, f"{one}_1", "x", ContactPoint(f"{one}_1")) for one in BOTH)
    ask = Ask(replace(MESSAGE, channels=("email", "sms")), person(*some("sms", 9, 9), *some("email", 0, 9)), ways)
    policy = Policy(consent=dict.fromkeys(("email/marketing", "sms/marketing"), "always"))
    listed, best = decide(ask, policy, NOON), decide(replace(ask, message=MESSAGE), policy, NOON)
    assert listed.way
    assert best.way
    assert (listed.way.channel, best.way.channel) == ("email", "sms")
    assert [one.word for one in best.reasons] == ["chosen", "answers"]
