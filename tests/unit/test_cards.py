"""The hand-over card: made of what is known, short, without a mood, and of the customer's own orders alone."""

from dataclasses import replace
from typing import Any

import pytest

from segue import facets
from segue.conversations.cards.cards import Card, card_of, problem_of, text_of, told_of
from segue.conversations.conversations import Author, Conversation, Kind, Turn
from segue.conversations.mentions import orders_in
from segue.conversations.moods import plainly
from segue.profile.profiles import Profile
from tests.builders import NOON, an_event, an_identify, an_order

HEAD = Conversation("c_1", "u_1", topic="delivery", language="de", channels=("chat", "email"))


def a_turn(text: str, *, author: Author = "customer", at: int = 0, kind: Kind = "said", **detail: Any) -> Turn:
    """Something that was said, `at` minutes after noon."""
    return Turn(f"{at}{text[:9]}", "c_1", NOON + at * 60_000, author, "chat", kind, text, detail=detail)


def kim():
    """A customer with two orders, who was signed in."""
    bought = [an_order(order=one, total=199) for one in ("1001", "SO-2024-17")]
    facts = facets.absorb({}, [an_identify(firstName="Kim", lastName="Doe"), *bought])
    return Profile("u_1", facts, ("u_1",))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("my order #1001 is late", ("1001",)),
        ("1001", ("1001",)),
        ("it is so 2024 17", ("SO-2024-17",)),
        ("I paid 10.01 and 1002", ()),
        ("order 1001 and SO-2024-17", ("1001", "SO-2024-17")),
    ],
)
def test_an_order_is_named_where_the_customer_has_such_an_order(text, named):
    assert orders_in(text, ["1001", "SO-2024-17"]) == named


def test_a_short_order_number_needs_a_word_before_it():
    assert orders_in("I have 5 pairs", ["5"]) == ()
    assert orders_in("order no. 5", ["5"]) == ("5",)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Hi there! The zip of my tent is broken.", "The zip of my tent is broken."),
        ("This is ridiculous!!! The parcel never came.", "The parcel never came."),
        ("I am so furious that the parcel never came at all", "The parcel never came at all"),
        ("Hallo, ich bin sehr enttäuscht, dass das Paket nicht kam!!", "Das Paket nicht kam!"),
        ("It is 3 days late. This is ridiculous, I want my money!!", "It is 3 days late. I want my money!"),
        ("My parcel is late again, which is unacceptable.", "My parcel is late again."),
        ("The smell of the tent is terrible and it leaks", "The smell of the tent is terrible and it leaks"),
        ("WHERE IS MY PARCEL", "Where is my parcel"),
        ("Hi\nThe zip is broken\nWhat now?\nKim", "The zip is broken. What now? Kim"),
        ("Hello!", ""),
        ("Hello, I have a question!", ""),
        ("Hi, can you help me please? My tent leaks.", "My tent leaks."),
        ("Hallo zusammen, ich habe eine kurze Frage.", ""),
        ("Is anybody there?", ""),
        ("I have a question about my order 1001", "I have a question about my order 1001"),
    ],
)
def test_greetings_and_moods_are_left_out(said, plain):
    assert plainly(said) == plain


def test_the_problem_is_told_by_the_first_words_that_tell_one():
    said = [
        "HEY HO!",
        "I need to return an item",
        "Kim Doe",
        "Username: kim1",
        "I got the wrong size",
        "Order ID: 1001",
    ]
    turns = [a_turn(one, at=place) for place, one in enumerate(said)]
    assert problem_of(turns) == "I need to return an item. I got the wrong size"


def test_a_turn_that_only_says_hello_tells_no_problem():
    assert problem_of([a_turn("Hello there, I have a question")]) == ""
    said = ["Good morning!", "Can somebody help me?", "The zip broke", "It is the blue one"]
    assert problem_of([a_turn(one, at=place) for place, one in enumerate(said)]) == "The zip broke. It is the blue one"


