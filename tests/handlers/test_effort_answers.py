"""Answers to the question how easy it was that come as words or buttons: heard once, and nothing is opened by them."""

from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.conversations.effort.surveys import MOST_ANSWERS
from segue.conversations.filing import Filing
from segue.errors import Unavailable
from segue.identifiers import Identifier
from segue.times import DAY, HOUR, MINUTE
from segue.wiring.conversations import conversations
from segue.wiring.links import links
from segue.wiring.tables import messages
from tests.faults.endings import ledger_of
from tests.handlers.starter_plays import Play, kim

PHONE = "+4915112345678"


def writes(play: Play, text: str, channel: str = "sms", **said: Any) -> None:
    """What Kim writes from her phone."""
    told = {"author": "customer", "text": text, "channel": channel, "conversation_id": f"{channel}:1", **said}
    play.tells("Conversation Turn", {"traits": {"phone": PHONE}}, **told)
    play.passes(MINUTE)


def resolved(play: Play, channel: str = "sms") -> None:
    """Kim's conversation about a parcel is over, and two hours have passed: she was asked."""
    writes(play, "Where is my parcel?", channel)
    play.tells("Conversation Resolved", conversation_id=head(play).id, channel=channel)
    play.passes(2 * HOUR)


def head(play: Play) -> Any:
    """Where Kim's one conversation stands."""
    with play.world.aside():
        states = ("open", "waiting", "resolved")
        found = [one for state in states for one in conversations().newest(state, 9, 1 << 50, {})]
    (one,) = found
    return one


def scores(play: Play) -> list[Any]:
    """The scores in the ledger."""
    with play.world.aside():
        events = [one for rows in ledger_of(play.world).values() for one in rows]
    return [one.properties["score"] for one in events if one.title == "Survey Answered"]


def question(play: Play) -> Any:
    """The message that asks."""
    with play.world.aside():
        return next(one for one in messages().of_people([play.person]) if one.journey == "effort")


@pytest.fixture
def play():
    """Kim with a telephone."""
    with kim(phone=PHONE) as made:
        yield made


def test_a_digit_by_text_message_answers_the_open_question(play) -> None:
    resolved(play)
    assert question(play).state == "sent"
    writes(play, "6")
    assert scores(play) == [6]
    assert head(play).score == 6


def test_a_digit_whose_filing_comes_again_later_opens_nothing(play, monkeypatch) -> None:
    resolved(play)
    given, before = Filing.file, head(play)

    def once(*asked: Any) -> Any:
        monkeypatch.setattr(Filing, "file", given)
        raise Unavailable("gone", "the answer is in the ledger, and nothing is filed yet")

    monkeypatch.setattr(Filing, "file", once)
    writes(play, "6")
    play.passes(HOUR)
    assert (scores(play), head(play).heard, head(play).turns) == ([6], before.heard, before.turns + 2)


def test_a_second_digit_is_a_turn_like_any_other(play) -> None:
    resolved(play)
    writes(play, "6")
    writes(play, "2")
    assert scores(play) == [6]


def test_a_digit_without_a_question_answers_nothing(play) -> None:
    writes(play, "Where is my parcel?")
    writes(play, "6")
    assert scores(play) == []


def test_a_digit_among_words_answers_nothing(play) -> None:
    resolved(play)
    writes(play, "I ordered 6")
    assert scores(play) == []


def test_a_digit_weeks_later_answers_nothing(play) -> None:
    resolved(play)
    play.passes(8 * DAY)
    writes(play, "6")
    assert scores(play) == []


def test_a_button_that_is_pressed_without_end_answers_a_few_times(play) -> None:
    resolved(play)
    token = links().asks(question(play).id)
    for number in range(MOST_ANSWERS + 5):
        writes(play, "5", "whatsapp", payload=f"s:5:{token}", turn_id=f"w{number}")
    assert len(scores(play)) == MOST_ANSWERS
    assert head(play).state == "resolved"


def test_a_pressed_button_answers_its_question_and_comes_twice_as_one(play) -> None:
    resolved(play)
    token = links().asks(question(play).id)
    for _ in range(2):
        writes(play, "5", "whatsapp", payload=f"s:5:{token}", turn_id="w1")
    assert scores(play) == [5]
    assert head(play).score == 5


def test_somebody_elses_button_answers_nothing(play) -> None:
    resolved(play)
    writes(play, "Very easy", "whatsapp", payload=f"s:7:{question(play).id}.aaaaaaaaaaaaaaaaaaaaaaaa")
    assert scores(play) == []


def test_an_answer_needs_no_answer(play) -> None:
    resolved(play)
    before = head(play)
    writes(play, "7")
    assert (head(play).heard, head(play).state) == (before.heard, before.state)


def test_the_answer_stands_under_the_number_that_gave_it(play) -> None:
    resolved(play)
    writes(play, "7")
    with play.world.aside():
        under = ledger_of(play.world)[key_of(Identifier("user_id", "kim"))]
    assert [one.properties["channel"] for one in under if one.title == "Survey Answered"] == ["sms"]
