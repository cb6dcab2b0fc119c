"""What a customer is called, by one rule."""

import pytest

from segue import facets
from segue.console.words import called
from segue.conversations.cards.cards import card_of
from segue.conversations.conversations import Conversation
from segue.profile.names import every_name
from segue.profile.profiles import Profile
from tests.builders import NOON, an_event, an_identify

HEAD = Conversation("c_1", "u_1")


def of(*events):
    return Profile("u_1", facets.absorb({}, events), ("u_1",))


@pytest.mark.parametrize("traits", [{"name": "Kim Doe", "firstName": "Kim"}, {"first_name": "Kim", "last_name": "Doe"}])
def test_a_card_calls_the_customer_as_the_console_does(traits):
    profile = of(an_identify(**traits))
    assert card_of(HEAD, [], profile).name == called(profile.traits, []) == "Kim Doe"


def test_what_a_later_mail_says_its_sender_is_called_displaces_no_name_that_is_known():
    mail = an_event("Message Received", NOON + 60_000, context={"traits": {"mail_name": "The Queen"}})
    assert called(of(mail).traits, []) == "The Queen"
    known = of(an_identify(name="Kim Doe"), mail)
    assert called(known.traits, []) == "Kim Doe"
    assert every_name(known.traits) == ["Kim Doe", "The Queen"]
