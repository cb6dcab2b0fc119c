"""How a conversation, its clock and its turns are put for those who answer."""

from dataclasses import replace

import pytest

from segue.console.conversations.inbox_rows import Read, ordered, rows
from segue.console.conversations.talk_words import clock, span, talk_line
from segue.console.conversations.turn_words import view
from segue.console.words import by_channel, channel
from segue.conversations.conversations import Conversation, Turn
from segue.languages.texts import speaking
from segue.messages import Message
from segue.times import DAY, HOUR, MINUTE, SECOND

NOW = 1_000 * DAY
OPEN = Conversation("c_1", "u_1", channel="email", heard=NOW - 14 * MINUTE, began=NOW - 14 * MINUTE)
SAID = Turn("t1", "c_1", NOW, "agent", "email", text="On its way", agent="amy@shop.test", message="m1")
SENT = Message("m1", "u_1", "at:1", "desk:c_1", "-", "t1", "", "email", "transactional", NOW, state="sent")
AMY = ("amy@shop.test", NOW)


@pytest.mark.parametrize(
    ("length", "words"),
    [(0, "1 min"), (59 * MINUTE, "59 min"), (HOUR, "1 h"), (2 * HOUR + 5 * MINUTE, "2 h 5 min"), (DAY, "1 day")],
)
def test_a_span_is_told_in_whole_minutes(length, words):
    assert span(length) == words


@pytest.mark.parametrize(
    ("head", "words", "tone"),
    [
        (OPEN, "waits 14 min", ""),
        (replace(OPEN, due=NOW + HOUR), "due in 1 h", "good"),
        (replace(OPEN, due=NOW + 10 * MINUTE), "due in 10 min", "warn"),
        (replace(OPEN, due=NOW - 3 * MINUTE), "late by 3 min", "bad"),
        (replace(OPEN, state="waiting", answered=NOW - MINUTE, due=NOW - HOUR), "answered 1 min ago", ""),
        (replace(OPEN, state="resolved", resolved=NOW - 2 * DAY), "resolved 2 days ago", ""),
    ],
)
def test_the_clock_runs_while_the_shop_is_to_answer(head, words, tone):
    assert clock(head, NOW)[:2] == (words, tone)


def test_a_line_below_a_customer_says_how_long_they_wait_and_not_when_it_was_touched():
    late = talk_line(replace(OPEN, due=NOW - 3 * MINUTE, touched=NOW), NOW)
    assert (late["clock"].words, late["state"][0]) == ("late by 3 min", "To answer")
    assert "touched" not in late


def test_calls_stand_first_then_what_is_due_then_who_waits_longest_then_what_is_answered():
    rings = replace(OPEN, id="rings", channel="phone", heard=NOW - MINUTE, due=NOW + DAY)
    late, soon = replace(OPEN, id="late", due=NOW - MINUTE), replace(OPEN, id="soon", due=NOW + MINUTE)
    longest, waits = replace(OPEN, id="longest", heard=NOW - DAY), replace(OPEN, id="waits")
    answered = replace(OPEN, id="answered", state="waiting", touched=NOW)
    found = ordered([answered, waits, soon, longest, late, rings], NOW)
    assert [one.id for one in found] == ["rings", "late", "soon", "longest", "waits", "answered"]


def test_words_are_unread_until_they_were_seen():
    (fresh,), (read,) = (rows([OPEN], {}, Read(seen), AMY) for seen in ({}, {"c_1": OPEN.heard}))
    assert (fresh["unread"], read["unread"], fresh["name"]) == (True, False, "Unknown visitor")
    assert fresh["mark"] != read["mark"]


