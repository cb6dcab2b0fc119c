"""The desk, cases and the conversation policy in another language than English."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from segue.console.conversations.inbox import Asked
from segue.console.conversations.inbox_rows import Read, rows
from segue.console.conversations.talk_words import clock, span
from segue.console.messages.desk_policy_words import conversations
from segue.console.privacy.case_words import ASKED, reason_of
from segue.console.privacy.trail_words import words_of
from segue.console.rendering import templates
from segue.conversations.conversations import Conversation
from segue.conversations.policies import ConversationPolicy
from segue.languages.texts import speaking
from segue.times import DAY, HOUR, MINUTE

NOW = 1_000 * DAY
OPEN = Conversation("c_1", "u_1", channel="email", heard=NOW - 2 * DAY, began=NOW - 2 * DAY)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (OPEN, "wartet seit 2 Tagen"),
        (replace(OPEN, due=NOW + HOUR), "fällig in 1 Std."),
        (replace(OPEN, due=NOW - 3 * MINUTE), "seit 3 Min. überfällig"),
        (replace(OPEN, state="resolved", resolved=NOW - 5 * DAY), "vor 5 Tagen gelöst"),
    ],
)
def test_the_clock_of_a_conversation_is_told_in_german(head, words):
    with speaking("de"):
        assert clock(head, NOW).words == words


def test_a_span_is_told_by_the_words_of_the_script_that_counts_on():
    with speaking("de"):
        assert [span(one) for one in (0, 125 * MINUTE, DAY)] == ["1 Min.", "2 Std. 5 Min.", "1 Tag"]


def test_who_is_always_there_is_told_so():
    tables = {one.title: one.rows for one in conversations(ConversationPolicy())["tables"]}
    assert tables["When somebody answers"] == [("Every channel", "Always")]
    with speaking("de"):
        shown = [[str(cell) for cell in row] for row in tables["When somebody answers"]]
    assert shown == [["Jeder Kanal", "Immer"]]


def test_the_usual_reason_is_kept_in_english_whoever_left_it_in_the_form():
    with speaking("de"):
        assert reason_of(str(ASKED)) == reason_of("") == "asked for by the customer"
        assert str(ASKED) != "asked for by the customer"
        assert reason_of("ein Brief") == "ein Brief"


def test_the_trail_is_told_in_german_and_what_has_no_sentence_by_its_name():
    with speaking("de"):
        assert str(words_of("case.opened")) == "Hat einen Fall angelegt"
        assert str(words_of("tent.pitched")) == "Tent pitched"


def listed(language: str, more: int) -> str:
    """The list of the inbox with one conversation, and so many that are not shown."""
    facts = {"asked": Asked(), "current": "", "seen": "", "mentions": 0, "capped": False, "more": more, "now": NOW}
    with speaking(language):
        lines = rows([OPEN], {}, Read({}), ("amy", NOW))
        list_ = templates().get_template("inbox_list.html")
        return list_.render(rows=lines, visit=SimpleNamespace(base="", form={}), here="inbox", **facts)


def test_how_many_are_not_shown_is_told_for_one_and_for_many():
    assert "1 more below these." in listed("en", 1)
    assert "2 more below these." in listed("en", 2)
    assert "Darunter noch 1.200." in listed("de", 1_200)
    assert "1 Gespräch mit Worten" in listed("de", 0)
