"""Whoever asks to hear when a sold-out product is back: told once, when it is, and is forgotten then."""

from typing import Any

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.handlers.starter_plays import Play, kim

BACK = "Ridge tent is back"


def stocked(play: Play, stock: int) -> None:
    offered(play, stock)
    play.passes(HOUR)


def offered(play: Play, stock: int) -> None:
    put = {"title": "Ridge tent", "currency": "EUR", "price": 38900, "stock": stock}
    assert play.put("/v1/products/tent", put) < 300


def test_who_has_asked_is_told_once_when_it_is_back_and_nobody_else() -> None:
    with kim() as play:
        stocked(play, 0)
        for _ in range(2):
            play.does("Back In Stock Requested", product_id="tent")
        play.passes(MINUTE)
        stocked(play, 3)
        assert play.subjects == [BACK]
        play.passes(10 * DAY)
        stocked(play, 0)
        stocked(play, 5)
        assert play.subjects == [BACK]


@pytest.mark.parametrize("said", [{}, {"product_id": ""}, {"product_id": "stove"}])
def test_who_has_asked_for_something_else_or_nothing_hears_nothing(said: dict[str, Any]) -> None:
    with kim() as play:
        stocked(play, 0)
        play.does("Back In Stock Requested", **said)
        stocked(play, 3)
        assert play.subjects == []


def test_what_is_sold_out_again_when_the_mail_is_to_leave_is_not_said() -> None:
    with kim() as play:
        stocked(play, 0)
        play.does("Back In Stock Requested", product_id="tent")
        play.passes(MINUTE)
        for stock in (3, 0):
            offered(play, stock)
        play.passes(HOUR)
        assert play.subjects == []
