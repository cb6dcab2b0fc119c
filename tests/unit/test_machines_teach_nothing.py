"""What machines open and follow teaches nothing: not the channel, the hour or the style, nor that it was read."""

from typing import Any

import pytest

from segue import facets
from segue.events import Event
from segue.facets.machines import FLAGS, SOON
from segue.messages import BY_MACHINE, Message
from segue.messaging.best_times import habit
from segue.messaging.channel_policies import ChannelPolicy
from segue.messaging.learned import ranked
from segue.messaging.patterns import Known
from segue.messaging.styles import style
from segue.messaging.waiting import ARRIVED
from segue.profile.profiles import Profile
from segue.times import DAY, to_text
from tests.builders import NOON, an_event, an_identify

POLICY = ChannelPolicy()
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "email", "marketing", NOON)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
# Each rule of docs/feedback.md, as an event that it recognises.
MACHINES: dict[str, tuple[str, dict[str, Any]]] = {
    "Apple": ("Mozilla/5.0", {}),
    "Gmail": ("Mozilla/5.0 (Windows NT 5.1) Firefox/11.0 (via ggpht.com GoogleImageProxy)", {}),
    "Yahoo": ("YahooMailProxy; https://help.yahoo.com/", {}),
    "Outlook": ("OutlookImageProxy", {}),
    "gateway": ("Barracuda Sentinel (EE)", {}),
    "program": ("python-requests/2.31", {}),
    "at once": (BROWSER, {"sent_at": to_text(NOON - SOON)}),
    **{flag: (BROWSER, {flag: True}) for flag in FLAGS},
}


def sent() -> list[Event]:
    """Twelve mails and as many text messages, a few of each read by a person."""
    mails = [
        an_event("Email Delivered", NOON - day * DAY, channel="email", properties={"variant": "short"})
        for day in range(12)
    ]
    texts = [an_event("SMS Delivered", NOON - day * DAY, channel="sms") for day in range(12)]
    return [*mails, *texts, an_event("Email Opened", NOON - 40 * DAY, channel="email", context={"userAgent": BROWSER})]


def learned(*more: Event) -> tuple[Any, ...]:
    """What is known of the person's channels, hours and styles."""
    known = [an_identify(NOON - 99 * DAY, email="kim@shop.test", phone="+4915228817386"), *sent(), *more]
    person = Profile("u_1", facets.absorb({}, known), ("u_1",))
    channels = ranked(person, ("email", "sms"), POLICY, Known())
    return channels, habit(person, ("email", ""), Known(), POLICY), style(person, ("short",), POLICY, MESSAGE)


@pytest.mark.parametrize("rule", MACHINES)
@pytest.mark.parametrize("name", ["Email Opened", "Email Link Clicked"])
def test_however_often_a_machine_comes_what_was_learned_stays(rule: str, name: str) -> None:
    agent, said = MACHINES[rule]
    about = {"properties": {"variant": "short", **said}, "context": {"userAgent": agent}, "channel": "email"}
    by_machine = [an_event(name, NOON - number, **about) for number in range(9)]
    assert learned(*by_machine) == learned()


def test_by_a_person_they_would_have_been_learned_from() -> None:
    by_person = [
        an_event("Email Opened", NOON - day * DAY, channel="email", context={"userAgent": BROWSER}) for day in range(9)
    ]
    assert learned(*by_person) != learned()


def test_a_machine_s_visit_is_no_word_of_the_customer_s_that_keeps_the_next_channel_waiting() -> None:
    assert not set(BY_MACHINE.values()) & set(ARRIVED)
