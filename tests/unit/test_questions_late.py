"""A question about a conversation that waited, and what came meanwhile."""

from dataclasses import replace

import pytest

from segue import facets
from segue.events import Event
from segue.journeys.entries import Entry
from segue.journeys.flows import Journey
from segue.messages import Message
from segue.messaging.validity import Validity
from segue.profile.profiles import Profile
from tests.builders import NOON, an_event

EFFORT = Journey("effort", "", Entry(pattern={"detail-type": ["ConversationResolved"]}))
ABOUT = {"survey": "effort", "conversation": "c_1"}
ASKS = Message("u_1_m", "u_1", "e_1", "effort", "person", "ask", "t", "email", "transactional", NOON, data=ABOUT)


def said(name: str, at: int, case: str = "c_1") -> Event:
    return an_event(f"Conversation {name}", at, properties={"conversation_id": case, "channel": "email"})


def over(message: Message, *events: Event) -> str:
    profile = Profile("u_1", facets.absorb({}, list(events)), ("u_1",))
    return Validity({"effort": EFFORT}, {}).over(message, profile, NOON + 9)


BEFORE = (said("Opened", NOON - 5), said("Resolved", NOON - 4))


def test_what_is_over_may_be_asked_about() -> None:
    assert over(ASKS, *BEFORE) == ""
    assert over(ASKS, *BEFORE, said("Opened", NOON - 9, "c_2")) == ""  # which was open when it was decided to ask


@pytest.mark.parametrize("events", [(said("Reopened", NOON + 3),), (said("Opened", NOON + 3, "c_2"),)])
def test_nobody_is_asked_how_it_was_while_it_goes_on(events) -> None:
    assert over(ASKS, *BEFORE, *events) == "no-longer-true"


def test_it_is_asked_about_again_once_that_is_over_too() -> None:
    assert over(ASKS, *BEFORE, said("Reopened", NOON + 3), said("Resolved", NOON + 5)) == ""


def test_a_message_that_asks_nothing_goes_out_all_the_same() -> None:
    assert over(replace(ASKS, data={"conversation": "c_1"}), *BEFORE, said("Reopened", NOON + 3)) == ""
