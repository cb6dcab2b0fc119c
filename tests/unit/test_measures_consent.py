"""Who may be written to, what was gained and lost, and how easy customers found it."""

from typing import Any

import pytest

from segue.measures.composing import statement
from segue.measures.definitions import definition
from segue.measures.reaching import reach_of
from tests.measured import archive, asked, behind, fact, table, told
from tests.talked import answer, answered

ANSWERS = [
    answer(1, "2012-05-01 10:00", "email", "granted"),
    answer(11, "2026-11-02 10:00", "email", "granted"),
    answer(1, "2026-11-03 10:00", "email", "withdrawn", source="preferences"),
    answer(1, "2026-11-03 11:00", "email", "withdrawn"),
    answer(1, "2026-12-01 00:00", "email", "granted"),
    answer(2, "2026-11-04 10:00", "email", "granted"),
    answer(2, "2026-11-04 10:00", "sms", "granted", source="till"),
    answer(3, "2026-11-05 10:00", "email", "withdrawn"),
    answer(4, "2026-10-31 23:59", "sms", "granted", purpose="transactional"),
    answer(5, "2025-01-01 10:00", "sms", "granted"),
    answer(0, "2026-11-05 10:00", "email", "granted"),
]
ACTIVE = [
    fact("view", "Page Viewed", 1, "2026-11-10 10:00"),
    fact("view", "Page Viewed", 11, "2026-11-11 10:00"),
    fact("order", "Order Completed", 2, "2026-11-10 10:00", purchase=1, money=1, currency="EUR"),
    fact("view", "Page Viewed", 4, "2026-11-30 23:59"),
    fact("conversation", "Conversation Turn", 3, "2026-11-30 23:59", author="customer"),
    fact("view", "Page Viewed", 5, "2026-12-01 00:00"),
    fact("message", "Message Sent", 6, "2026-11-30 23:59", message=1, outcome="sent"),
    fact("view", "Page Viewed", 0, "2026-11-10 10:00"),
]
MERGED = [{"who": 1, "person": 1}, {"who": 11, "person": 1}]


@pytest.fixture(scope="module")
def base() -> Any:
    """These, where 1 and 11 are one person, and nobody knows who 0 is."""
    return archive([*ANSWERS, *ACTIVE], MERGED)


def test_what_changes_nothing_is_neither_gain_nor_loss(base: Any) -> None:
    found = told(base, "consent_net", asked(by="channel"))
    assert {part: (one.value, one.things) for part, one in found.items()} == {"email": (-1, 3), "sms": (1, 1)}
    assert behind(base, "consent_net", asked(by="source"), "preferences") == [1]


def test_gains_and_losses_are_told_by_channel_purpose_and_source(base: Any) -> None:
    assert [tuple(row.values())[1:] for row in table(base, "consent_changes", asked())] == [
        ("email", "marketing", "shop", 1, 1, 0),
        ("sms", "marketing", "till", 1, 0, 1),
        ("email", "marketing", "preferences", 0, 1, -1),
    ]


def test_reachable_is_who_was_active_and_has_agreed_by_the_end(base: Any) -> None:
    found = told(base, "reachable", asked())["all"]
    assert (found.value, found.things) == (1 / 4, 4)
    assert told(base, "reachable", asked("2026-12-01", "2027-01-01"))["all"].value == 1


def test_answers_are_read_from_the_first_day_and_nothing_else_is() -> None:
    of = definition("reachable")
    reach = reach_of(of, asked(), statement(of, asked()))
    assert reach.has("2012-05-01", "consent")
    assert (reach.has("2026-10-02", "view"), reach.has("2026-10-01", "view")) == (True, False)
    assert (reach.has("2026-12-02", "consent"), reach.has("2026-11-05", "message")) == (False, False)


def test_of_each_channel_it_is_told_who_agreed_who_said_no_and_who_was_never_asked(base: Any) -> None:
    assert table(base, "reachability", asked()) == [
        {"part": "all", "channel": "email", "active": 4, "granted": 1, "withdrawn": 2, "unasked": 1, "share": 0.25},
        {"part": "all", "channel": "sms", "active": 4, "granted": 1, "withdrawn": 0, "unasked": 3, "share": 0.25},
    ]


def _asked(who: int, time: str, question: int, **said: Any) -> dict[str, Any]:
    return fact("survey", "Survey Asked", who, time, message=question, **{"channel": "email", **said})


def _rated(who: int, time: str, question: int | None, score: int, **said: Any) -> dict[str, Any]:
    about = {"message": question, "score": score, "scale": 7, "channel": "email", "agent": "ann", "topic": "delivery"}
    return fact("survey", "Survey Answered", who, time, **{**about, **said})


SURVEYS = [
    _asked(1, "2026-11-02 10:00", 1),
    _rated(1, "2026-11-02 11:00", 1, 2),
    _rated(11, "2026-11-02 12:00", 1, 6),
    _asked(2, "2026-11-03 10:00", 2, conversation=5),
    answered(2, "2026-11-03 09:00", "bob", "chat", "returns", conversation=5),
    _asked(3, "2026-11-30 23:59", 3),
    _rated(3, "2026-12-05 10:00", 3, 4),
    _asked(4, "2026-10-31 23:59", 4),
    _rated(4, "2026-11-01 10:00", 4, 1),
    _rated(5, "2026-11-10 10:00", None, 5, channel="chat"),
    _rated(6, "2026-11-10 10:00", None, 9, scale=10),
    _rated(6, "2026-11-10 10:01", None, 5, scale=5),
]


@pytest.fixture(scope="module")
def surveys() -> Any:
    """Questions and answers."""
    return archive(SURVEYS, MERGED)


def test_the_newest_answer_counts_on_the_day_of_its_question(surveys: Any) -> None:
    found = told(surveys, "effort", asked(by="channel"))
    assert {part: (one.value, one.things) for part, one in found.items()} == {"email": (5, 2), "chat": (5, 1)}
    assert told(surveys, "effort_easy", asked())["all"][:1] == (2 / 3,)
    assert behind(surveys, "effort", asked(topic="delivery"), "all") == [1, 3, 5]


def test_the_response_is_of_those_whom_we_asked(surveys: Any) -> None:
    found = told(surveys, "effort_response", asked(by="agent"))
    assert {part: (one.value, one.things) for part, one in found.items()} == {"ann": (1, 2), "bob": (0, 1)}


@pytest.mark.parametrize(
    "measure",
    ["effort", "effort_easy", "effort_response", "consent_net", "reachable", "consent_changes", "reachability"],
)
def test_of_nothing_there_is_nothing(measure: str) -> None:
    assert not (table if measure in ("consent_changes", "reachability") else told)(archive([]), measure, asked())
