"""Contact points: what refuses a message, and what is on its way at this moment."""

import pytest

from segue.contact_points import ATTEMPT, ContactPoint, channel_of
from tests.builders import NOON


def test_a_message_is_on_its_way_until_its_attempt_must_have_ended() -> None:
    point = ContactPoint("e_1", attempts={"begun": -NOON, "sent": NOON, "lost": -(NOON - ATTEMPT)})
    assert point.in_flight(NOON) == point.in_flight(NOON + ATTEMPT - 1) == ["begun"]
    assert point.in_flight(NOON + ATTEMPT) == []


@pytest.mark.parametrize(
    ("granted", "denied", "asks_first", "why"),
    [
        ({}, {}, False, ""),
        ({}, {}, True, "no-consent"),
        ({"news": 5}, {}, True, ""),
        ({}, {"news": 5}, False, "opted-out"),
        ({"news": 5}, {"news": 5}, True, "opted-out"),
        ({"news": 6}, {"news": 5}, True, ""),
        ({"other": 6}, {"news": 0}, False, "opted-out"),
    ],
)
def test_the_newest_answer_holds_and_a_no_that_is_not_older(granted, denied, asks_first, why) -> None:
    assert ContactPoint("e_1", granted=granted, denied=denied).refuses("news", asks_first) == why
    assert ContactPoint("e_1", "bounce", granted, denied).refuses("news", asks_first) == "suppressed-bounce"


@pytest.mark.parametrize(
    ("key", "channel"), [("e_1", "email"), ("u_1", "inapp"), ("p_1", "sms"), ("d_1", ""), ("?_1", ""), ("", "")]
)
def test_a_contact_point_has_the_channel_that_writes_to_its_type(key: str, channel: str) -> None:
    assert channel_of(key) == channel
