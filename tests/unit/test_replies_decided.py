"""What holds an answer of the staff, and what does not."""

from dataclasses import replace

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.messages import Message
from segue.messaging.caps import Cap, Caps, Slot
from segue.messaging.deciding import decide
from segue.messaging.policies import Policy
from segue.messaging.quiet_policies import quiet_policy
from segue.messaging.switches import Switch, Switches
from segue.messaging.validity import Validity
from segue.messaging.ways import Ask, Way
from segue.profile.profiles import Profile
from tests.builders import NOON, an_identify

KIM = "kim@shop.test"
PERSON = Profile("u_1", facets.absorb({}, [an_identify(NOON, email=KIM)]), ("u_1",))
REPLY = Message("u_1_m", "u_1", "e_1", "desk:c_1", "person", "t_1", "", "email", "transactional", NOON)
OTHER = replace(REPLY, journey="single:api")
WAY = Way("email", "e_1", KIM, ContactPoint("e_1"))
NIGHT = {"presets": "none", "waits": ["transactional"], "channels": {"email": {"every_day": "03:00-04:00"}}}
FULL = Caps((Cap("one", 1, 10**9, purpose="transactional"),))
TAKEN = (Slot("m", NOON, "email", "transactional"),)


@pytest.mark.parametrize("message", [REPLY, OTHER])
def test_no_cap_holds_an_answer(message):
    ask = Ask(message, PERSON, (WAY,), used=TAKEN)
    choice = decide(ask, Policy(consent={"email/transactional": "always"}, caps=FULL), NOON)
    assert (choice.do == "send") == (message is REPLY)


@pytest.mark.parametrize("message", [REPLY, OTHER])
def test_no_quiet_hour_holds_an_answer(message):
    policy = Policy(consent={"email/transactional": "always"}, quiet=quiet_policy(NIGHT))
    assert (decide(Ask(message, PERSON, (WAY,)), policy, NOON).do == "send") == (message is REPLY)


@pytest.mark.parametrize("message", [REPLY, OTHER])
def test_the_customer_s_own_words_are_the_consent_to_an_answer(message):
    assert (decide(Ask(message, PERSON, (WAY,)), Policy(), NOON).do == "send") == (message is REPLY)


def test_the_kill_switch_holds_answers_too_where_it_says_all():
    paused = Switches((Switch("all", NOON - 1, "ada", "", "all"),))
    assert decide(Ask(REPLY, PERSON, (WAY,), switches=paused), Policy(), NOON).words == ("sending-paused",)


def test_an_answer_is_over_by_nothing_that_the_customer_does():
    assert Validity({}, {}).over(REPLY, PERSON, NOON) == ""
    assert Validity({}, {}).over(replace(REPLY, journey="welcome"), PERSON, NOON) == "no-longer-true"
