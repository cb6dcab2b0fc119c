"""What a text is about: by the shop's words, by the model, or nothing."""

import re

import pytest

from segue.conversations.topics.english import is_english, language_of
from segue.conversations.topics.grams import BUCKETS, buckets_of, words_of
from segue.conversations.topics.policies import topics_policy
from segue.conversations.topics.topics import GROUPS, NOTHING, Topic, Topics, Words, group_of, model, topic_of
from segue.conversations.topics.weights import Model, read, softmax, written
from segue.errors import Invalid
from segue.playbook.texts import read as read_text
from segue_tools.playbooks import starter_files

STARTER = topics_policy(read_text(starter_files()["policies/topics.yaml"]).value)
TOPICS = Topics(model(), STARTER)
FOREIGN = [
    "Wo ist mein Paket?",
    "Ich möchte meine Adresse ändern",
    "Où est ma commande ?",
    "¿Dónde está mi pedido?",
    "Dov'è il mio ordine?",
    "Waar is mijn bestelling?",
    "Что с моим заказом refund",
]


@pytest.mark.parametrize(
    ("text", "topic", "group"),
    [
        ("just wanted to check on the status of a refund", "track_refund", "refund"),
        ("wheres my packge", "track_order", "delivery"),
        ("I FORGOT MY PASSWORD!!", "recover_password", "account"),
        (
            "I am Ann. I bought a tent. I would like to know where my order is. Regards",
            "track_order",
            "delivery",
        ),
        ("I want to talk to a human. My card was declined.", "payment_issue", "payment"),
        ("I want to talk to a human.", "contact_human_agent", "contact"),
    ],
)
def test_the_model_tells_topic_and_group(text, topic, group):
    found = TOPICS.of(text)
    assert (found.topic, found.group, found.by) == (topic, group, "model")
    assert topic_of(text) == (topic, found.confidence)


@pytest.mark.parametrize("text", ["", " ", "12345", "HEY HO!", "Thanks!", "what wood is the table made of", *FOREIGN])
def test_what_is_not_known_has_no_topic(text):
    assert topic_of(text) == (NOTHING, 0.0)


def test_a_text_that_says_nothing_known_is_not_guessed_from_its_letters():
    assert topic_of("canzel ordur refunt") == (NOTHING, 0.0)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Hi! I need to return an item, can you help me with that?", "returns"),
        ("Wie läuft eine Rücksendung ab?", "returns"),
        ("Wo ist mein Paket?", "delivery"),
        ("I have a Promo Code and\nmy password is lost", "promotions"),
    ],
)
def test_the_words_of_the_shop_outrank_the_model(text, topic):
    assert TOPICS.of(text) == Topic(topic, topic, 1.0, "words")


def test_of_the_words_of_a_shop_the_longest_counts():
    own = topics_policy({"a": {"words": ["tent"]}, "b": {"words": ["tent pole*"], "group": "spares"}})
    assert Topics(model(), own).of("two tent poles")[:2] == ("b", "spares")
    assert Topics(model(), own).of("a tent, a pole")[:2] == ("a", "a")
    assert Topics(model(), own).of("tents").topic == NOTHING


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ({"Returns": {"words": ["x"]}}, ("Returns",)),
        ({"a": {"words": []}}, ("a", "words")),
        ({"a": {"words": ["b", 3]}}, ("a", "words", 1)),
        ({"a": {"words": ["*"]}}, ("a", "words", 0)),
        ({"a": {"word": ["b"]}}, ("a", "word")),
        ({"a": {"words": ["b"], "group": "B"}}, ("a", "group")),
        ({"a": ["b"]}, ("a",)),
    ],
)
def test_a_wrong_policy_is_told_with_its_place(spec, path):
    with pytest.raises(Invalid) as told:
        topics_policy(spec)
    assert told.value.path == path


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("refund status?", True),
        ("my refund bitte", True),
        ("refund bitte", False),
        ("ich want my refund nicht", True),
        ("ich will einen refund", False),
        ("café crème refund", True),
        ("my refund " + "ж" * 2, False),
        ("my refund for the order of yesterday ж", True),
    ],
)
def test_a_text_with_more_words_of_another_language_or_script_is_not_read_as_english(text, english):
    assert is_english(text, words_of(text)) is english


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wo ist mein Paket? Ich habe es noch nicht.", "de"),
        ("I would like to know where my order is", "en"),
        ("Où est ma commande ? Je ne l'ai pas reçue", "fr"),
        ("¿Dónde está mi pedido? No lo he recibido", "es"),
        ("Dov'è il mio ordine? Non è arrivato", "it"),
        ("Waar is mijn bestelling? Ik heb het niet", "nl"),
        ("Onde está a minha encomenda? Eu não a recebi", "pt"),
        ("Gdzie jest moja przesyłka?", "pl"),
        ("Var är min beställning? Jag har inte fått den", "sv"),
        ("Order 4711", ""),
        ("de en", ""),
        ("Где мой заказ", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_by_its_frequent_words(text, language):
    assert language_of(text) == language


def test_every_intent_of_the_model_has_a_group():
    assert {*model().labels} - {NOTHING} == {*GROUPS}
    assert (group_of("track_order"), group_of("returns")) == ("delivery", "returns")


def test_a_model_is_read_as_it_was_written():
    given = Model(("a", "b"), 0.5, frozenset({7, 4_000_000_000}), [-127, 127] * BUCKETS)
    again = read(written(given, "test"))
    assert (again.labels, again.scale, again.known, [*again.rows]) == (given.labels, 0.5, given.known, given.rows)


def test_a_model_made_with_other_grams_is_refused():
    with pytest.raises(ValueError, match="other grams"):
        read(written(Model(("a",), 1.0, frozenset(), [1, 2, 3]), "test"))


def test_numbers_are_one_word_and_long_words_end():
    assert words_of("Order #4711-b isn’t K2") == ["order", "0", "b", "isn't", "0"]
    assert len(words_of("x" * 500)[0]) == 24
    assert all(0 <= one < BUCKETS for one in buckets_of(words_of("a few words")))
    assert softmax([1000.0, 1000.0]) == [0.5, 0.5]


def test_a_pattern_that_a_shop_writes_is_not_a_regular_expression():
    own = {"a": Words(topics_policy({"a": {"words": ["a.c"]}})["a"].pattern, "a")}
    assert isinstance(own["a"].pattern, re.Pattern)
    assert (Topics(model(), own).of("abc").topic, Topics(model(), own).of("A.C").topic) == ("", "a")
