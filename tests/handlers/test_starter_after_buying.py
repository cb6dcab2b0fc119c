"""The starter's journeys after an order: tips and a review, after the delivery and never after a return."""

import pytest

from segue.times import DAY, HOUR
from tests.handlers.starter_plays import Play, kim

TIPS, REVIEW = "Getting started with Ridge tent", "How is Ridge tent?"


def delivered(play: Play, order: str = "o1") -> None:
    """An order that arrives two days later."""
    play.orders(order)
    play.passes(2 * DAY)
    play.does("Order Delivered", order_id=order)


def test_an_order_alone_brings_no_tips() -> None:
    with kim() as play:
        play.orders()
        play.passes(30 * DAY)
        assert play.subjects == []


def test_tips_for_what_was_bought_come_a_day_after_the_delivery_and_a_review_is_asked_for_later() -> None:
    with kim() as play:
        delivered(play)
        play.passes(DAY + HOUR)
        assert play.subjects == [TIPS]
        assert "Ridge tent: Pitch it, dry it, store it: tents that last" in play.text
        play.passes(9 * DAY)
        assert play.subjects == [TIPS]
        play.passes(6 * DAY)
        assert play.subjects == [TIPS, REVIEW]


def test_a_delivery_that_is_told_twice_is_one() -> None:
    with kim() as play:
        delivered(play)
        play.does("Order Delivered", order_id="o1")
        play.passes(30 * DAY)
        assert play.subjects == [TIPS, REVIEW]


@pytest.mark.parametrize(("order", "mails"), [("o1", []), ("o2", [TIPS, REVIEW])])
def test_a_return_of_this_order_stops_both_and_that_of_another_none(order: str, mails: list[str]) -> None:
    with kim() as play:
        play.orders("o2")
        delivered(play)
        play.passes(HOUR)
        play.does("Order Refunded", order_id=order, refund_id="r1", total=389, currency="EUR")
        play.passes(30 * DAY)
        assert play.subjects == mails


def test_who_has_sent_it_back_before_it_was_told_to_have_come_gets_nothing() -> None:
    with kim() as play:
        play.orders()
        play.does("Order Refunded", order_id="o1", refund_id="r1", total=389, currency="EUR")
        play.does("Order Delivered", order_id="o1")
        play.passes(30 * DAY)
        assert play.subjects == []


def test_who_says_that_it_is_bad_is_not_asked_for_a_review() -> None:
    with kim() as play:
        delivered(play)
        play.passes(2 * DAY)
        play.tells("Survey Answered", survey="csat", score=1)
        play.passes(30 * DAY)
        assert REVIEW not in play.subjects
        assert play.runs["review-request"] == "exited"


def test_a_delivery_of_last_week_is_too_late() -> None:
    with kim() as play:
        play.orders()
        play.passes(10 * DAY)
        play.does("Order Delivered", play.world.clock - 8 * DAY, order_id="o1")
        play.passes(30 * DAY)
        assert play.subjects == []
