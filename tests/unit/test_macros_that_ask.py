"""Macros that ask for an order that is known are noted at plan, others are not."""

import pytest

from segue.conversations.knowledge.asking import asking
from segue.messaging.policies import Policy
from tests.starter import starter

POLICY = Policy(shop={"name": "Fernweh"})


def noted(text: str, german: str = "") -> bool:
    locales = {"locales": {"de": {"text": german}}} if german else {}
    return bool(asking({"m": {"text": text, "locale": "en", **locales}}, POLICY))


@pytest.mark.parametrize(
    "text",
    [
        "Hello. Which order is it about?",
        "What is your order number?",
        "Please send us your order number.",
        "Hello,\n\nI need the order-number to look it up.",
        "Um welche Bestellung geht es?",
        "Wie lautet deine Bestellnummer?",
        "Schick uns bitte deine Bestellnummer.",
        "{% if order.id %}It is {{ order.state }}.{% else %}Which order is it?{% endif %}",  # the shop's data lack it
    ],
)
def test_asking_for_the_order_is_noted_in_every_language(text):
    assert noted(text)
    assert noted("Hello.", text)


@pytest.mark.parametrize(
    "text",
    [
        "{% if conversation.order %}Order {{ conversation.order }}.{% else %}Which order is it about?{% endif %}",
        "Is your order complete now?",
        "What else can we do for you? Your order is on its way.",
        "Your order number is {{ conversation.order }}.",
        "{{ person.traits.shoe_size }}: what is your order number?",  # is refused for whom that is not known of
    ],
)
def test_what_asks_for_nothing_that_is_known_is_not_noted(text):
    assert not noted(text)


def test_no_macro_of_the_starter_is_noted():
    assert asking(starter()["macro"], POLICY) == {}
