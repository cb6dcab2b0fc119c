"""Style: what an event tells of where the customer lives and of which form is answered."""

from typing import Any

import pytest

from segue.facets import style
from segue.facets.registers import TIE, short
from segue.times import DAY
from tests.builders import NOON, an_event

TODAY = NOON // DAY


def forms(called: str, **said: Any) -> list[str]:
    return [one for counts in style.of(an_event(called, properties=said)).get("w", {}).values() for one in counts]


def test_a_context_tells_language_and_time_zone() -> None:
    event = an_event(context={"locale": " fr-FR ", "timezone": "Europe/Paris", "screen": 1})
    day = [TODAY, short(event.message_id) & TIE]
    assert style.of(event) == {"l": {"locale": [*day, "fr-FR"], "timezone": [*day, "Europe/Paris"]}, "w": {}}
    assert style.of(an_event()) == {}
    assert style.of(an_event(context={"locale": "x" * 50}))["l"]["locale"][2] == "x" * 40


@pytest.mark.parametrize("called", ["Email Opened", "Email Link Clicked", "SMS Replied", "Message Read"])
def test_what_is_answered_counts_for_its_form(called: str) -> None:
    said = {"format": " Picture ", "length": "short", "tone": "warm", "language": "fr", "colour": "red"}
    assert forms(called, **said) == ["format:picture", "length:short", "tone:warm", "language:fr"]
    assert style.of(an_event(called, properties={"tone": "warm"}))["w"] == {TODAY // 28: {"tone:warm": 1}}


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("Email Delivered", {"tone": "warm"}),
        ("Product Viewed", {"tone": "warm", "body": "Hello"}),
        ("Email Opened", {"tone": "warm", "is_bot": True}),
        ("Conversation Turn", {"author": "agent", "body": "Hello"}),
        ("Conversation Turn", {"from": "bot", "body": "Hello"}),
        ("Conversation Turn", {"body": 7}),
    ],
)
def test_what_the_customer_did_not_answer_or_write_tells_nothing(called: str, said: dict[str, Any]) -> None:
    assert forms(called, **said) == []


@pytest.mark.parametrize("author", [{}, {"author": "Customer"}, {"from": "user"}, {"author": "contact", "from": "bot"}])
@pytest.mark.parametrize("words", ["body", "message_body", "text"])
def test_the_customer_s_own_words_are_long_or_short(author: dict[str, str], words: str) -> None:
    assert forms("Conversation Turn", **author, **{words: "x" * 200}) == ["length:short"]
    assert forms("Live Chat Message Sent", **author, **{words: "x" * 201}) == ["length:long"]


def test_a_form_is_a_short_word() -> None:
    assert forms("Email Opened", tone="x" * 30) == ["tone:" + "x" * 24]
    value = style.of(an_event("Email Opened", properties={"tone": "warm"}))
    assert style.add(value, {}) == style.add({}, value) == value


def test_the_newest_place_holds_and_forms_add_up_and_fall_out_whole() -> None:
    old, new = {"l": {"locale": [1, 9, "de"]}, "w": {1: {"tone:a": 1}}}, {"l": {"locale": [2, 0, "fr"]}, "w": {}}
    assert style.add(old, new) == style.add(new, old) == {"l": {"locale": [2, 0, "fr"]}, "w": {1: {"tone:a": 1}}}
    later = {"l": {}, "w": {8: {"tone:a": 1, "tone:b:c": 2}, 2: {"tone:a": 3}}}
    value = style.add(old, later)
    assert value["w"] == {8: {"tone:a": 1, "tone:b:c": 2}, 2: {"tone:a": 3}}
    assert style.forms(value) == {"tone": {"a": 4, "b:c": 2}}
    assert (style.places(value), style.places({}), style.forms({})) == ({"locale": "de"}, {}, {})
    assert style.add({}, {}) == {}
