"""The starter's journeys about the relation itself: loyalty tier, service recovery, birthday."""

from collections.abc import Callable
from typing import Any

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.handlers.starter_plays import Play, kim

BIRTHDAY, SORRY = "Happy birthday, Kim", "We made that too hard"


def tier(play: Play, name: str) -> None:
    play.says("identify", traits={"loyalty_tier": name})


def answers(play: Play, score: int, **said: Any) -> None:
    play.tells("Survey Answered", survey="ces", score=score, **said)


def test_a_new_tier_is_congratulated_on_after_an_hour_and_a_fall_is_not() -> None:
    with kim() as play:
        tier(play, "gold")
        play.passes(2 * HOUR)
        assert play.subjects == ["You are gold now"]
        play.passes(30 * DAY)
        tier(play, "silver")
        play.passes(2 * HOUR)
        assert play.subjects == ["You are gold now"]


def test_a_rise_is_congratulated_on_each_time() -> None:
    with kim() as play:
        for name in ("silver", "gold"):
            tier(play, name)
            play.passes(8 * DAY)
        assert play.subjects == ["You are silver now", "You are gold now"]


def test_who_falls_out_of_the_programme_within_the_hour_hears_nothing() -> None:
    with kim() as play:
        tier(play, "silver")
        play.passes(MINUTE)
        tier(play, "none")
        play.passes(DAY)
        assert play.subjects == []


def test_a_bad_effort_score_tells_the_service_at_once_and_apologises_once() -> None:
    with kim() as play:
        answers(play, 3)
        play.passes(MINUTE)
        assert "HandOverRequested" in play.told
        play.passes(HOUR)
        answers(play, 1)
        play.passes(DAY)
        assert play.subjects == [SORRY]


def test_marketing_pauses_meanwhile() -> None:
    with kim() as play:
        answers(play, 3)
        play.passes(HOUR)
        tier(play, "gold")
        play.passes(DAY)
        assert play.subjects == [SORRY]


@pytest.mark.parametrize(("survey", "score"), [("ces", 4), ("nps", 3)])
def test_a_better_score_and_another_question_are_no_reason(survey: str, score: int) -> None:
    with kim() as play:
        play.tells("Survey Answered", survey=survey, score=score)
        play.passes(DAY)
        assert play.subjects == []


def test_who_is_already_talked_with_gets_no_automatic_apology() -> None:
    with kim() as play:
        answers(play, 2)
        play.passes(MINUTE)
        play.hears("ConversationOpened", conversation="v1", channel="phone", queue="service")
        play.passes(DAY)
        assert play.subjects == []
        assert play.runs["service-recovery"] == "exited"


def test_a_birthday_is_greeted_on_its_morning_every_year() -> None:
    with kim(birthday="1990-01-20", timezone="Europe/Berlin") as play:
        play.passes(19 * DAY + 7 * HOUR)
        assert play.subjects == []
        play.passes(2 * HOUR)
        assert play.subjects == [BIRTHDAY]
        play.passes(365 * DAY)
        assert play.subjects == [BIRTHDAY] * 2


def says_another_day(play: Play) -> None:
    play.says("identify", traits={"birthday": "1990-03-20"})


@pytest.mark.parametrize("does", [says_another_day, lambda play: play.agrees(False)])
def test_who_says_no_or_another_day_before_it_is_not_greeted(does: Callable[[Play], None]) -> None:
    with kim(birthday="1990-01-20") as play:
        play.passes(15 * DAY)
        does(play)
        play.passes(10 * DAY)
        assert play.subjects == []
