"""How long customers wait, in opening hours and by the clock: the same as the desk's own arithmetic."""

import random
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest

from segue.conversations.routing.hours import Hours, hours_of, opened
from segue.conversations.routing.service_levels import USUAL
from segue.measures.composing import Asked
from segue.measures.computing import insert
from segue.times import DAY, HOUR, MINUTE, Millis, from_text, to_text
from tests.measured import archive, asked, behind, fact, table, told
from tests.talked import answered, ended, said


def _spans(base: Any, *days: str) -> Any:
    """Open from 9 to 17 on these days."""
    insert(base, "opening", [{"opens": f"{day} 09:00:00", "closes": f"{day} 17:00:00"} for day in days])
    return base


TALKS = [
    said(1, "2026-11-02 16:30", topic="delivery"),
    said(1, "2026-11-02 16:40"),
    answered(1, "2026-11-03 09:15"),
    said(1, "2026-11-03 10:00"),
    answered(1, "2026-11-03 10:10", "bob"),
    ended(1, "2026-11-03 12:00"),
    said(2, "2026-11-03 09:00", "chat"),
    fact("conversation", "Conversation Turn", 2, "2026-11-03 09:00", channel="chat", author="bot"),
    answered(22, "2026-11-03 09:05", channel="chat"),
    said(3, "2026-10-31 23:59"),
    answered(3, "2026-11-02 09:01"),
    said(4, "2026-11-30 16:00", "chat"),
]
MERGED = [{"who": 2, "person": 2}, {"who": 22, "person": 2}]


def _desk() -> Any:
    return _spans(archive(TALKS, MERGED), "2026-11-02", "2026-11-03", "2026-11-30")


def test_the_first_answer_is_told_in_opening_hours_by_channel_of_the_people_who_asked_in_the_period() -> None:
    found = told(_desk(), "first_response", asked(by="channel"))
    assert {part: (one.value, one.things) for part, one in found.items()} == {"email": (45 * 60, 1), "chat": (300, 1)}
    assert behind(_desk(), "first_response", asked(by="channel"), "chat") == [2]


def test_several_words_in_a_row_are_one_wait_and_each_further_question_is_another() -> None:
    found = told(_desk(), "response_time", asked(by="agent"))
    assert {part: (one.value, one.things) for part, one in found.items()} == {
        "ann": ((45 * 60 + 300) / 2, 2),
        "bob": (600, 1),
    }


def test_without_hours_the_desk_is_always_open_and_before_the_first_span_it_is_not() -> None:
    found = told(archive(TALKS, MERGED), "first_response", asked(by="channel"))
    assert found["email"].value == (16 * 60 + 45) * 60
    early = [said(1, "2026-11-02 08:00"), answered(1, "2026-11-02 08:30")]
    assert told(_spans(archive(early), "2026-11-02"), "first_response", asked())["all"].value == 0


def test_in_time_counts_who_waits_for_too_long_and_leaves_out_who_need_not_or_may_yet_be() -> None:
    found = told(_desk(), "response_within", asked(by="channel"))
    assert {part: (one.value, one.things) for part, one in found.items()} == {"email": (1, 2), "chat": (0, 1)}
    later = [*TALKS, said(5, "2026-11-30 16:03"), said(6, "2026-11-30 10:00", "chat"), ended(6, "2026-11-30 11:00")]
    found = told(_spans(archive(later, MERGED), "2026-11-03", "2026-11-30"), "response_within", asked(by="channel"))
    assert (found["chat"].value, found["chat"].things) == (0, 2)


def test_what_is_in_time_is_what_is_usual_at_the_desk() -> None:
    levels = {channel: USUAL[channel].first for channel in ("chat", "phone", "default")}
    assert levels == {"chat": 2 * MINUTE, "phone": 30 * MINUTE, "default": 8 * HOUR}
    assert all(one.first == one.next for one in USUAL.values())
    facts = [
        one
        for who, (channel, limit) in enumerate([("chat", 120), ("phone", 1800), ("email", 28800)])
        for one in (*_waited(2 * who + 1, channel, limit), *_waited(2 * who + 2, channel, limit + 1))
    ]
    found = told(archive(facts), "response_within", asked(by="channel"))
    assert {part: (one.value, one.things) for part, one in found.items()} == dict.fromkeys(
        ("chat", "phone", "email"), (0.5, 2)
    )


