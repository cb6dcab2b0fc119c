"""How long after a customer's last message a channel takes messages: then another channel is taken, or none."""

from dataclasses import replace

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.events import Event
from segue.messages import Message
from segue.messaging.deciding import decide
from segue.messaging.policies import Policy
from segue.messaging.ways import Ask, Way
from segue.messaging.windows import SLACK, open_until
from segue.profile.profiles import Profile
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event

CLOSES = NOON + DAY - SLACK
YES = {f"{one}/{purpose}": "always" for one in ("messenger", "email") for purpose in ("marketing", "transactional")}
POLICY = Policy(consent=YES)
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "", "transactional", NOON, channels=("messenger", "email"))


def wrote(at: int = NOON, channel: str = "messenger", **said: object) -> Event:
    """A customer's message to the shop."""
    return an_event("Conversation Turn", at, channel=channel, properties={"author": "customer", **said})


def person(*events: Event) -> Profile:
    """Somebody of whom these events tell."""
    return Profile("u_1", facets.absorb({}, events), ("u_1",))


def test_a_window_closes_a_day_after_the_newest_message_on_the_channel_in_any_order():
    known = person(wrote(NOON), wrote(NOON - HOUR), wrote(NOON + HOUR, "instagram"))
    assert open_until("messenger", known, {}) == CLOSES
    assert open_until("instagram", known, {}) == CLOSES + HOUR
    assert open_until("whatsapp", known, {}) == 0


@pytest.mark.parametrize(
    "event",
    [
        wrote(author="agent"),
        wrote(kind="comment"),
        wrote(kind="reaction"),
        wrote(change="edited"),
        an_event("Message Read", NOON, channel="messenger", properties={"author": "customer"}),
    ],
)
def test_what_is_no_message_of_the_customer_s_to_the_shop_alone_opens_nothing(event):
    assert open_until("messenger", person(event), {}) == 0


@pytest.mark.parametrize("channel", ["email", "sms", "inapp"])
def test_other_channels_are_always_open_and_so_is_what_whatsapp_has_approved(channel):
    assert open_until(channel, person(), {}) is None
    assert open_until("whatsapp", person(), {"whatsapp.template": "cart"}) is None
    assert open_until("whatsapp", person(), {"whatsapp.template": ""}) == 0


def test_x_is_open_to_whoever_ever_wrote_there_in_person_and_to_nobody_else():
    assert open_until("x", person(wrote(NOON, "x")), {}) is None
    assert open_until("x", person(wrote(NOON, "x", kind="mention"), wrote(NOON)), {}) == 0


@pytest.mark.parametrize(("now", "channel"), [(CLOSES, "messenger"), (CLOSES + 1, "email")])
def test_the_next_channel_is_taken_once_the_window_is_closed(now, channel):
    ways = (
        Way("messenger", "m_1", "7", ContactPoint("m_1"), CLOSES),
        Way("email", "e_1", "k@x.test", ContactPoint("e_1")),
    )
    choice = decide(Ask(MESSAGE, person(wrote()), ways), POLICY, now)
    assert (choice.do, choice.way and choice.way.channel) == ("send", channel)
    assert ("window-closed" in choice.words) == (channel == "email")


def test_without_another_channel_it_is_dropped_with_the_reason():
    ask = Ask(MESSAGE, person(), (Way("messenger", "m_1", "7", ContactPoint("m_1"), 0),))
    choice = decide(ask, POLICY, NOON)
    assert (choice.do, choice.words, choice.reasons[0].text()) == (
        "drop",
        ("window-closed",),
        "This channel takes messages for a while after the customer wrote, and that time is over.",
    )


@pytest.mark.parametrize(("said", "do"), [("whatsapp", "send"), ("sms", "drop")])
def test_a_yes_to_one_channel_of_a_number_is_none_to_another(said, do):
    yes = {"channel": said, "purpose": "marketing", "granted": True, "phone": "+14255550199"}
    known = person(an_event("Consent Updated", NOON, user_id="u1", properties=yes))
    point = ContactPoint("p_1", granted={"marketing": NOON})
    ask = Ask(replace(MESSAGE, purpose="marketing"), known, (Way("whatsapp", "p_1", "+14255550199", point),))
    assert decide(ask, Policy(), NOON).do in ((do, "hold") if do == "send" else (do,))
