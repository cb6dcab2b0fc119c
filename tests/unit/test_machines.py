"""Machines that open mails and follow links: how they give themselves away."""

from typing import Any

import pytest

from segue.facets.machines import FLAGS, LONGEST_AGENT, SOON, Click, bursts, is_machine
from segue.times import SECOND, to_text
from tests.builders import NOON, an_event


@pytest.mark.parametrize(
    ("context", "said", "machine"),
    [
        ({"userAgent": "Mozilla/5.0 (X11) Firefox"}, {}, False),
        ({"userAgent": " Mozilla/5.0 "}, {}, True),
        ({}, {"user_agent": "GOOGLEIMAGEPROXY"}, True),
        ({"userAgent": "Firefox"}, {"user_agent": "curl/8"}, False),
        ({"userAgent": "x" * LONGEST_AGENT + "curl/8"}, {}, False),
        ({"userAgent": "x" * (LONGEST_AGENT - 6) + "curl/8"}, {}, True),
        ({}, {"is_bot": "yes"}, False),
        ({}, {}, False),
    ],
)
def test_a_machine_is_known_by_its_agent(context: dict[str, Any], said: dict[str, Any], machine: bool) -> None:
    assert is_machine(an_event("Email Opened", context=context, properties=said)) is machine


@pytest.mark.parametrize("flag", FLAGS)
def test_a_provider_may_say_that_it_was_a_machine(flag: str) -> None:
    assert is_machine(an_event("Email Opened", properties={flag: True}))


@pytest.mark.parametrize(
    ("said", "machine"),
    [
        ({"delivered_at": to_text(NOON - SOON)}, True),
        ({"delivered_at": to_text(NOON - SOON - 1)}, False),
        ({"delivered_at": to_text(NOON)}, True),
        ({"delivered_at": to_text(NOON + 1)}, False),
        ({"sent_at": to_text(NOON - 1)}, True),
        ({"delivered_at": to_text(NOON - SOON - 1), "sent_at": to_text(NOON)}, False),
        ({"delivered_at": 7, "sent_at": to_text(NOON)}, True),
        ({"delivered_at": "soon"}, False),
        ({"delivered_at": ""}, False),
    ],
)
def test_nobody_reads_within_seconds_of_the_delivery(said: dict[str, Any], machine: bool) -> None:
    assert is_machine(an_event("Email Opened", properties=said)) is machine


def test_several_links_of_one_message_within_a_second_are_one_burst() -> None:
    first, second, late = Click(NOON, 1, 1), Click(NOON + SECOND, 1, 2), Click(NOON + 2 * SECOND + 1, 1, 3)
    other = Click(NOON, 2, 2)
    assert bursts([first, second, late, other]) == {first, second}
    assert bursts([late, second, first]) == {first, second}
    assert bursts([first, Click(NOON + 1, 1, 1)]) == set()
