"""What a customer reads where a conversation goes on, by channel and language, word for word."""

from dataclasses import replace

import pytest

from segue.conversations.desk.move_texts import PARTS, TEXTS, own_texts, texts_in
from segue.conversations.desk.telling import MOST_SAID, Facts, told
from segue.errors import Invalid

LINK = "https://shop.test/#segue-chat=t"
ALL = Facts("Camping & Co", "1001", "track_order", "It is in\nUtrecht.", "Amy", LINK, 3)
MAIL = """Hello, this is Camping & Co.

Our conversation about your delivery (order 1001) goes on here.

What we said last: “It is in Utrecht.”

You write with Amy.

Just answer this message: we know all that was said before.

Would you rather go on in the chat? This link leads back to it for 3 days: https://shop.test/#segue-chat=t"""
WRITTEN = """Guten Tag, hier ist Camping & Co.

Unser Gespräch über Ihre Lieferung (Bestellung 1001) geht hier weiter.

Das haben wir zuletzt gesagt: „It is in Utrecht.“

Sie schreiben mit Amy.

Antworten Sie einfach auf diese Nachricht: Wir wissen alles, was bisher gesagt wurde.

Lieber im Chat weiter? Dieser Link führt 3 Tage lang dorthin zurück: https://shop.test/#segue-chat=t"""
TEXT_MESSAGE = (
    "Hello, this is Camping & Co. Our conversation about your delivery (order 1001) goes on here. You write with Amy."
    " Just answer this message: we know all that was said before. Back to the chat: https://shop.test/#segue-chat=t"
)


@pytest.mark.parametrize(
    ("language", "channel", "text", "subject"),
    [
        ("en", "email", MAIL, "Camping & Co: our conversation about your delivery (order 1001)"),
        ("en", "whatsapp", MAIL, "Camping & Co: our conversation about your delivery (order 1001)"),
        ("en", "sms", TEXT_MESSAGE, "Camping & Co: our conversation about your delivery (order 1001)"),
        ("de-AT", "email", WRITTEN, "Camping & Co: unser Gespräch über Ihre Lieferung (Bestellung 1001)"),
        ("de", "whatsapp", WRITTEN, "Camping & Co: unser Gespräch über Ihre Lieferung (Bestellung 1001)"),
    ],
)
def test_it_names_the_shop_the_matter_who_writes_and_how_to_go_on(language, channel, text, subject):
    found = told(texts_in([language], "", {})[1], ALL, channel)
    assert (found.text, found.subject) == (text, subject)


def test_what_is_not_known_is_not_said():
    found = told(TEXTS["en"], Facts(), "email")
    assert found.text == (
        "Our conversation goes on here.\n\nJust answer this message: we know all that was said before."
    )
    assert found.subject == "Our conversation with you"


@pytest.mark.parametrize("order", ["BUY PILLS 1", "pills.test/1", "no-digit", "1", "x" * 40, "1\n2"])
def test_an_order_is_named_by_what_looks_like_a_number_and_a_topic_in_words_of_ours(order):
    typed = Facts(shop="Camping & Co", order=order, topic="BUY PILLS")
    assert "Our conversation goes on here." in told(TEXTS["en"], typed, "email").text


def test_long_words_are_told_to_their_beginning():
    long = told(TEXTS["en"], replace(ALL, said="tent " * 100), "email").text
    assert f"“{('tent ' * 60).strip()} …”" in long
    assert MOST_SAID == 300


def test_every_language_has_every_text_with_the_facts_that_it_may_name():
    for texts in TEXTS.values():
        assert set(texts) >= set(PARTS)
        assert set(texts) == set(TEXTS["en"])
        for name, facts in PARTS.items():
            assert texts[name].format(**dict.fromkeys(facts, "x"))


def test_a_shop_says_it_in_its_own_words_and_languages():
    dutch = dict.fromkeys(PARTS, "-") | {"hello": "Dag, hier is {shop}.", "topic.tents": "je tent"}
    own = own_texts({"en": {"hello": "Hi from {shop}!"}, "nl": dutch})
    assert told(texts_in(["en-GB"], "", own)[1], ALL, "email").text.startswith("Hi from Camping & Co!\n\nOur conv")
    assert told(texts_in(["nl"], "", own)[1], ALL, "sms").text.startswith("Dag, hier is Camping & Co. - ")
    assert (texts_in(["fr"], "nl", own)[0], texts_in(["fr"], "", own)[0]) == ("nl", "en")


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ([], ()),
        ({"?": {}}, ()),
        ({"en": []}, ("en",)),
        ({"nl": {"hello": "Dag"}}, ("nl",)),
        ({"en": {"hallo": "Hi"}}, ("en", "hallo")),
        ({"en": {"hello": ""}}, ("en", "hello")),
        ({"en": {"hello": 1}}, ("en", "hello")),
        ({"en": {"hello": "{agent}"}}, ("en", "hello")),
        ({"en": {"hello": "{shop.__class__}"}}, ("en", "hello")),
        ({"en": {"hello": "{shop!r}"}}, ("en", "hello")),
        ({"en": {"hello": "{shop:>9999}"}}, ("en", "hello")),
        ({"en": {"hello": "{"}}, ("en", "hello")),
        ({"en": {"hello": "x" * 401}}, ("en", "hello")),
    ],
)
def test_what_a_shop_cannot_say_is_refused_where_it_stands(given, path):
    with pytest.raises(Invalid) as refused:
        own_texts(given)
    assert (refused.value.reason, tuple(refused.value.path)) == ("bad-policy", path)