def _waited(who: int, channel: str, seconds: int) -> list[dict[str, Any]]:
    then = to_text(from_text("2026-11-05T08:00:00Z") + seconds * 1000)[:19].replace("T", " ")
    return [said(who, "2026-11-05 08:00", channel), answered(who, then, channel=channel)]


def test_a_case_is_over_at_its_first_end_and_what_comes_then_is_another() -> None:
    facts = [*TALKS, ended(1, "2026-11-03 13:00"), said(1, "2026-11-03 14:00"), ended(1, "2026-11-03 15:00")]
    found = told(_spans(archive(facts), "2026-11-02", "2026-11-03"), "resolution_time", asked())
    assert (found["all"].value, found["all"].things) == ((210 * 60 + 60 * 60) / 2, 2)


def test_a_call_that_nobody_took_is_not_over_and_one_that_was_taken_is_answered_then() -> None:
    call = {"channel": "phone", "author": "customer"}
    facts = [
        fact("conversation", "Call Started", 1, "2026-11-03 10:00", **call, outcome="ringing"),
        fact("conversation", "Call Answered", 1, "2026-11-03 10:01", **call, outcome="talking", agent="ann"),
        fact("conversation", "Call Ended", 1, "2026-11-03 10:11", **call, outcome="answered", agent="ann"),
        fact("conversation", "Call Started", 2, "2026-11-03 10:00", **call, outcome="ringing"),
        fact("conversation", "Call Ended", 2, "2026-11-03 10:05", **call, outcome="missed"),
    ]
    base = archive(facts)
    assert told(base, "first_response", asked(by="agent"))["ann"][:1] == (60.0,)
    assert (told(base, "resolution_time", asked())["all"].value, behind(base, "resolution_time", asked(), "all")) == (
        11 * 60,
        [1],
    )


def test_the_table_has_the_median_by_both_clocks() -> None:
    facts = [one for who, wait in enumerate((60, 120, 7200), 1) for one in _waited(who, "email", wait)]
    assert [
        (row["what"], row["things"], row["open_median"], row["median"])
        for row in table(archive(facts), "service_times", asked())
    ] == [("first answer", 3, 120, 120)]


@pytest.mark.parametrize("measure", ["first_response", "response_time", "response_within", "resolution_time"])
def test_of_nothing_there_is_nothing(measure: str) -> None:
    assert told(archive([]), measure, asked()) == {}
    assert table(archive([]), "service_times", asked()) == []


WEEK = hours_of(
    {"zone": "America/New_York", "days": {"weekdays": ["09:00-12:00", "13:00-23:30"], "saturday": "10:00-14:00"}},
    "UTC",
    "a desk",
)


def test_opening_hours_are_counted_as_the_desk_counts_them() -> None:
    draw, first = random.Random(7), from_text("2026-10-20T00:00:00Z")
    waits = [(first + draw.randrange(20 * DAY), draw.choice((MINUTE, HOUR, DAY, 5 * DAY))) for _ in range(300)]
    pairs = [(begin, begin + draw.randrange(1, longest)) for begin, longest in waits]
    facts = [
        one for who, (begin, end) in enumerate(pairs, 1) for one in (said(who, _at(begin)), answered(who, _at(end)))
    ]
    base = archive(facts)
    spans = _open(WEEK, first - 40 * DAY, first + 40 * DAY)
    insert(base, "opening", [{"opens": _at(begin), "closes": _at(end)} for begin, end in spans])
    truth = sum(opened(WEEK, *pair) for pair in pairs) / len(pairs) / 1000
    found = told(base, "first_response", Asked(first, first + 20 * DAY))["all"]
    assert (found.things, found.value) == (300, pytest.approx(truth))


def _open(hours: Hours, since: Millis, until: Millis) -> Iterable[tuple[Millis, Millis]]:
    """The open spans, found minute by minute."""
    minutes = [one for one in range(since, until, 30 * MINUTE) if opened(hours, one, one + 30 * MINUTE)]
    return [(one, one + 30 * MINUTE) for one in minutes]


def _at(moment: Millis) -> str:
    return datetime.fromisoformat(to_text(moment)).replace(tzinfo=None).isoformat(" ")
