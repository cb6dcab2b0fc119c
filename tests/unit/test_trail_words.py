"""What the audit trail tells in words: an entry's marks, its picture; and what dead letters are called."""

from pathlib import Path

import pytest

from segue.console.operations.undelivered import QUEUES
from segue.console.playbook.planning import WRONG
from segue.console.privacy.trail_words import ACTIONS, icon_of, marks_of
from segue.trailing import AGAIN, FAILED, REFUSED

TEMPLATE = Path("template.yaml")


def test_what_was_refused_and_asked_for_again_says_both_and_why():
    refused, again = marks_of({REFUSED: "unknown-purpose", AGAIN: "message.send_x1"})
    assert (refused.tone, refused.text, refused.why) == ("bad", "Refused", "Unknown purpose")
    assert (again.tone, again.text, again.why) == ("warn", "Asked for again", "")
    assert "x1" not in str(again)


def test_what_broke_off_says_so_and_what_was_done_says_nothing():
    assert [one.text for one in marks_of({FAILED: "throttled"})] == ["Broke off"]
    assert marks_of({"kind": "server"}) == ()


@pytest.mark.parametrize(
    ("action", "icon"),
    [
        ("person.viewed", "eye"),
        ("person.sensitive_viewed", "eye"),
        ("audit.exported", "download"),
        ("merge", "merge"),
        ("what.nobody.knows", "dot"),
    ],
)
def test_whoever_only_looked_has_an_eye(action, icon):
    assert icon_of(action) == icon


def test_every_action_that_has_words_has_a_picture():
    assert [one for one in ACTIONS if icon_of(one) == "dot"] == []


def test_every_queue_of_dead_letters_has_a_name():
    (line,) = [one for one in TEMPLATE.read_text().splitlines() if "DEAD_LETTER_QUEUES:" in one]
    assert [one for one in line.split("${")[1:] if one.split("}")[0] not in QUEUES] == []


def test_a_word_of_the_schema_is_told_in_words():
    assert WRONG["required"] == "is missing"
