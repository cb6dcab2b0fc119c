"""The starter's journeys for those who look and do not buy: browse, cart and checkout, research, win-back."""

from collections.abc import Callable
from typing import Any

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.faults.shop import added, post
from tests.handlers.starter import whole_starter
from tests.handlers.starter_plays import Play, kim

BROWSED, CART, PAYING = "Still thinking it over?", "Your Tent is waiting", "Almost yours"
GUIDE, BACK = "Which tent for which trip", "It has been a while"


def fills_a_cart(play: Play) -> None:
    post(play.world, added(play.world, "a1", userId="kim"))


def test_what_was_looked_at_and_left_is_shown_after_four_hours_once_in_two_weeks() -> None:
    with kim() as play:
        for days in (1, 13, 1):
            play.looks("tent", "stove")
            play.passes(4 * HOUR - 2 * MINUTE)
            before = len(play.subjects)
            play.passes(days * DAY)
        assert (before, play.subjects) == (1, [BROWSED] * 2)


def test_one_look_is_no_browsing() -> None:
    with kim() as play:
        play.looks("tent")
        play.passes(DAY)
        assert play.subjects == []


@pytest.mark.parametrize("does", [Play.orders, fills_a_cart, lambda play: play.agrees(False)])
def test_whoever_orders_fills_a_cart_or_says_no_is_not_reminded_of_browsing(does: Callable[[Play], None]) -> None:
    with kim() as play:
        play.looks("tent", "stove")
        does(play)
        play.passes(DAY)
        assert BROWSED not in play.subjects


@pytest.mark.parametrize(("begins", "subject"), [(False, CART), (True, PAYING)])
def test_a_cart_is_remembered_once_with_other_words_at_the_checkout(begins: bool, subject: str) -> None:
    with kim() as play:
        fills_a_cart(play)
        if begins:
            play.does("Checkout Started", cart_id="c1")
        play.passes(2 * DAY)
        assert play.subjects == [subject]
        assert ("You had begun to pay" in play.html) is begins


def test_an_order_ends_the_reminder_of_a_cart() -> None:
    with kim() as play:
        fills_a_cart(play)
        play.passes(HOUR)
        play.orders(cart_id="c1")
        play.passes(2 * DAY)
        assert play.subjects == []


def test_who_researches_gets_a_guide_in_the_same_evening_and_no_reminder_of_browsing() -> None:
    with kim() as play:
        play.passes(12 * HOUR)
        play.looks("tent", "stove", "mat", "lamp", "pegs")
        play.passes(5 * HOUR)
        assert play.subjects == []
        play.passes(HOUR)
        assert play.subjects == [GUIDE]
        play.passes(2 * DAY)
        assert play.subjects == [GUIDE]


def test_who_researches_late_in_the_evening_need_not_wait_for_the_next() -> None:
    with kim() as play:
        play.passes(21 * HOUR)
        play.looks("tent", "stove", "mat", "lamp", "pegs")
        play.passes(HOUR)
        assert play.subjects == [GUIDE]


@pytest.mark.parametrize("does", [Play.orders, fills_a_cart])
def test_who_has_decided_needs_no_guide(does: Callable[[Play], None]) -> None:
    with kim() as play:
        play.looks("tent", "stove", "mat", "lamp", "pegs")
        does(play)
        play.passes(3 * DAY)
        assert GUIDE not in play.subjects
        assert play.runs["research-guide"] == "exited"


def test_half_a_year_without_an_order_ends_in_one_mail_in_the_middle_of_a_week() -> None:
    with kim() as play:
        play.orders()
        play.passes(179 * DAY)
        assert play.subjects == []
        play.passes(8 * DAY)
        assert play.subjects == [BACK]


def is_unhappy(play: Play) -> None:
    play.tells("Survey Answered", survey="csat", score=1)


@pytest.mark.parametrize(("does", "days"), [(lambda play: play.orders("o2"), 100), (is_unhappy, 20)])
def test_who_orders_again_or_is_unhappy_is_not_won_back(does: Callable[[Play], None], days: int) -> None:
    with kim() as play:
        play.orders()
        play.passes(175 * DAY)
        does(play)
        play.passes(days * DAY)
        assert play.subjects == []


OFFERED = "10 % off, for you"
SHOP = "policies/shop.yaml"


def three_orders(play: Play, **said: Any) -> None:
    for place in range(3):
        play.orders(f"o{place}", **said)
        play.passes(DAY)


@pytest.mark.parametrize(
    ("bought", "subject"),
    [(lambda play: three_orders(play, coupon="TEN"), OFFERED), (three_orders, BACK), (Play.orders, BACK)],
    ids=["bargain hunter", "full-price buyer", "too little known"],
)
def test_a_discount_is_kept_from_who_never_needed_one(bought: Callable[[Play], None], subject: str) -> None:
    offering = whole_starter()[SHOP] + "offer: {code: AGAIN10, text: 10 % off}\n"
    with kim({SHOP: offering}) as play:
        bought(play)
        play.passes(188 * DAY)
        assert play.subjects == [subject]
        assert ("AGAIN10" in play.text) is (subject == OFFERED)


def test_a_shop_without_an_offer_wins_everybody_back_alike() -> None:
    with kim() as play:
        three_orders(play, coupon="TEN")
        play.passes(188 * DAY)
        assert play.subjects == [BACK]