def test_a_turn_that_is_read_twice_counts_once():
    turns = [a_turn("The zip is broken", at=1), a_turn("It is the blue one", at=2)]
    assert card_of(HEAD, [*turns, *turns], None).problem == "The zip is broken. It is the blue one"


def test_a_card_says_who_about_what_and_what_was_tried():
    turns = [
        a_turn("Order 1001 has not come, it should be here", at=1),
        a_turn("Please check the mailbox", author="agent", at=2, macro="check-mailbox", steps=["check the mailbox"]),
        a_turn("Step: asked the carrier", author="agent", kind="note", at=3),
        a_turn("Kim sounds fed up", author="agent", kind="note", at=4),
        a_turn("", kind="form", at=5, answers={"size": "M"}),
    ]
    card = card_of(HEAD, turns, kim())
    assert (card.name, card.verified, card.sure) == ("Kim Doe", "signed in", True)
    assert card.order == {"id": "1001", "state": "placed", "placed": NOON, "total": 19900, "currency": "EUR"}
    assert card.tried == ("check the mailbox", "asked the carrier")
    assert card.forms == (("size", "M"),)
    assert "mailbox" not in card.problem
    assert "fed up" not in text_of(card)


def test_who_was_only_mentioned_is_told_as_not_proven():
    said = an_event("Product Viewed", NOON, user_id=None, anonymous_id="a1", context={"traits": {"email": "k@x.test"}})
    card = card_of(HEAD, [], Profile("p", facets.absorb({}, [said]), ()))
    assert (card.verified, card.sure) == ("mentioned only, not proven", False)


@pytest.mark.parametrize(("keys", "verified"), [(("a_1",), "not signed in here"), ((), "")])
def test_of_a_browser_that_named_nobody_nothing_is_claimed(keys, verified):
    looked = an_event("Product Viewed", NOON, user_id=None, anonymous_id="a1")
    card = card_of(replace(HEAD, keys=keys), (), Profile("p", facets.absorb({}, [looked]), ()))
    assert (card.verified, card.sure) == (verified, False)


@pytest.mark.parametrize(
    ("keys", "verified"),
    [
        (("a_eve",), ("not signed in here", False)),
        (("e_kim", "a_eve"), ("not signed in here", False)),
        (("u_kim", "a_own"), ("signed in", True)),
        (("e_kim",), ("signed in", True)),
    ],
)
def test_who_claims_an_address_in_a_chat_is_not_taken_for_whoever_has_it(keys, verified):
    card = card_of(replace(HEAD, keys=keys), (), kim())
    assert (card.verified, card.sure) == verified


def test_what_the_conversation_knows_goes_before_what_is_guessed():
    known = {"order": "so 2024-17", "verified": {"how": "a code by SMS", "time": NOON}, "tried": ["reset"], "size": "L"}
    card = card_of(Conversation("c_1", "u_1", known=known), [a_turn("order 1001")], kim())
    assert (card.verified, card.since, (card.order or {})["id"]) == ("a code by SMS", NOON, "SO-2024-17")
    assert (card.tried, card.forms) == (("reset",), (("size", "L"),))


def test_somebody_elses_order_is_no_order_of_the_card():
    assert card_of(HEAD, [a_turn("order 7777777 has not come")], kim()).order == {}


def test_an_answer_to_a_survey_is_no_answer_of_a_form():
    card = card_of(HEAD, [a_turn("fine", kind="form", survey="ces", score=6)], None)
    assert card.forms == ()


def test_a_card_has_at_most_a_thousand_characters_whatever_was_said():
    turns = [a_turn("word " * 400, at=place) for place in range(9)]
    turns += [a_turn(f"Step: {place} {'x' * 300}", author="agent", kind="note", at=place) for place in range(20)]
    forms = {f"question {place} {'y' * 200}": "z" * 400 for place in range(20)}
    card = card_of(Conversation("c_1", "u_1", known=forms), turns, kim())
    assert len(text_of(card)) <= 1000


def test_of_nobody_and_nothing_a_card_is_empty():
    assert card_of(Conversation("c_1", "u_1"), [], Profile("u_1", {}, ())) == Card(order={})
    assert told_of(Card())["order"] is None
