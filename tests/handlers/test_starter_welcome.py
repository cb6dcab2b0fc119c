"""The starter's welcome: one mail to whoever says yes to news."""

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.handlers.starter_plays import kim

HELLO = ["Welcome to Fernweh Outfitters"]


def test_who_agrees_to_news_is_welcomed_once_whatever_comes_again() -> None:
    with kim() as play:
        play.agrees()
        play.passes(HOUR)
        play.agrees()
        play.passes(DAY)
        assert play.subjects == HELLO
        assert "Kim, welcome to Fernweh Outfitters" in play.html
        assert "/unsubscribe/" in play.text


def test_who_takes_it_back_at_once_is_not_welcomed() -> None:
    with kim() as play:
        play.agrees()
        play.passes(MINUTE)
        play.agrees(False)
        play.passes(DAY)
        assert play.subjects == []


@pytest.mark.parametrize(("age", "mails"), [(HOUR, HELLO), (25 * HOUR, [])])
def test_a_yes_of_the_day_before_is_no_news(age: int, mails: list[str]) -> None:
    with kim() as play:
        play.agrees(at=play.world.clock - age)
        play.passes(DAY)
        assert play.subjects == mails
