"""What an agent is shown to answer with, and why."""

import json

import pytest

from segue.conversations.conversations import Author, Conversation, Turn
from segue.conversations.knowledge.articles import Shelf
from segue.conversations.knowledge.suggesting import Suggesting, last_words
from segue.conversations.topics.policies import topics_policy
from segue.conversations.topics.topics import Topics, model
from segue_tools.places import ROOT
from tests.starter import starter

DIALOGUES = ROOT.parent / "shared/data/datasets/abcd_sample/abcd_sample.json"
MADE = starter()
TOPICS = Topics(model(), topics_policy(MADE["policy"]["topics"]))
DESK = Suggesting(Shelf(MADE["article"]), MADE["macro"], TOPICS)
WHO: dict[str, Author] = {"customer": "customer", "agent": "agent", "action": "system"}


def turns(*said):
    return [Turn(str(at), "c_1", at, WHO[who], "chat", text=text) for at, (who, text) in enumerate(said)]


def suggested(*said, **head):
    return DESK.suggest(Conversation("c_1", "u_1", **head), turns(*said))


def test_the_last_words_are_those_since_the_last_answer():
    said = turns(("customer", "a"), ("agent", "b"), ("customer", "c"), ("action", "d"), ("customer", "e"))
    assert last_words(said) == ["c", "e"]
    assert last_words(said[:2]) == ["a"]
    assert last_words(reversed(said)) == ["c", "e"]
    assert last_words([]) == []


def test_articles_and_macros_come_with_their_reason():
    found = suggested(("customer", "Where is my order? The parcel was to come on Monday."))
    assert (found.wanted.topic, found.wanted.by) == ("track_order", "model")
    assert (found.articles[0].article.id, found.articles[0].reason) == ("delivery", "topic,words")
    assert (found.macros[0].macro.id, found.macros[0].reason) == ("where-is-it", "topic")


def test_an_agent_s_topic_outranks_what_the_words_say():
    found = suggested(("customer", "Where is my order?"), topic="get_refund", topic_by="agent")
    assert found.wanted[1:] == ("get_refund", "refund", "agent")
    assert found.macros[0].macro.id == "refund-on-its-way"


def test_words_without_a_topic_leave_the_topic_that_was_told():
    found = suggested(("customer", "It is the blue one"), topic="returns", topic_by="words")
    assert (found.wanted.topic, found.articles[0].article.id) == ("returns", "returns")
    assert suggested(("customer", "Hello")).articles == []


def test_articles_are_in_the_language_of_the_conversation():
    found = suggested(("customer", "Wo bleibt mein Paket?"), language="de")
    assert (found.articles[0].article.id, found.articles[0].article.locale) == ("delivery", "de")


def test_of_macros_with_the_words_in_their_names_the_better_comes_first():
    names = {"a": "Poles", "b": "Poles and pegs", "c": "Stoves"}
    macros = {key: {"name": name, "text": "T", "locale": "en"} for key, name in names.items()}
    found = Suggesting(Shelf({}), macros, TOPICS).suggest(
        Conversation("c_1", "u_1"), turns(("customer", "poles, pegs"))
    )
    assert [(one.macro.id, one.reason) for one in found.macros] == [("b", "words"), ("a", "words")]


def test_products_are_those_that_the_articles_are_about():
    kept = {"a": {"title": "Poles", "body": "B", "locale": "en", "products": ["p1", "p2"]}}
    found = Suggesting(Shelf(kept), {}, TOPICS).suggest(Conversation("c_1", "u_1"), turns(("customer", "poles")))
    assert found.products == ["p1", "p2"]


@pytest.mark.skipif(not DIALOGUES.exists(), reason="no data: the folder ../shared/data is not here")
@pytest.mark.parametrize(
    ("number", "topic", "article", "macro"),
    [(0, "returns", "returns", "return-label"), (1, "track_refund", "refund-time", "refund-on-its-way")],
)
def test_a_full_dialogue_gets_article_and_macro_at_its_first_words(number, topic, article, macro):
    said = json.loads(DIALOGUES.read_text())[number]["original"]
    first = next(at for at, (who, _) in enumerate(said) if who == "customer")
    found = suggested(*said[: first + 1])
    assert (found.wanted.topic, found.articles[0].article.id, found.macros[0].macro.id) == (topic, article, macro)