def test_a_note_that_calls_somebody_marks_the_line_until_it_was_read():
    (called,), (read,) = (rows([OPEN], {}, Read({}, calls), AMY) for calls in ({"c_1"}, set()))
    assert (called["called"], read["called"], called["mark"] != read["mark"]) == (True, False, True)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (SENT, "Sent"),
        (replace(SENT, state="intended"), "On its way"),
        (replace(SENT, outcomes={"delivered": NOW}), "Delivered"),
        (replace(SENT, outcomes={"delivered": NOW, "opened": NOW}), "Seen"),
        (replace(SENT, outcomes={"delivered": NOW, "machine_opened": NOW}), "Delivered"),
        (replace(SENT, outcomes={"bounced": NOW}), "Did not arrive: bounced"),
        (replace(SENT, state="dropped"), "Not sent"),
        (replace(SENT, state="unknown"), "Sent, not confirmed"),
    ],
)
def test_what_became_of_an_answer_is_told_in_plain_words(message, words):
    assert view(SAID, message)["state"]["words"] == words


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({"started": NOW}, "Call, ringing or going on"),
        ({"started": NOW, "taken": NOW}, "Call, going on"),
        ({"started": NOW, "ended": NOW, "lapsed": True}, "Call, nobody said how it ended"),
        ({"ended": NOW, "talk": 45}, "Call, 45 s"),
        ({"ended": NOW, "talk": 250, "direction": "outbound"}, "Call to the customer, 4 min"),
        ({"ended": NOW, "duration": 30}, "Call, nobody took it, 30 s"),
    ],
)
def test_a_call_is_told_with_its_end(detail, words):
    assert view(Turn("t2", "c_1", NOW, "customer", "phone", "call", detail=detail), None)["call"] == words


def test_who_took_a_call_stands_beside_it_and_says_nothing_in_the_thread():
    call = Turn("t2", "c_1", NOW, "customer", "phone", "call", agent="amy", detail={"taken": NOW, "lapsed": False})
    shown = view(call, None)
    assert (shown["took"], shown["agent"], shown["who"], shown["facts"]) == ("amy", "", "Customer", [])
    assert view(replace(call, author="agent"), None)["took"] == ""


def test_sides_names_and_files_of_turns():
    note = view(replace(SAID, kind="note", channel=""), None)
    theirs = view(replace(SAID, author="customer"), None)
    shown = replace(SAID, attachments=({"name": "a.pdf", "size": 2_400_000, "key": "k"}, {"url": "javascript:x"}))
    kept, foreign = view(shown, None)["attachments"]
    assert (note["side"], note["agent"], theirs["who"], theirs["agent"]) == ("note", "amy@shop.test", "Customer", "")
    assert (kept["size"], kept["place"], foreign["url"]) == ("2.4 MB", "c_1/files/t1/0", "")
    assert view(Turn("t3", "c_1", NOW - SECOND, "system", "email"), None)["side"] == "between"
    read = view(Turn("t4", "c_1", NOW, "system", "chat", "note", "Has read “A”", detail={"article": "a"}), None)
    assert (read["side"], read["who"]) == ("between", "Customer")
    task = view(Turn("t5", "c_1", NOW, "system", "", "note", "Call back about the refund"), None)
    assert (task["side"], task["icon"], task["who"]) == ("note", "note", "The shop")


def test_an_answer_shows_its_score_and_no_name_that_is_ours_alone():
    detail = {"score": 6, "survey_id": "s1", "effort_question": "u_1_x"}
    shown = view(Turn("t2", "c_1", NOW, "customer", "email", "form", detail=detail), None)
    assert [one["said"] for one in shown["facts"]] == ["6"]


def test_a_channel_has_no_capital_within_a_sentence_where_its_language_has_none():
    ways = ("email", "chat", "phone", "helpdesk", "sms")
    assert [by_channel(one) for one in ways] == ["e-mail", "chat", "phone", "help desk", "SMS"]
    assert [channel(one) for one in ways] == ["E-mail", "Chat", "Phone", "Help desk", "SMS"]
    with speaking("de"):
        assert [by_channel(one) for one in ("chat", "phone", "store")] == ["Chat", "Telefon", "Laden"]


@pytest.mark.parametrize(("answered", "by"), [(0, ""), (NOW - HOUR, ""), (NOW, "amy@shop.test")])
def test_a_row_says_whose_the_last_words_are_where_they_are_the_shop_s(answered, by):
    head = replace(OPEN, answered=answered, answered_by="amy@shop.test")
    assert rows([head], {}, Read({}), AMY)[0]["by"] == by
