"""The tour's own work beside the browser: what it does not understand it refuses, a stack that is gone it survives."""

import pytest

from segue.channels.email import ses_inbound
from segue.deliveries import Delivery
from segue_tools.tour.guide import Guide
from segue_tools.tour.replying import notice
from segue_tools.tour.seen import Browser
from tests.browser.tour_stand import OUTPUTS


def test_a_reply_is_a_turn_of_whoever_has_the_address():
    body = notice("ada@example.com", "Please answer by mail.", "m1", 1_796_000_000)
    (event,) = ses_inbound.incoming(Delivery("ses_inbound", "ses_inbound", body, received_at=1_796_000_000_000))
    assert "Please answer by mail." in repr(event)
    assert "ada@example.com" in repr(event)


@pytest.mark.parametrize(
    "said", [{"visitor": 7}, {"visitor": "a/b"}, {"visitor": "a" * 65}, {"phone": {"cart": "../x"}}]
)
def test_ids_that_are_none_are_refused(said):
    with pytest.raises(ValueError, match="no ids"):
        Browser.of(said)


@pytest.mark.parametrize(
    ("door", "body"),
    [
        ("look", b"{}"),
        ("look", b'{"step": "end"}'),
        ("reply", b'{"text": " "}'),
        ("x", b"{}"),
        ("begin", b"[]"),
        ("begin", b"{"),
    ],
)
def test_what_makes_no_sense_is_refused(door, body):
    with pytest.raises(ValueError, match=r".*"):
        Guide(OUTPUTS).door(door)(body)


def test_a_stack_that_is_gone_is_told_in_words():
    said = Guide(OUTPUTS).door("quicken")(b"{}")
    assert said["problem"].startswith("The local stack did not answer")


def test_the_end_of_a_stack_that_is_gone_says_nothing():
    guide = Guide(OUTPUTS)
    guide.pace.on = True
    guide.end()
    assert guide.pace.on
