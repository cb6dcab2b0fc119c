"""What becomes of messages: each once, by what followed within a week, machines apart."""

from typing import Any

import pytest

from segue.messages import OUTCOMES
from segue.messaging.figures import COUNTED
from tests.measured import archive, asked, behind, fact, table, told
from tests.talked import sent

MAILS = [
    sent(1, 1, "2026-11-02 10:00"),
    sent(1, 1, "2026-11-02 10:01", outcome="delivered"),
    sent(1, 1, "2026-11-02 10:01", outcome="delivered"),
    sent(1, 1, "2026-11-02 12:00", outcome="opened"),
    sent(1, 1, "2026-11-02 12:01", outcome="clicked"),
    sent(2, 11, "2026-11-03 10:00", outcome="held", reason="quiet-hours"),
    sent(2, 11, "2026-11-03 12:00"),
    sent(2, 11, "2026-11-03 12:01", outcome="machine_opened"),
    sent(2, 11, "2026-11-10 12:00", outcome="clicked"),
    sent(3, 3, "2026-11-04 10:00", journey_step="again"),
    sent(3, 3, "2026-11-04 10:01", journey_step="again", outcome="bounced"),
    sent(4, 4, "2026-11-04 10:00", channel="sms"),
    sent(4, 4, "2026-11-05 10:00", channel="sms", outcome="soft_bounced"),
    sent(5, 5, "2026-11-04 10:00"),
    sent(5, 5, "2026-11-05 10:00", outcome="complained"),
    sent(5, 5, "2026-11-05 10:00", outcome="unsubscribed"),
    sent(6, 6, "2026-11-06 10:00", outcome="dropped", reason="no-consent"),
    sent(7, 6, "2026-11-06 10:00", outcome="held", reason="pause"),
    sent(7, 6, "2026-11-07 10:00", outcome="dropped", reason="late"),
    sent(8, 7, "2026-10-31 23:59"),
    sent(8, 7, "2026-11-01 00:01", outcome="opened"),
    sent(9, 7, "2026-11-30 23:59", outcome="unknown"),
    sent(9, 7, "2026-12-02 10:00", outcome="scanned"),
    sent(10, 8, "2026-12-01 00:00"),
    sent(11, 8, "2026-11-20 10:00", journey="", journey_step=""),
]
MERGED = [{"who": 1, "person": 1}, {"who": 11, "person": 1}]
BOUGHT = [
    fact("order", "Order Completed", 11, "2026-11-03 09:00", purchase=1, money=10, currency="EUR"),
    fact("order", "Order Completed", 5, "2026-11-11 10:00", purchase=2, money=10, currency="EUR"),
    fact("order", "Order Completed", 3, "2026-11-04 09:59", purchase=3, money=10, currency="EUR"),
]


@pytest.fixture(scope="module")
def base() -> Any:
    """These, where 1 and 11 are one person."""
    return archive([*MAILS, *BOUGHT], MERGED)


RATES = {"delivered": 4, "opened": 1, "clicked": 1, "bounced": 1, "complained": 1, "unsubscribed": 1}


@pytest.mark.parametrize(("measure", "many"), RATES.items())
def test_a_rate_is_of_the_messages_that_left_in_the_period(base: Any, measure: str, many: int) -> None:
    found = told(base, measure, asked())["all"]
    assert (found.value, found.things, found.people) == (many / 7, 7, 6)


def test_a_rate_is_told_by_channel_and_limited_to_a_step_s_journey(base: Any) -> None:
    assert {part: one.things for part, one in told(base, "delivered", asked(by="channel")).items()} == {
        "email": 6,
        "sms": 1,
    }
    assert told(base, "bounced", asked(journey="welcome"))["all"].things == 6
    assert behind(base, "delivered", asked(by="channel"), "email") == [1, 3, 5, 7, 8]


def test_the_table_of_deliverability_has_each_message_once(base: Any) -> None:
    email, sms = table(base, "deliverability", asked(by="channel"))
    assert email == {
        "part": "email",
        "sent": 6,
        "arrived": 4,
        "soft_bounced": 0,
        "returned": 1,
        "complained": 1,
        "unsubscribed": 1,
        "opened": 1,
        "clicked": 1,
        "machine": 2,
        "silent": 1,
    }
    assert (sms["sent"], sms["soft_bounced"], sms["silent"]) == (1, 1, 0)


def test_every_outcome_that_is_reported_is_in_the_table(base: Any) -> None:
    for word in sorted({*OUTCOMES.values(), *COUNTED} - {"sent"}):
        facts = [sent(1, 1, "2026-11-02 10:00"), sent(1, 1, "2026-11-02 10:01", outcome=word)]
        (row,) = table(archive(facts), "deliverability", asked())
        assert (word, sum(row[name] for name in row if name not in ("part", "sent", "silent")) > 0) == (word, True)
        assert row["silent"] == 0


def test_each_step_of_a_journey_tells_what_became_of_what_it_wanted_to_send(base: Any) -> None:
    rows = table(base, "journey_steps", asked())
    assert [tuple(row.values())[2:] for row in rows] == [
        ("hello", 7, 2, 2, 5, 4, 1, 1, 1),
        ("again", 1, 0, 0, 1, 0, 0, 0, 0),
    ]
    assert [*rows[0]][3:] == ["wanted", "held", "dropped", "sent", "arrived", "opened", "clicked", "ordered"]


def test_why_messages_were_not_sent_is_told_by_the_last_reason(base: Any) -> None:
    found = told(base, "not_sent", asked(by="reason"))
    assert {part: one.value for part, one in found.items()} == {"no-consent": 1, "late": 1}
    assert behind(base, "not_sent", asked(by="reason"), "late") == [6]


@pytest.mark.parametrize("measure", [*RATES, "not_sent"])
def test_of_nothing_there_is_nothing(measure: str) -> None:
    assert told(archive([]), measure, asked()) == {}


@pytest.mark.parametrize("measure", ["deliverability", "journey_steps"])
def test_of_nothing_there_is_no_table(measure: str) -> None:
    assert table(archive([]), measure, asked()) == []
