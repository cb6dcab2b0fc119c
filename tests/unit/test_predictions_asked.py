"""What segments ask of predictions."""

from dataclasses import replace
from typing import Any

import pytest

from segue import facets
from segue.errors import Invalid
from segue.events import Event
from segue.predictions.telling import predicted
from segue.profile.profiles import Profile
from segue.segments.conditions import compile_condition
from segue.segments.verdicts import Verdict
from segue.times import DAY
from tests.builders import an_event
from tests.unit.test_predictions import ALL, COFFEE, NIGHT, bought

NO = {"channel": "web", "purpose": "profiling", "granted": False}


def person(*events: Event) -> Profile:
    return Profile("a_1", facets.absorb({}, [predicted(ALL, "a_1", NIGHT), *events]), ("a_1",))


def asked(spec: dict[str, Any], *events: Event, now: int = NIGHT + DAY) -> Verdict:
    return compile_condition(spec).test(person(*events), now)


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"churn": {"at_least": 0.62}}, True),
        ({"churn": {"at_least": 0.63}}, False),
        ({"purchases_90d": {"at_least": 2, "at_most": 2.1}}, True),
        ({"purchases_365d": {"at_most": 100}}, False),
        ({"value_365d": {"at_least": 160.5}, "currency": "eur"}, True),
        ({"value_365d": {"at_least": 1}, "currency": "USD"}, False),
        ({"value_90d": {"at_most": 41.99}, "currency": "EUR"}, False),
        ({"price_sensitivity": {"at_most": 0.4}}, True),
        ({"churn": {"at_least": 0.6}, "price_sensitivity": {"at_least": 0.5}}, False),
    ],
)
def test_all_that_is_asked_of_a_prediction_must_hold(wanted: dict[str, Any], holds: bool) -> None:
    assert asked({"predicted": wanted}).holds is holds


def test_a_prediction_counts_from_when_it_was_made_until_it_is_old() -> None:
    spec: dict[str, Any] = {"predicted": {"churn": {"at_least": 0.6}}}
    assert asked(spec) == Verdict(True, NIGHT + 14 * DAY, NIGHT)
    assert asked(spec, now=NIGHT + 14 * DAY) == Verdict(False, None, NIGHT + 14 * DAY)
    young: dict[str, Any] = {"predicted": {**spec["predicted"], "made_within": "2d"}}
    assert asked(young) == Verdict(True, NIGHT + 2 * DAY, NIGHT)


@pytest.mark.parametrize("spec", [{"predicted": {"churn": {"at_least": 0}}}, {"due_again": {"within_next": "9d"}}])
def test_who_objects_is_in_no_such_segment_from_then_on(spec: dict[str, Any]) -> None:
    assert asked(spec).holds
    no = an_event("Consent Updated", NIGHT + 7, properties=NO)
    assert asked(spec, no) == Verdict(False, None, NIGHT + 7)
    condition = compile_condition(spec)
    assert condition.facts
    assert [one.text for one in condition.facts(person(no), NIGHT + DAY)] == ["has objected to profiling"]
    yes = an_event("Consent Updated", NIGHT + 9, properties={**NO, "granted": True})
    assert asked(spec, no, yes).since == NIGHT + 9


def test_something_is_due_again_from_so_long_before_until_it_is_too_late() -> None:
    spec = {"due_again": {"within_next": "1d"}}
    assert asked(spec, now=NIGHT) == Verdict(False, NIGHT + DAY, NIGHT)
    assert asked(spec) == Verdict(True, COFFEE.high, NIGHT + DAY)
    assert not asked(spec, now=COFFEE.high).holds


@pytest.mark.parametrize(("product", "holds"), [("coffee", False), ("beans", False), ("tent", True)])
def test_an_order_ends_what_is_due(product: str, holds: bool) -> None:
    assert asked({"due_again": {"within_next": "7d"}}, bought(product, NIGHT + 5)).holds is holds


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [({"product": "coffee"}, True), ({"category": "Drinks"}, True), ({"category": "tents"}, False)],
)
def test_what_is_due_is_named_by_product_or_category(wanted: dict[str, Any], holds: bool) -> None:
    order = bought("coffee", NIGHT - 30 * DAY)
    said = {**order.properties, "products": [{"product_id": "coffee", "category": "drinks", "quantity": 1}]}
    assert asked({"due_again": wanted}, an_event(order.event, order.timestamp, properties=said)).holds is holds


WORDS = [
    "62% probable that nothing is bought in 90 days",
    "0.9 orders expected in 30 days",
    "2.1 orders expected in 90 days",
    "42.00 EUR expected in 90 days",
    "160.50 EUR expected in 365 days",
    "40% of what is bought is bought at a promotion",
]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"predicted": {"churn": {"at_least": 0.6}}}, WORDS),
        ({"due_again": {"within_next": "7d"}}, ["coffee is used up about 2026-11-24"]),
    ],
)
def test_why_somebody_is_in_a_segment_is_told_in_plain_words(spec: dict[str, Any], words: list[str]) -> None:
    condition = compile_condition(spec)
    assert condition.facts
    found = condition.facts(person(), NIGHT)
    assert [one.text for one in found] == words
    assert {one.time for one in found} == {NIGHT}


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"predicted": {"chrun": {"at_least": 0.5}}}, "churn"),
        ({"predicted": {"churn": {}}}, "takes"),
        ({"predicted": {"churn": {"at_least": 3}}}, "from 0 to 1"),
        ({"predicted": {"value_90d": {"at_least": 3}}}, "three letters"),
        ({"predicted": {"made_within": "3d"}}, "say what is predicted"),
        ({"predicted": {"churn": {"at_least": 0.5}}, "at_least": 0.5}, "under what is predicted"),
        ({"due_again": {"within": "3d"}}, "within_next"),
    ],
)
def test_what_makes_no_sense_is_refused(spec: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        compile_condition(spec)


def test_a_newer_prediction_says_nothing_of_before() -> None:
    later = replace(ALL, made=NIGHT + 3 * DAY, replenish=())
    spec = {"due_again": {"within_next": "7d"}}
    assert asked(spec, predicted(later, "a_1", NIGHT), now=NIGHT + 4 * DAY) == Verdict(False, None, NIGHT + 3 * DAY)
