"""Macros: strict where they are written, rendered with what is known of the customer, and what they do besides."""

import pytest

from segue.conversations.conversations import Conversation
from segue.conversations.knowledge.macro_rows import gaps_in, is_sent, macro_of
from segue.conversations.knowledge.macros import About, render_macro
from segue.messaging.policies import Policy
from segue.playbook import BadPlaybook, compile_playbook
from tests.builders import NOON, an_event, an_order
from tests.fake_journeys import NAMELESS, someone
from tests.starter import starter

STARTER = starter()["macro"]
TALK = Conversation("c_1", "u_1", topic="track_order", channel="chat", known={"order": "o1"})
POLICY = Policy(shop={"name": "Fernweh"})


def about(profile=NAMELESS, talk=TALK, **more):
    return About(profile, talk, "Ann", policy=POLICY, **more)


def kept(text):
    return {"text": text, "locale": "en"}


def test_a_macro_says_what_is_known_of_customer_order_agent_and_shop():
    told = render_macro(STARTER["where-is-it"], about(someone(an_order(NOON, "o1"), firstName="Kim")))
    assert told.text.startswith("Hello Kim,\n\nI have looked up your order o1: it is ")
    assert told.text.endswith("Ann, Fernweh")
    assert (told.topic, told.steps, told.resolve) == ("delivery", ("checked delivery",), False)


@pytest.mark.parametrize("key", STARTER)
@pytest.mark.parametrize("locale", ["en", "de"])
def test_a_macro_of_the_starter_is_whole_for_whom_nothing_is_known_of(key, locale):
    told = render_macro(STARTER[key], about(locale=locale))
    assert told.locale == locale
    assert "Ann, Fernweh" in told.text
    assert {*macro_of(key, STARTER[key]).locales} == {"en", "de"}


@pytest.mark.parametrize(
    ("asked", "language", "own", "told"),
    [("de", "en", "en", "de"), ("", "de-CH", "en", "de"), ("", "", "de", "de"), ("", "", "", "en")],
)
def test_the_agent_s_choice_comes_before_the_conversation_s_language_and_the_customer_s(asked, language, own, told):
    profile = someone(preferred_language=own) if own else NAMELESS
    talk = Conversation("c_1", "u_1", language=language)
    assert render_macro(STARTER["sorry"], about(profile, talk, locale=asked)).locale == told


def test_a_macro_that_resolves_says_so():
    assert render_macro(STARTER["glad-to-help"], about()).resolve is True
    assert render_macro(STARTER["return-label"], about()).tags == ("return-label",)


def test_money_is_written_as_the_language_writes_it():
    talk = Conversation("c_1", "u_1", known={"order": "o1"})
    profile = someone(an_order(NOON, "o1"))
    text = kept("{{ order.total | money: order.currency }}|{{ order.total_text }}")
    assert len({*render_macro(text, about(profile, talk)).text.split("|")}) == 1


@pytest.mark.parametrize(
    ("locale", "left", "looking"),
    [
        ("en", "your refund of 21.00 EUR has left us", "I am looking into your refund for the order o1."),
        ("de", "Erstattung von 21,00 EUR ist bei uns hinausgegangen", "um deine Erstattung für die Bestellung o1."),
    ],
)
def test_that_a_refund_has_left_is_said_of_one_that_was_paid_back_alone(locale, left, looking):
    back = an_event("Order Refunded", NOON + 1, properties={"order_id": "o1", "total": 21, "currency": "EUR"})
    paid = render_macro(STARTER["refund-on-its-way"], about(someone(an_order(NOON, "o1"), back), locale=locale))
    owed = render_macro(STARTER["refund-on-its-way"], about(someone(an_order(NOON, "o1")), locale=locale))
    assert left in paid.text.replace("\xa0", " ")
    assert looking in owed.text
    assert {*paid.steps, *owed.steps} == {"told how the refund stands"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Size {{ person.traits.shoe_size }}", "Size [shoe size?]"),
        ("Hi {{ person.traits.firstName | capitalize }}", "Hi [first name?]"),
        ("your order {{ conversation.order }} is", "your order [order?] is"),
        ("{{ order.id }}: {{ order.total | money: order.currency }}", "[order id?]: [total?]"),
        ('{% if conversation.order %}yes{% else %}no{% endif %} {{ conversation.order | default: "it" }}', "no it"),
        ("{% if order.refunded > 0 %}back{% else %}open{% endif %}", "open"),
    ],
)
def test_what_is_not_known_and_has_nothing_instead_is_a_gap(text, told):
    said = render_macro(kept(text), about(talk=Conversation("c_1", "u_1")))
    assert said.text == told
    assert said.gaps == gaps_in(told)


@pytest.mark.parametrize("key", STARTER)
def test_no_macro_of_the_starter_leaves_a_gap(key):
    told = render_macro(STARTER[key], About(NAMELESS, Conversation("c_1", "u_1"), policy=POLICY))
    assert (told.gaps, "  " in told.text) == ((), False)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("text: Hi {{ persn.traits.x }}\n", 1, 13, "there is no `persn`; did you mean `person`?"),
        ("text: Hi {{ conversation.order_id }}\n", 1, 26, "`conversation` has no `order_id`"),
        ("text: Hi {{ agent.name | shout }}\n", 1, 26, "there is no filter `shout`"),
        ("text: 'Hi {% if x'\n", 1, 7, ""),
        ("text: A\nlocales: {de: {text: 'Hi {{ agnt.name }}'}}\n", 2, 29, "did you mean `agent`?"),
        ("text: A\nsets: {resolve: perhaps}\n", 2, 8, "`resolve` is true or false"),
        ("text: A\nsets: {topic: delivrey}\n", 2, 8, "did you mean `delivery`?"),
        ("text: A\nsets: {tag: [a]}\n", 2, 8, "did you mean `tags`?"),
        ("text: A\nsteps: checked\n", 2, 1, "`steps` is a list"),
        ("name: A\n", 1, 1, "`text` is missing"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, line, column, words):
    with pytest.raises(BadPlaybook) as told:
        compile_playbook({"macros/m.yaml": text})
    (problem,) = told.value.problems
    assert (problem["file"], problem["line"]) == ("macros/m.yaml", line)
    assert words in problem["message"]
    assert not words or problem["column"] == column


@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("key", STARTER)
def test_no_macro_of_the_starter_asks_for_the_order_that_is_known(key, locale):
    text = render_macro(STARTER[key], about(locale=locale)).text
    assert "?" not in text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Hello Kim, your label is on its way to you.", True),
        ("Hello dear Kim,\nyour LABEL is on its way to you. Bye!", True),
        ("Hello Kim, your refund has left us", False),
        ("label your way Kim to is its hello on you", False),
        ("", False),
    ],
)
def test_a_macro_is_sent_where_most_of_its_words_follow_on_each_other_still(sent, kept):
    assert is_sent("Hello Kim, your label is on its way to you.", sent) is kept


def test_of_one_word_it_is_the_word():
    assert (is_sent("Thanks", "Many thanks!"), is_sent("Thanks", "No"), is_sent("", "Thanks")) == (True, False, False)
