"""What is asked of events: did, first, last and sequence."""

from typing import Any

import pytest

from segue import facets
from segue.errors import Invalid
from segue.events import Event
from segue.profile.profiles import Profile
from segue.segments.conditions import compile_condition
from segue.segments.verdicts import ALWAYS, Fact, Verdict
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event

VIEWED = "Product Viewed"
DAY_OF_NOON = NOON // DAY * DAY


def asked(spec: dict[str, Any], *events: Event, now: int = NOON) -> Verdict:
    return compile_condition(spec).test(Profile("a_1", facets.absorb({}, events), ("a_1",)), now)


def viewed(count: int, at: int = NOON, **said: Any) -> list[Event]:
    return [an_event(VIEWED, at, message_id=f"{at}-{one}", properties=said) for one in range(count)]


def test_times_in_a_window_count_to_the_second() -> None:
    spec = {"did": {"event": VIEWED, "at_least": 2, "within": "7d"}}
    events = [*viewed(1), *viewed(1, NOON - DAY)]
    assert asked(spec, *events) == Verdict(True, NOON + 6 * DAY, NOON)
    assert asked(spec, *events, now=NOON + 6 * DAY) == Verdict(False, None, NOON + 6 * DAY)


def test_more_than_eight_are_counted_by_days() -> None:
    spec = {"did": {"event": VIEWED, "at_least": 10, "within": "7d"}}
    events = [*viewed(8), *viewed(2, NOON - DAY)]
    assert asked(spec, *events) == Verdict(True, DAY_OF_NOON + 6 * DAY, None)
    assert not asked(spec, *events[1:]).holds


def test_of_more_than_eight_times_ever_the_first_is_known() -> None:
    events = [*viewed(8), *viewed(2, NOON - DAY)]
    assert asked({"did": {"event": VIEWED}}, *events) == Verdict(True, None, NOON - DAY)
    assert asked({"did": {"event": VIEWED, "at_least": 2}}, *events).since is None
    assert asked({"did": {"event": VIEWED, "at_most": 20}}, *events) == Verdict(True, None, ALWAYS)


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        ({"category": "Tents"}, True),
        ({"category": ["stoves", "tents"], "product": 7}, True),
        ({"product": "8"}, False),
        ({"channel": "web"}, True),
        ({"channel": "mobile"}, False),
    ],
)
def test_where_says_what_it_was_about(where: dict[str, Any], holds: bool) -> None:
    event = an_event(VIEWED, properties={"product_id": 7, "category": "tents"})
    assert asked({"did": {"event": VIEWED, "where": where}}, event).holds is holds


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"at_least": 30}, True),
        ({"at_least": 30.01}, False),
        ({"at_least": 20, "currency": "EUR"}, True),
        ({"at_least": 20.01, "currency": "EUR"}, False),
        ({"at_most": 0, "currency": "USD"}, True),
        ({"at_least": 10, "currency": "JPY"}, True),
    ],
)
def test_money_is_added_up_in_its_currency_or_in_all(wanted: dict[str, Any], holds: bool) -> None:
    events = [*viewed(2, value=10, currency="EUR"), *viewed(1, NOON - DAY, value=10, currency="JPY")]
    assert asked({"did": {"event": VIEWED, "sum": {"of": "value", **wanted}}}, *events).holds is holds


@pytest.mark.parametrize(
    ("did", "words"),
    [
        ({"at_least": 1}, "which `event`"),
        ({"event": VIEWED, "at_least": 9, "where": {"category": "a"}}, "last 8"),
        ({"event": VIEWED, "at_least": 9, "within": "2h"}, "from 1d to 90d"),
        ({"event": VIEWED, "at_most": 8, "within": "91d"}, "from 1d to 90d"),
        ({"event": VIEWED, "sum": {"of": "value", "at_least": 1}, "within": "2h"}, "kept by days"),
        ({"event": VIEWED, "sum": {"of": "value"}}, "how much"),
        ({"event": VIEWED, "where": {"colour": "red"}}, "`where` takes"),
    ],
)
def test_what_nobody_can_know_is_refused(did: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        compile_condition({"did": did})


def test_the_last_time_stands_since_the_first_that_was_near_enough() -> None:
    spec = {"last": {"event": VIEWED, "within_last": "7d"}}
    events = [*viewed(1), *viewed(1, NOON - DAY), *viewed(1, NOON - 20 * DAY)]
    assert asked(spec, *events) == Verdict(True, NOON + 7 * DAY, NOON - DAY)
    assert asked(spec, *events, now=NOON + 7 * DAY) == Verdict(False, None, NOON + 7 * DAY)
    assert asked(spec) == Verdict(False, None, ALWAYS)


def test_the_first_time_may_be_long_ago() -> None:
    spec = {"first": {"event": VIEWED, "before": "2026-11-20"}}
    assert asked(spec, *viewed(9), *viewed(1, NOON - 9 * DAY)) == Verdict(True, None, NOON - 9 * DAY)
    assert not asked(spec, *viewed(9)).holds


def test_a_sequence_has_an_end_that_may_be_asked_for() -> None:
    spec = {"sequence": {"steps": [VIEWED, "Product Added"], "within": "1h", "within_last": "7d"}}
    events = [*viewed(1), an_event("Product Added", NOON + HOUR)]
    assert asked(spec, *events, now=NOON + HOUR) == Verdict(True, NOON + HOUR + 7 * DAY, NOON + HOUR)
    assert not asked(spec, events[0], an_event("Product Added", NOON + HOUR + 1000), now=NOON + 2 * HOUR).holds


def test_facts_are_the_last_times() -> None:
    condition = compile_condition({"did": {"event": VIEWED}})
    person = Profile("a_1", facets.absorb({}, viewed(7, product_id="p1", category="tents")), ("a_1",))
    assert condition.facts
    assert condition.facts(person, NOON) == (Fact("p1 tents", NOON, VIEWED),) * 5
    assert condition.facts(Profile("a_1", {}, ("a_1",)), NOON) == (Fact("no such 'Product Viewed'"),)
