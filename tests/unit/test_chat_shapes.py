"""Passes, marks and the questions of a chat."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.conversations.chat.covering import covered
from segue.conversations.chat.passes import LASTS, Pass, opened, sealed
from segue.conversations.chat.policies import chat_policy
from segue.conversations.chat.turns import Mark, Viewer, mark_of, seen
from segue.conversations.conversations import Author, Conversation, Turn
from segue.conversations.policies import conversations_policy
from segue.errors import Invalid, Unauthorized
from segue.scripts import Script, script
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
        {"titles": []},
        {"titles": {"returns": ""}},
        {"titles": {"returns": {}}},
        {"staff": {"ann": ""}},
        {"staff": {"ann": "x" * 81}},
        {"staff": {7: "Ann"}},
        {"staff": {f"a{number}": "Ann" for number in range(501)}},
    ],
)
def test_questions_that_make_no_sense_are_refused(given):
    with pytest.raises(Invalid):
        chat_policy(given)


def test_a_question_is_asked_in_the_language_that_suits():
    order, size = conversations_policy({"chat": {"ask": [{"id": "order"}, {"id": "size", "label": "Size"}]}}).chat.asks
    assert (order.told("de-AT")["label"], order.told("fr")["label"], size.told("de")["label"]) == (
        "Bestellnummer",
        "Order number",
        "Size",
    )


NAMES = chat_policy({"staff": {"Ann": "Ann Peters", "bob@shop.test": "Bob"}})


@pytest.mark.parametrize(
    ("agent", "also", "public"),
    [
        ("ann", (), "Ann Peters"),
        ("id-1", ("ann", "ann@shop.test"), "Ann Peters"),
        ("id-2", ("bob", "Bob@shop.test"), "Bob"),
        ("id-3", ("cleo", ""), ""),
        ("", ("ann",), ""),
    ],
)
def test_staff_are_called_in_public_as_the_shop_says(agent, also, public):
    assert NAMES.public(agent, lambda _: also) == public


def test_names_of_the_staff_are_looked_up_only_where_one_is_public():
    def looked_up(_agent: str):
        raise AssertionError

    assert (chat_policy({}).public("ann", looked_up), NAMES.public("ann", looked_up)) == ("", "Ann Peters")


@pytest.mark.parametrize(
    ("address", "told"), [("kim@shop.test", "k…@shop.test"), ("+491701234586", "…86"), ("@x", "…@x"), ("", "…")]
)
def test_an_address_is_known_again_by_its_owner_alone(address, told):
    assert covered(address) == told


def test_the_script_is_sent_without_what_is_for_its_readers():
    written = b'/** What\n * it is. */\nlet a = 1; // one\n  // two\n  f("https://a/b", `*{x:y}`);\n*{z}\n'
    assert Script(written).content == b'let a=1;\nf("https://a/b", `*{x:y}`);*{z}\n'


def test_the_script_s_texts_are_sent_as_they_are():
    written = script("/chat.js").written.decode()
    texts = re.findall(r'(?<=: )"[^"\n]{3,}"', written)
    sent = Script(written.encode()).content.decode()
    assert len(texts) > 80
    assert [one for one in texts if one not in sent] == []
