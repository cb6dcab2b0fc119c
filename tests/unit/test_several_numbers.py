"""Somebody with several telephone numbers: what was agreed to at one, and the hours of where one is."""

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.messages import Message
from segue.messaging.deciding import decide
from segue.messaging.policies import Policy
from segue.messaging.ways import Ask, Way
from segue.profile.profiles import Profile
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
