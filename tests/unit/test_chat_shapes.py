"""Passes, marks and the questions of a chat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.conversations.chat.passes import LASTS, Pass, opened, sealed
from segue.conversations.chat.policies import fields_of
from segue.conversations.chat.turns import Mark, Viewer, mark_of, seen
from segue.conversations.conversations import Author, Conversation, Turn
from segue.conversations.policies import conversations_policy
from segue.errors import Invalid, Unauthorized
from tests.builders import NOON

SECRET = b"secret"
PASS = Pass("abc", user="u1", anonymous="é", locale="de", until=NOON + LASTS)


def turn(number: int, author: Author, channel: str = "chat", thread: str = "", **more) -> Turn:
    return Turn(f"t{number}", "c_1", NOON + number, author, channel, thread=thread, text=f"{number}", **more)


TALK = [
    turn(1, "agent"),
    turn(2, "customer", thread="chat:a"),
    turn(3, "agent"),
    turn(4, "agent", kind="note"),
    turn(5, "customer", "email", thread="email:1"),
    turn(6, "agent", "email"),
    turn(7, "customer", thread="chat:b"),
    turn(8, "agent"),
    turn(9, "customer", thread="chat:a"),
    turn(10, "agent", kind="ask"),
]


def test_a_pass_is_read_by_whoever_has_the_secret_until_it_ends():
    token = sealed(SECRET, PASS, NOON)
    assert opened(SECRET, token, "abc", NOON) == PASS
    with pytest.raises(Unauthorized, match="ended"):
        opened(SECRET, token, "abc", NOON + LASTS)


@given(place=st.integers(min_value=0), other=st.characters(codec="utf-8"))
def test_a_pass_that_was_touched_is_none(place, other):
    token = sealed(SECRET, PASS, NOON)
    at = place % len(token)
    touched = token[:at] + other + token[at + 1 :]
    if touched != token and at < len(token) - 1:  # the last character has bits that mean nothing
        with pytest.raises(Unauthorized):
            opened(SECRET, touched, "abc", NOON)


def test_a_pass_of_another_secret_or_chat_is_none():
    token = sealed(SECRET, PASS, NOON)
    for secret, chat in ((b"other", "abc"), (SECRET, "abd")):
        with pytest.raises(Unauthorized):
            opened(secret, token, chat, NOON)


@given(text=st.text(max_size=60))
def test_whatever_comes_as_a_mark_is_read(text):
    assert mark_of(str(mark_of(text))) in (mark_of(text), Mark())
    assert mark_of(str(Mark("c_1", 7, NOON))) == Mark("c_1", 7, NOON)


@pytest.mark.parametrize(
    ("viewer", "texts"),
    [
        (Viewer("chat:a"), ["2", "3", "9", "10"]),
        (Viewer("chat:b"), ["7", "8"]),
        (Viewer("chat:c"), []),
        (Viewer("chat:c", frozenset({"u_kim"})), ["1", "2", "3", "5", "6", "7", "8", "9", "10"]),
    ],
)
def test_each_sees_the_own_words_and_the_answers_to_them(viewer, texts):
    head = Conversation("c_1", "u_kim", keys=("u_kim",))
    assert [one.text for one in seen(reversed(TALK), head, viewer).turns] == texts


@pytest.mark.parametrize(
    "given",
    [
        {"asks": []},
        {"ask": {}},
        {"ask": [{"id": "order"}] * 6},
        {"ask": [{"id": "order"}, {"id": "order"}]},
        {"ask": [{"id": "Order Number"}]},
        {"ask": [{"id": "size"}]},
        {"ask": [{"id": "size", "label": {"en": ""}}]},
        {"ask": [{"id": "order", "required": "yes"}]},
    ],
)
def test_questions_that_make_no_sense_are_refused(given):
    with pytest.raises(Invalid):
        fields_of(given)


def test_a_question_is_asked_in_the_language_that_suits():
    order, size = conversations_policy({"chat": {"ask": [{"id": "order"}, {"id": "size", "label": "Size"}]}}).asks
    assert (order.told("de-AT")["label"], order.told("fr")["label"], size.told("de")["label"]) == (
        "Bestellnummer",
        "Order number",
        "Size",
    )
