"""Who has to come again, by which ways, and how much it takes: cases of a person, told by hand."""

from typing import Any

import pytest

from tests.measured import archive, asked, behind, fact, table, told
from tests.talked import answered, ended, said

TWICE = "order+problem"
TALKS = [
    said(1, "2026-11-02 10:00", topic="delivery"),
    answered(1, "2026-11-02 11:00"),
    ended(1, "2026-11-02 12:00", topic="delivery"),
    said(11, "2026-11-09 12:00", "chat", "delivery"),
    answered(1, "2026-11-09 12:01", channel="chat"),
    said(11, "2026-11-09 12:02", "chat"),
    ended(1, "2026-11-09 13:00", topic="delivery", reason=TWICE),
    said(1, "2026-11-16 13:00:00.001", topic="delivery"),
    said(2, "2026-11-02 10:00", topic="delivery"),
    ended(2, "2026-11-02 12:00"),
    said(2, "2026-11-04 10:00", "sms", topic="returns"),
    said(3, "2026-11-05 10:00", "chat"),
    said(3, "2026-11-05 10:30"),
    answered(3, "2026-11-05 11:00", "bob"),
    ended(3, "2026-11-05 12:00"),
    ended(3, "2026-11-05 12:00"),
    said(4, "2026-10-31 23:00"),
    ended(4, "2026-10-31 23:59"),
    said(4, "2026-11-01 00:00", "chat"),
    said(0, "2026-11-05 10:00", "chat"),
    said(0, "2026-11-05 10:01", "sms"),
]
MERGED = [{"who": 1, "person": 1}, {"who": 11, "person": 1}]


@pytest.fixture(scope="module")
def base() -> Any:
    """These, where 1 and 11 are one person, and nobody knows who 0 is."""
    return archive(TALKS, MERGED)


def counts(base: Any, name: str, **by: str) -> dict[str, Any]:
    """{part: (share or mean, of how many)}."""
    return {part: (one.value, one.things) for part, one in told(base, name, asked(**by)).items()}


def test_who_comes_again_within_seven_days_about_the_same_is_a_repeat(base: Any) -> None:
    assert counts(base, "repeat_contacts", by="topic") == {"delivery": (1 / 3, 3), "": (0, 1)}
    assert behind(base, "repeat_contacts", asked(), "all") == [1, 2, 3]


def test_one_that_ended_before_the_period_is_of_the_period_before(base: Any) -> None:
    assert told(base, "repeat_contacts", asked("2026-10-01", "2026-11-01"))["all"][:1] == (1.0,)


def test_a_switch_is_in_the_case_or_after_one_about_the_same(base: Any) -> None:
    assert counts(base, "channel_switches", by="topic") == {"delivery": (1 / 4, 4), "returns": (0, 1), "": (1, 2)}
    assert behind(base, "channel_switches", asked(topic=""), "all") == [3, 4]


def test_after_a_switch_it_is_told_whether_something_had_to_be_said_again(base: Any) -> None:
    assert counts(base, "switches_repeated") == {"all": (1 / 2, 2)}
    assert behind(base, "switches_repeated", asked(by="agent"), "bob") == [3]


def test_what_a_help_desk_ended_tells_nothing_of_what_was_said_again() -> None:
    facts = [said(3, "2026-11-05 10:00", "chat"), said(3, "2026-11-05 10:30")]
    facts.append(ended(3, "2026-11-05 12:00", source="zendesk"))
    assert told(archive(facts), "switches_repeated", asked()) == {}


def test_the_ways_between_channels(base: Any) -> None:
    assert [tuple(row.values())[1:] for row in table(base, "channel_flows", asked())] == [
        ("email", "chat", 2, 1),
        ("chat", "email", 1, 0),
    ]


def test_a_silence_of_three_days_ends_a_case_and_less_does_not() -> None:
    apart = [said(1, "2026-11-02 10:00"), said(1, "2026-11-05 10:00:00.001")]
    near = [said(2, "2026-11-02 10:00"), said(2, "2026-11-05 10:00")]
    assert counts(archive([*apart, *near]), "turns_per_case") == {"all": (4 / 3, 3)}
    assert behind(archive([*apart, *near]), "turns_per_case", asked(), "all") == [1, 2]


def test_messages_of_customers_staff_and_bots_are_counted_and_quiet_ones_are_not() -> None:
    facts = [
        said(1, "2026-11-02 10:00", "chat"),
        fact("conversation", "Conversation Turn", 1, "2026-11-02 10:00", channel="chat", author="bot"),
        answered(1, "2026-11-02 10:05", channel="chat"),
        said(1, "2026-11-02 10:06", "chat", reason="quiet"),
        said(1, "2026-11-02 10:07", "instagram", reason="public"),
        ended(1, "2026-11-02 11:00"),
        fact("conversation", "Conversation Opened", 1, "2026-11-02 10:00", source="desk", channel="chat"),
    ]
    assert counts(archive(facts), "turns_per_case", by="channel") == {"chat": (3, 1)}
    assert counts(archive(facts), "channel_switches") == {"all": (0, 1)}


ORDER = {"money": 4000, "currency": "EUR", "device": "phone"}


def test_contacts_belong_to_the_order_before_them() -> None:
    facts = [
        fact("order", "Order Completed", 1, "2026-11-02 10:00", purchase=1, **ORDER),
        fact("order", "Order Completed", 1, "2026-11-02 10:01", purchase=1, **ORDER, source="payments"),
        fact("order", "Order Completed", 11, "2026-11-06 10:00", purchase=2, **ORDER),
        fact("order", "Order Completed", 3, "2026-11-20 10:00", purchase=3, **ORDER),
        fact("order", "Order Completed", 4, "2026-12-01 00:00", purchase=4, **ORDER),
        said(1, "2026-11-02 09:00"),
        ended(1, "2026-11-02 09:30"),
        *(said(1, f"2026-11-{day:02} 10:00") for day in (3, 7, 19, 20, 21)),
        said(3, "2026-12-04 09:59"),
    ]
    base = archive(facts, MERGED)
    assert counts(base, "contact_rate") == {"all": (4 / 3, 3)}
    assert counts(base, "contact_rate", by="device") == {"phone": (4 / 3, 3)}


SHARES = ("repeat_contacts", "channel_switches", "switches_repeated", "turns_per_case", "contact_rate")


@pytest.mark.parametrize("measure", SHARES)
def test_of_nothing_there_is_nothing(measure: str) -> None:
    assert told(archive([]), measure, asked()) == {}


def test_of_nothing_there_are_no_ways() -> None:
    assert table(archive([]), "channel_flows", asked()) == []
