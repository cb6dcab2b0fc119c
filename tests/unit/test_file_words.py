"""What articles, macros and the policy of conversations say, in words beside their text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.console.playbook.readings import reading_of

SHOP = {"name": "Fernweh", "zone": "Europe/Berlin", "locale": "en"}
ARTICLE = {
    "title": "Sizes",
    "body": "Take one size up.\n\nOr ask us.",
    "locales": {"de": {"title": "Größen", "body": "Nimm eine Größe mehr."}},
    "topics": ["returns", "get_refund"],
    "visibility": "customers",
}
MACRO = {
    "name": "Refund",
    "text": "Hello {{ person.traits.firstName }}, order {{ order.id }} is paid back. {{ agent.name }}, {{ shop.name }}",
    "locales": {"de": {"text": "Hallo {{ person.traits.firstName }}"}},
    "topics": ["refund"],
    "sets": {"topic": "refund", "tags": ["money"], "resolve": True},
    "steps": ["checked refund"],
}
POLICY = {
    "window": "2d",
    "queues": [
        {
            "id": "returns",
            "topics": ["get_refund"],
            "languages": ["de"],
            "channels": ["email", "chat"],
            "assign": "automatic",
            "hours": {"days": {"weekdays": "09:00-18:00"}},
            "answer_within": {"email": {"first": "4h", "next": "8h"}},
        }
    ],
    "hours": {"days": {"weekdays": "08:00-20:00"}, "channels": {"phone": {"days": {"weekdays": "10:00-12:00"}}}},
    "answer_within": {"x": "never", "default": "1d"},
    "vip": ["gold"],
    "chat": {"ask": [{"id": "order", "required": True}]},
}


def said(folder, key, spec):
    """Facts by their name, tables by their title, texts by their language."""
    found = reading_of(folder, key, spec, SHOP)
    tables = {one.title.partition(",")[0]: [*one.rows] for one in found["tables"]}
    return dict(found["facts"]), tables, {one.language: (one.title, one.text) for one in found["texts"]}


def test_an_article_tells_who_sees_it_what_it_is_about_and_how_it_reads_in_each_language():
    facts, _, texts = said("articles", "sizes", ARTICLE)
    assert facts["Who sees it"] == "Staff, and customers who look for it"
    assert (facts["About"], facts["Languages"]) == ("Returns and Get refund", "en, de")
    assert texts == {"en": ("Sizes", ARTICLE["body"]), "de": ("Größen", "Nimm eine Größe mehr.")}
    assert said("articles", "sizes", {**ARTICLE, "visibility": "agents"})[0]["Who sees it"] == "Staff alone"


def test_a_macro_reads_as_a_customer_would_read_it_and_tells_what_it_does():
    facts, _, texts = said("macros", "refund", MACRO)
    assert texts["en"][1] == "Hello Kim, order 1001 is paid back. Amy, Fernweh"
    assert texts["de"][1] == "Hallo Kim"
    assert facts["Sets"] == "the topic Refund, the tags money and the conversation to resolved"
    assert facts["Noted as tried"] == "checked refund"


def test_a_macro_that_cannot_be_read_yet_stands_as_it_is_written():
    assert said("macros", "refund", {"text": "Hello {% if"})[2]["en"][1] == "Hello {% if"


def test_the_policy_of_conversations_is_facts_and_tables():
    facts, tables, _ = said("policies", "conversations", POLICY)
    assert facts["Goes on with an open conversation"] == "What comes within 2 days of its last change"
    assert facts["On the telephone"] == "Callers of Gold are told of as important"
    (queue,) = tables["Queues"]
    assert queue[0] == "Returns"
    for words in ("about “Get refund” in de by chat or e-mail", "Given to whoever", "4 hours at first", "09:00–18:00"):
        assert words in queue[1]
    assert ("Phone", "Monday to Friday 10:00–12:00, Saturday and Sunday closed (Europe/Berlin)") in tables[
        "When somebody answers"
    ]
    assert ("X", "No clock", "No clock") in tables["An answer is due"]
    assert tables["An answer is due"][-1] == ("All others", "1 day", "1 day")
    assert tables["The chat asks before the first words"] == [("Order number / Bestellnummer", "Needed")]


def test_a_policy_that_is_none_yet_is_told_setting_by_setting():
    facts, tables, _ = said("policies", "conversations", {"queues": [{"id": "a"}, {"id": "a"}]})
    assert (facts, tables) == ({"Queues · 1 · Id": "a", "Queues · 2 · Id": "a"}, {})


@pytest.mark.parametrize("folder", ["policies", "rules", "plans", "sources"])
def test_nothing_is_told_as_json(folder):
    spec = {"a": {"b": {"c": [1, 2], "d": [{"e": True}]}}, "f": [], "g": None}
    told = dict(reading_of(folder, "key", spec)["facts"])
    assert told == {"A · B · C": "1, 2", "A · B · D · 1 · E": "Yes", "F": "none", "G": "–"}
    assert not any(re.search(r"[{}\[\]]", one) for one in told.values())


def test_of_a_text_that_says_nothing_nothing_is_told():
    found = reading_of("policies", "conversations", {}, SHOP)
    assert not any(found[one] for one in ("facts", "tables", "texts"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = sorted({*ARTICLE, *MACRO, *POLICY, "products", "assign", "locale"})


@given(st.sampled_from(["articles", "macros", "policies"]), st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_whatever_stands_in_such_a_file_can_be_read(folder, spec):
    found = reading_of(folder, "conversations", spec, SHOP)
    assert all(isinstance(text, str) for fact in found["facts"] for text in fact)
