"""A day of which all is known: what measures say of it is what is true."""

from statistics import mean

import pytest

from segue.friction.ranking import ranked
from tests.crowded import crowded, the_truth
from tests.measured import asked, table, told

DAY = ("2026-06-01", "2027-02-01")
TRUTH = the_truth()


def figures(name, by="all", **only):
    """{part: figure} over the crowd."""
    return told(crowded(), name, asked(*DAY, by=by, **only))


def test_orders_and_revenue_are_those_of_the_crowd():
    assert {part: one.value for part, one in figures("orders", "device").items()} == dict(TRUTH.orders)
    assert figures("revenue")["all"].value == TRUTH.cents


def test_visits_that_lead_to_an_order_are_those_of_the_crowd():
    found = figures("conversion", "device", what="visit")
    assert {part: one.things for part, one in found.items()} == dict(TRUTH.visits)
    assert {part: round((one.value or 0) * one.things) for part, one in found.items()} == dict(TRUTH.orders)


def test_effort_is_what_customers_said():
    found = figures("effort", "channel")
    assert {part: one.value for part, one in found.items()} == pytest.approx(
        {name: mean(scores) for name, scores in TRUTH.scores.items()}
    )
    assert {part: one.things for part, one in found.items()} == {name: len(one) for name, one in TRUTH.scores.items()}


def test_cases_were_answered_after_as_long_as_they_waited():
    found = figures("first_response", "channel")
    assert {part: one.value for part, one in found.items()} == pytest.approx(
        {name: mean(waited) for name, waited in TRUTH.waited.items()}
    )
    assert {part: one.things for part, one in found.items()} == dict(TRUTH.cases)


def test_what_was_planted_is_ranked_first_and_nothing_else_is_found():
    day = asked("2026-11-20", "2026-11-25")
    found = ranked(table(crowded(), "frictions", day), day.since, day.until, "EUR")
    assert {(one.kind, one.device, one.place) for one in found} == {
        ("step", "phone", "step 2"),
        ("rage", "phone", "button#size-guide"),
        ("answers", "", "email"),
    }
    assert {one.place: one.lost for one in found}["step 2"] == TRUTH.reached["phone", "step 2"] - TRUTH.reached[
        "phone", "step 2 done"
    ]


def test_the_channel_that_answers_late_is_told_apart_from_the_other():
    found = figures("first_response", "channel")
    assert (found["email"].low or 0) > (found["chat"].high or 0) > 0


def test_late_mails_are_ranked_behind_what_has_a_price_with_how_long_they_waited():
    day = asked("2026-11-20", "2026-11-25")
    last = ranked(table(crowded(), "frictions", day), day.since, day.until, "EUR")[-1]
    mails, chats = TRUTH.waited["email"], TRUTH.waited["chat"]
    assert (last.kind, last.place, last.cases, last.lost) == ("answers", "email", len(mails), len(mails))
    assert (last.wait, last.usual_wait) == pytest.approx((mean(mails), mean(chats)))
    minutes = round(mean(mails) / 60)
    assert (
        last.sentence == f"E-mails wait {minutes} minutes for an answer in opening hours; on other channels 1 minute."
    )
