"""Somebody with several telephone numbers: what was agreed to at one, and the hours of where one is."""

from dataclasses import replace

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.messages import Message
from segue.messaging.deciding import decide
from segue.messaging.places import Where
from segue.messaging.policies import Policy
from segue.messaging.quiet_hours import opening
from segue.messaging.quiet_policies import quiet_policy
from segue.messaging.timing import first_moment
from segue.messaging.ways import Ask, Way
from segue.profile.profiles import Profile
from segue.times import HOUR
from tests.builders import NOON, an_event, an_identify

DUTCH, FRENCH = "+31612345678", "+33612345678"
YES = {"channel": "sms", "purpose": "marketing", "granted": True}
AGREED = an_event("Consent Updated", NOON - 2, user_id="u1", properties={**YES, "phone": DUTCH})
PERSON = Profile("u_1", facets.absorb({}, [AGREED, an_identify(NOON - 1, phone=FRENCH)]), ("u_1",))
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "sms", "marketing", NOON, channels=("sms",))


@pytest.mark.parametrize(("number", "do"), [(DUTCH, "send"), (FRENCH, "drop")])
def test_a_yes_to_text_messages_is_about_the_number_that_would_be_written_to(number: str, do: str) -> None:
    point = ContactPoint("p_1", granted={"marketing": NOON})
    choice = decide(Ask(MESSAGE, PERSON, (Way("sms", "p_1", number, point),)), Policy(), NOON)
    assert (PERSON.first("phone"), choice.do) == (FRENCH, do)


# At noon in London it is seven in New York, and eight is when text messages may go by the shop's own hours.
HOURS = quiet_policy({"presets": "none", "channels": {one: {"every_day": "08:00-21:00"} for one in ("sms", "email")}})


@pytest.mark.parametrize(
    ("channel", "address", "waits"),
    [
        ("sms", "+12125550100", HOUR),
        ("sms", "+447911123456", 0),
        ("sms", "07911123456", 0),
        ("email", "+1212@x.test", 0),
    ],
)
def test_quiet_hours_are_those_of_the_number_that_is_dialled_too(channel: str, address: str, waits: int) -> None:
    person = Profile("u_1", facets.absorb({}, [an_identify(NOON, timezone="Europe/London")]), ("u_1",))
    way = Way(channel, "p_1", address, ContactPoint("p_1"))
    found = first_moment(Ask(MESSAGE, person, (way,)), way, Policy(quiet=HOURS), NOON)
    assert found.at - NOON == waits


def test_the_strictest_of_all_places_holds() -> None:
    home, abroad = Where(("America/New_York",), "US", "NY", "trait"), Where(("Asia/Tokyo",), "JP", "", "phone")
    together = opening(HOURS, replace(home, also=(abroad,)), ("sms", "marketing"), NOON)
    assert together.at - NOON == 11 * HOUR  # eight in the morning in Tokyo, six in the evening in New York
    assert opening(HOURS, abroad, ("sms", "marketing"), NOON + 11 * HOUR).rule == ""
