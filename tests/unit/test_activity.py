"""Activity: the last times of each event, and the counts of those before."""

from typing import Any

import pytest

from segue import facets
from segue.events import Event
from segue.facets import activity
from segue.facets.activity import LAST, Done
from segue.times import DAY, SECOND, to_text
from tests.builders import NOON, an_event

AGENT = {"userAgent": "Mozilla/5.0"}


def done(*events: Event, called: str = "Product Viewed") -> Done:
    return facets.absorb({}, events).get("activity", {}).get(called, {})


def views(*days: int, **said: Any) -> list[Event]:
    """A view so many days ago each."""
    return [an_event(at=NOON - day * DAY, message_id=f"{place}", properties=said) for place, day in enumerate(days)]


def test_a_time_is_kept_with_what_it_was_about() -> None:
    said = {"product_id": "p1", "category": " Tents ", "value": 12.5, "currency": "EUR"}
    event = an_event(properties=said, channel="mobile")
    assert activity.of(event) == {"Product Viewed": {"l": [[NOON // SECOND, "p1", "tents", "mobile", 1250, "EUR"]]}}


def test_empty_ends_are_left_out() -> None:
    assert done(an_event()) == {"l": [[NOON // SECOND]]}
    assert activity.whole([1, "p1"]) == [1, "p1", "", "", 0, ""]


@pytest.mark.parametrize(
    ("event", "names"),
    [
        (an_event(None, type="page", name="Home"), ["Page Viewed"]),
        (an_event(None, type="screen"), ["Screen Viewed"]),
        (an_event(None, type="identify"), []),
        (an_event("Email Opened", channel="email", context=AGENT), []),
        (an_event("Email Link Clicked", channel="email", properties={"is_bot": True}), []),
        (an_event("Email Opened", channel="email"), ["Email Opened"]),
    ],
)
def test_pages_have_a_name_and_machines_none(event: Event, names: list[str]) -> None:
    assert list(activity.of(event)) == names


@pytest.mark.parametrize("value", [-3, "much", 10**11, None])
def test_what_is_no_money_is_worth_nothing(value: Any) -> None:
    assert done(an_event(properties={"value": value, "currency": "EUR"})) == {"l": [[NOON // SECOND]]}


def test_what_falls_out_of_the_last_times_is_counted() -> None:
    found = done(*views(*[0] * LAST, 1, 1, 2, value=2, currency="EUR"))
    day = NOON // DAY
    assert len(found["l"]) == LAST
    assert found["f"] == (NOON - 2 * DAY) // SECOND
    assert found["t"] == {"n": 3, "EUR": 600}
    assert found["d"] == {day - 1: {"n": 2, "EUR": 400}, day - 2: {"n": 1, "EUR": 200}}


def test_old_days_are_dropped_and_stay_in_the_count_of_all() -> None:
    found = done(*views(*[0] * LAST, 92, 93))
    assert list(found["d"]) == [NOON // DAY - 92]
    assert activity.count(found) == LAST + 2
    assert activity.first(found) == NOON - 93 * DAY


def test_it_is_read_by_name_the_last_first() -> None:
    rows = activity.read(facets.absorb({}, [*views(1, 2), an_event("Logged In")])["activity"])
    assert rows == [
        {"event": "Logged In", "count": 1, "first": to_text(NOON), "last": to_text(NOON)},
        {"event": "Product Viewed", "count": 2, "first": to_text(NOON - 2 * DAY), "last": to_text(NOON - DAY)},
    ]
