"""How easy it was, played with the whole starter in force: asked once, answered on the page or by a digit, counted."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from segue.aws.ledger import key_of
from segue.conversations.effort.surveys import MOST_ANSWERS
from segue.identifiers import Identifier
from segue.times import DAY, HOUR, MINUTE
from tests.faults.endings import ledger_of
from tests.faults.shop import http
from tests.handlers.staff_requests import Api
from tests.handlers.starter_plays import EMAIL, Play, kim

ASKED = "How easy was it?"


def ends(play: Play, channel: str = "email", conversation: str = "v1") -> None:
    """A conversation is over."""
    play.hears("ConversationResolved", conversation=conversation, channel=channel, queue="")
    play.passes(MINUTE)


def page(play: Play, method: str = "GET", said: str = "", query: str = "", language: str = "") -> Any:
    """The page behind the last mail's links."""
    path = re.findall(r"https://segue\.test(/s/[\w.~-]+)", play.html)[0]
    event = http(method, path, said, {"accept-language": language})
    asked = dict(one.split("=") for one in query.split("&")) if query else {}
    return play.world.lambdas.invoke("surveys", event | {"rawQueryString": query, "queryStringParameters": asked})


def answers(play: Play) -> list[dict[str, Any]]:
    """What the ledger has of answers, the oldest first."""
    with play.world.aside():
        events = ledger_of(play.world).get(key_of(Identifier("email", EMAIL)), [])
    return [one.properties for one in sorted(events, key=lambda one: one.timestamp) if one.title == "Survey Answered"]


def test_the_question_comes_an_hour_after_the_end_with_seven_links_that_answer_nothing() -> None:
    with kim() as play:
        ends(play)
        play.passes(50 * MINUTE)
        assert play.subjects == []
        play.passes(HOUR)
        assert play.subjects == [ASKED]
        links = re.findall(r"/s/[\w.~-]+\?score=(\d)", play.html)
        assert links == list("1234567")
        shown = page(play, query="score=6")
        assert 'value="6" required checked' in shown["body"]
        assert answers(play) == []


def test_an_answer_is_counted_once_however_often_it_is_posted() -> None:
    with kim() as play:
        ends(play)
        play.passes(2 * HOUR)
        for _ in range(3):
            assert page(play, "POST", urlencode({"score": "6", "comment": "Quick"}))["statusCode"] == 200
        play.passes(MINUTE)
        (said,) = answers(play)
        assert (said["survey"], said["score"], said["comment"]) == ("ces", 6, "Quick")
        assert (said["conversation_id"], said["channel"]) == ("v1", "email")


def test_the_last_answer_counts() -> None:
    with kim() as play:
        ends(play)
        play.passes(2 * HOUR)
        for score in ("6", "2"):
            page(play, "POST", f"score={score}")
            play.passes(MINUTE)
        _, person = Api(play.world).get(f"/v1/people/{play.person}")
        assert person["facets"]["support"]["effort"]["ces"]["score"] == 2


def test_a_link_brings_a_few_answers_and_not_comments_without_end() -> None:
    with kim() as play:
        ends(play)
        play.passes(2 * HOUR)
        posted = [page(play, "POST", urlencode({"score": "6", "comment": f"Word {n % 40}"})) for n in range(80)]
        play.passes(MINUTE)
        assert [one["statusCode"] for one in posted[:40]] == [200] * MOST_ANSWERS + [429] * (40 - MOST_ANSWERS)
        assert [one["statusCode"] for one in posted[40:50]] == [200] * MOST_ANSWERS  # said before: one answer
        assert "many times" in posted[-1]["body"]
        assert "Word 39" in posted[-1]["body"]
        assert sorted(one["comment"] for one in answers(play)) == [f"Word {n}" for n in range(MOST_ANSWERS)]


def test_a_form_without_an_answer_answers_nothing() -> None:
    with kim() as play:
        ends(play)
        play.passes(2 * HOUR)
        assert page(play, "POST", "score=9")["statusCode"] == 400
        assert answers(play) == []


@pytest.mark.parametrize(("known", "words"), [("de", "Wie leicht war es?"), ("en", "How easy was it?")])
def test_mail_and_page_speak_the_language_of_the_person(known, words) -> None:
    with kim(preferred_language=known) as play:
        ends(play)
        play.passes(2 * HOUR)
        assert play.subjects == [words]
        assert f"<h1>{words}</h1>" in page(play, language="fr")["body"]


def test_who_comes_back_meanwhile_is_not_asked_and_is_after_the_next_end() -> None:
    with kim() as play:
        ends(play)
        play.hears("ConversationOpened", conversation="v2", channel="email", queue="")
        play.passes(3 * HOUR)
        assert play.subjects == []
        ends(play, conversation="v2")
        play.passes(2 * HOUR)
        assert play.subjects == [ASKED]


def test_nobody_is_asked_more_often_than_once_in_thirty_days() -> None:
    with kim() as play:
        for gap in (2 * HOUR, 28 * DAY, 4 * DAY):
            ends(play)
            play.passes(gap)
        assert play.subjects == [ASKED]
        ends(play)
        play.passes(2 * HOUR)
        assert play.subjects == [ASKED] * 2


def test_what_ended_long_ago_is_not_asked_about() -> None:
    with kim() as play:
        play.hears("ConversationResolved", play.world.clock - 2 * HOUR, conversation="v1", channel="email", queue="")
        play.passes(DAY)
        assert play.subjects == []


def test_after_a_call_the_question_comes_by_mail() -> None:
    with kim() as play:
        ends(play, "phone")
        play.passes(2 * HOUR)
        assert play.subjects == [ASKED]


def test_a_token_that_is_none_is_a_404() -> None:
    with kim() as play:
        answer = play.world.lambdas.invoke("surveys", http("GET", "/s/u_1.abc"))
        assert answer["statusCode"] == 404
        assert json.loads(answer["body"])["type"].endswith("bad-token")
