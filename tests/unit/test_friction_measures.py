"""The measures of friction over small archives whose truth is counted by hand."""

from datetime import datetime
from typing import Any

import pytest

from segue.measures.computing import connected
from segue.measures.definitions import definitions
from tests.measured import archive, asked, behind, fact, table, told

DAY = "2026-11-03"
MERGED = [{"who": 8, "person": 7}]


def look(who: int, time: str, page: str, device: str = "phone", day: str = DAY) -> dict[str, Any]:
    return fact("view", "Page Viewed", who, f"{day} {time}", page=page, device=device)


def felt(who: int, time: str, name: str, page: str = "product", **said: Any) -> dict[str, Any]:
    return fact("friction", name, who, f"{DAY} {time}", page=page, device="phone", **said)


def step(who: int, time: str, number: int, day: str = DAY) -> dict[str, Any]:
    said = {"step": number, "steps": 3, "page": "checkout", "device": "phone"}
    return fact("checkout", "Checkout Step Viewed", who, f"{day} {time}", **said)


def order(who: int, time: str, purchase: int, **said: Any) -> dict[str, Any]:
    paid = {"purchase": purchase, "money": 5000, "currency": "EUR"}
    return fact("order", "Order Completed", who, f"{DAY} {time}", **paid, **said)


SHOP = [
    look(7, "10:00", "list"),
    look(7, "10:01", "product"),
    felt(7, "10:01:10", "Rage Clicked", element="button#buy"),
    felt(7, "10:01:20", "Rage Clicked", element="button#buy"),
    look(8, "10:02", "list"),  # the same person on another identity
    look(7, "10:03", "product"),
    felt(7, "10:03:10", "Slow Page Viewed", ms=3000),
    step(7, "10:05", 1),
    step(7, "10:06", 2),
    order(7, "10:08", 1),
    order(7, "10:09", 1, source="payments"),  # told twice
    look(9, "10:00", "product", "desktop"),
    felt(9, "10:00:30", "Dead Clicked", element="div#deaf"),
    look(9, "10:31", "cart", "desktop"),
    felt(9, "10:32", "Form Error Shown", "cart", field="coupon"),
    look(9, "23:59", "product", day="2026-10-31"),  # just outside
    look(9, "00:00", "product", day="2026-12-01"),
    fact("view", "Page Viewed", 0, f"{DAY} 10:00", page="product", device="phone"),  # nobody can be told
]


def test_a_look_with_many_clicks_in_rage_counts_once_with_who_is_behind_it():
    base = archive(SHOP, MERGED)
    found = told(base, "rage_clicks", asked(by="element"))
    assert {part: one.value for part, one in found.items()} == {"button#buy": 1}
    assert behind(base, "rage_clicks", asked(by="element"), "button#buy") == [7]


def test_dead_clicks_and_refused_fields_are_told_by_what_they_were_on():
    base = archive(SHOP, MERGED)
    assert {part: one.value for part, one in told(base, "dead_clicks", asked(by="element")).items()} == {"div#deaf": 1}
    assert {part: one.value for part, one in told(base, "form_errors", asked(by="field")).items()} == {"coupon": 1}


def test_slow_pages_are_a_share_of_the_looks_in_the_period():
    found = told(archive(SHOP, MERGED), "slow_pages", asked(by="page"))
    assert {part: (one.value, one.things) for part, one in found.items()} == {
        "cart": (0, 1),
        "list": (0, 2),
        "product": (pytest.approx(1 / 3), 3),
    }


def test_back_and_forth_is_found_across_the_identities_of_a_person_and_not_without_them():
    between = {"list and product": (pytest.approx(1 / 3), 3)}
    found = told(archive(SHOP, MERGED), "loops", asked(by="between", device="phone"))
    assert {part: (one.value, one.things) for part, one in found.items()} == between
    assert told(archive(SHOP), "loops", asked(device="phone"))["all"].value == 0


def test_what_comes_more_than_half_an_hour_later_is_another_way():
    assert "cart and product" not in told(archive(SHOP, MERGED), "loops", asked(by="between"))


def test_the_funnel_counts_days_by_how_far_they_came_and_goes_on_elsewhere_without_loss():
    rows = table(archive(SHOP, MERGED), "funnel", asked())
    reached = {row["stage"]: row["reached"] for row in rows}
    first = dict.fromkeys(("visit", "list", "product", "cart"), 2)
    assert reached == first | dict.fromkeys(("checkout", "step 1", "step 2", "order"), 1)
    cart = next(row for row in rows if row["stage"] == "cart")
    assert (cart["went_on"], cart["share"]) == (1, 0.5)
    assert (cart["low"], cart["high"]) == (pytest.approx(0.0945, abs=1e-3), pytest.approx(0.9055, abs=1e-3))


def test_the_funnel_is_told_by_device():
    rows = table(archive(SHOP, MERGED), "funnel", asked(by="device"))
    assert {row["part"]: row["reached"] for row in rows if row["stage"] == "order"} == {"phone": 1, "desktop": 0}


def test_steps_to_the_order_are_those_that_buyers_walked():
    found = told(archive([*SHOP, step(5, "11:00", 3)], MERGED), "checkout_steps", asked(by="device"))
    assert {part: (one.value, one.things) for part, one in found.items()} == {"phone": (2, 1)}


def decided(message: int, time: str, outcome: str, reason: str | None = None) -> dict[str, Any]:
    said = {"message": message, "outcome": outcome, "reason": reason, "journey": "cart"}
    return fact("message", "Message", message, f"{DAY} {time}", **said)


def test_blocked_messages_count_once_by_what_was_decided_last():
    changed = [decided(3, "10:00", "dropped", "cap"), decided(3, "10:05", "sent"), decided(3, "10:06", "opened")]
    base = archive([decided(1, "10:00", "sent"), decided(2, "10:00", "dropped", "cap"), *changed])
    found = told(base, "blocked_sends", asked(by="journey"))["cart"]
    assert (found.value, found.things) == (pytest.approx(1 / 3), 3)
    by_reason = told(base, "blocked_sends", asked(by="reason"))
    assert {part: one.things for part, one in by_reason.items()} == {"cap": 1, "none": 2}


@pytest.mark.parametrize(("name", "counted"), [("blocked_sends", [2, 0, 1]), ("not_sent", [2, 0, 0])])
def test_a_message_that_is_told_of_weeks_apart_counts_in_one_period(name, counted):
    twice = decided(1, "10:00", "dropped", "cap")
    settled = [decided(2, "10:00", "dropped", "cap"), {**decided(2, "10:00", "sent"), **_on("2026-11-23")}]
    base = archive([twice, {**twice, **_on("2026-11-23")}, *settled, decided(3, "10:00", "dropped", "cap")])
    weeks = [("2026-11-02", "2026-11-09"), ("2026-11-09", "2026-11-16"), ("2026-11-23", "2026-11-30")]
    assert [sum(one.things for one in told(base, name, asked(*week)).values()) for week in weeks] == counted


def _on(day: str) -> dict[str, Any]:
    return {"date": day, "time": datetime.fromisoformat(f"{day} 10:00")}


@pytest.mark.parametrize("name", [name for name, one in definitions().items() if one.group == "friction"])
def test_of_an_empty_archive_nothing_is_told(name):
    if definitions()[name].kind == "table":
        assert table(connected(), name, asked()) == []
    else:
        assert told(connected(), name, asked()) == {}
