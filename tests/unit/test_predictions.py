"""Predictions: from a plain value to an event, to the facet and back."""

from dataclasses import replace

import pytest

from segue import facets
from segue.errors import Invalid
from segue.events import decode, encode
from segue.facets.predictions import MOST
from segue.intake.sources import compile_source
from segue.predictions.changing import changed
from segue.predictions.policies import replenishment_policy
from segue.predictions.reading import read
from segue.predictions.telling import predicted, used_up
from segue.predictions.values import Churn, Prediction, PriceSensitivity, Purchases, Replenishment, Worth
from segue.profile.describing import described
from segue.profile.profiles import Profile
from segue.profile.replenishing import due, needed
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event, an_order

NIGHT = NOON // DAY * DAY
COFFEE = Replenishment("coffee", NIGHT - 28 * DAY, NIGHT + 2 * DAY, NIGHT, NIGHT + 4 * DAY, 5, 30, ("beans",))
ALL = Prediction(
    NIGHT,
    "2026-11-20",
    Churn(0.62, 90, {"days_since_last": 28, "orders": 6}),
    Purchases({30: 0.9, 90: 2.1}, {"orders": 6}),
    Worth("EUR", {90: 4200, 365: 16050}, {"average_order": 21.5}),
    PriceSensitivity(0.4, 0.2, 0.65, 6),
    (COFFEE,),
)


def person(*events, **more):
    return Profile("a_1", facets.absorb({}, events), ("a_1",), **more)


def bought(product, at):
    return an_order(at, f"o-{product}-{at}", products=[{"product_id": product, "quantity": 1, "price": 9}])


def test_what_the_job_says_is_read_as_it_was_said():
    event = decode(encode(predicted(ALL, "a_1", NOON)))
    assert read(facets.of(event)["predictions"]) == ALL


def test_a_second_try_of_the_same_run_is_the_same_event():
    first, second = (predicted(ALL, "a_1", at) for at in (NIGHT + HOUR, NIGHT + 5 * HOUR))
    assert (first.message_id, first.timestamp, first.original_timestamp) == (
        second.message_id,
        second.timestamp,
        second.original_timestamp,
    )
    later = predicted(replace(ALL, made=ALL.made + HOUR), "a_1", NOON)
    assert len({first.message_id, predicted(ALL, "a_2", NOON).message_id, later.message_id}) == 3


@pytest.mark.parametrize("source", ["web", "shop", "server", "segue"])
def test_nobody_else_can_claim_a_prediction(source):
    claimed = replace_source(predicted(ALL, "a_1", NOON), source)
    assert "predictions" not in facets.of(claimed)


def replace_source(event, source):
    return an_event(event.event, event.timestamp, source=source, properties=event.properties)


def test_what_is_predicted_is_nothing_that_the_customer_did():
    assert facets.of(predicted(ALL, "a_1", NOON)).keys() == {"predictions"}


def test_of_several_identities_the_newest_prediction_counts_as_a_whole():
    older = replace(ALL, made=NIGHT - DAY, churn=Churn(0.1, 90))
    newer = Prediction(NIGHT, "2026-11-21", Churn(0.9, 90))
    for order in ((older, newer), (newer, older)):
        assert person(*(predicted(one, f"a_{at}", NOON) for at, one in enumerate(order))).predicted == newer


def test_what_is_not_said_well_is_left_out_and_nothing_raises():
    said = {"churn": {"probability": "x", "days": None}, "purchases": {"30": float("nan"), "x": 1}, "value": 3}
    rows = [{"product_id": f"p{n:02}", "due": "2026-12-01", "high": "never"} for n in range(30)] + [None, {}]
    event = predicted(ALL, "a_1", NOON)
    odd = an_event(event.event, source=event.source, properties={**said, "replenish": rows})
    found = person(odd).predicted
    assert found
    assert (found.churn, found.purchases, found.value) == (Churn(0, 0), Purchases({30: 0}), None)
    assert [one.product_id for one in found.replenish] == [f"p{n:02}" for n in range(MOST)]
    assert all(one.low == one.due == one.high for one in found.replenish)


def test_who_objects_to_profiling_is_told_nothing_of():
    no = {"channel": "web", "purpose": "profiling", "granted": False}
    denied = an_event("Consent Updated", NOON, properties=no)
    event = predicted(ALL, "a_1", NOON)
    assert person(event, denied).predicted is None
    assert described(person(event, denied), NOON)["predictions"] == {}
    again = an_event("Consent Updated", NOON + 1, properties={**no, "granted": True})
    assert person(event, denied, again).predicted == ALL


def test_an_objection_by_one_channel_or_address_is_one_of_the_person():
    said = {"channel": "email", "purpose": "profiling", "granted": False}
    no = an_event("Consent Updated", NOON, properties=said, context={"traits": {"email": "kim@shop.test"}})
    other = {"channel": "email", "purpose": "marketing", "granted": False}
    assert person(predicted(ALL, "a_1", NOON), no).predicted is None
    assert person(predicted(ALL, "a_1", NOON), an_event("Consent Updated", properties=other)).predicted == ALL


@pytest.mark.parametrize(
    ("product", "at", "open_ones"),
    [
        ("coffee", NIGHT - 28 * DAY, 1),
        ("coffee", NIGHT - DAY, 0),
        ("beans", NIGHT + DAY, 0),
        ("tent", NIGHT + DAY, 1),
    ],
)
def test_a_purchase_of_the_product_or_a_substitute_ends_the_need(product, at, open_ones):
    found = person(predicted(ALL, "a_1", NOON), bought(product, at))
    assert len(described(found, NOON)["predictions"].get("replenish", [])) == open_ones


def test_a_cancelled_purchase_ends_nothing():
    order = bought("coffee", NIGHT + 1)
    cancelled = an_event("Order Cancelled", NIGHT + 2, properties={"order_id": order.properties["order_id"]})
    assert needed(ALL.replenish, person(order).order_rows) == []
    assert needed(ALL.replenish, person(order, cancelled).order_rows) == [COFFEE]


def test_a_reminder_is_due_two_days_before_and_once_for_each_purchase():
    def nights(*events):
        value = person(*events).whole.get("predictions", {})
        return [n for n in range(-9, 9) if due((COFFEE,), value, NIGHT + n * DAY, 2 * DAY)]

    assert nights() == [0, 1, 2, 3]
    (told,) = used_up([COFFEE], "a_1", (NOON, NOON), {"coffee": "Yirgacheffe"})
    assert told.properties["name"] == "Yirgacheffe"
    assert nights(told) == []
    later = replace(COFFEE, bought=NIGHT - 3 * DAY)
    assert due((later,), person(told).whole["predictions"], NIGHT, 2 * DAY) == [later]


def test_a_need_is_told_under_the_same_id_however_often():
    (one,), (other,) = (used_up([COFFEE], "a_1", (NIGHT + n * HOUR, NOON), {}) for n in (1, 7))
    assert (one.message_id, one.original_timestamp) == (other.message_id, other.original_timestamp)
    (next_cycle,) = used_up([replace(COFFEE, bought=NIGHT)], "a_1", (NOON, NOON), {})
    assert next_cycle.message_id != one.message_id


MOVED = {
    "churn": replace(ALL, churn=Churn(0.68, 90)),
    "orders": replace(ALL, purchases=Purchases({30: 0.9, 90: 2.4})),
    "value": replace(ALL, value=Worth("EUR", {90: 4200, 365: 18000})),
    "currency": replace(ALL, value=Worth("CHF", {90: 4200, 365: 16050})),
    "share": replace(ALL, price_sensitivity=PriceSensitivity(0.4, 0.2, 0.71, 6)),
    "due": replace(ALL, replenish=(replace(COFFEE, due=COFFEE.due + 2 * DAY),)),
    "bought": replace(ALL, replenish=(replace(COFFEE, bought=COFFEE.bought + HOUR),)),
    "gone": replace(ALL, churn=None),
    "new": replace(ALL, replenish=(COFFEE, replace(COFFEE, product_id="tea"))),
    "old": replace(ALL, made=NIGHT + 10 * DAY),
}
SAME = {
    "churn": replace(ALL, churn=Churn(0.65, 90, {"orders": 7})),
    "orders": replace(ALL, purchases=Purchases({30: 0.95, 90: 2.2})),
    "value": replace(ALL, value=Worth("EUR", {90: 4400, 365: 17000})),
    "due": replace(ALL, replenish=(replace(COFFEE, due=COFFEE.due + DAY),)),
    "model": replace(ALL, model="2026-11-21", made=NIGHT + DAY),
}


@pytest.mark.parametrize("moved", MOVED.values(), ids=MOVED)
def test_what_has_moved_is_worth_an_event(moved):
    assert changed(ALL, moved)
    assert changed(None, moved)


@pytest.mark.parametrize("same", SAME.values(), ids=SAME)
def test_what_has_hardly_moved_is_worth_none(same):
    assert not changed(ALL, same)


def test_no_source_of_the_playbook_can_be_called_as_ours():
    with pytest.raises(Invalid, match="reserved"):
        compile_source("segue:predictions", {"provider": "shopify", "channel": "commerce"})


def test_how_long_before_is_a_policy():
    before = replenishment_policy({"before": "5d"}).before
    assert [n for n in range(-9, 9) if due((COFFEE,), {}, NIGHT + n * DAY, before)] == list(range(-3, 4))
    assert replenishment_policy({}).before == 2 * DAY
    for wrong in ({"before": "soon"}, {"before": "31d"}, {"befor": "2d"}):
        with pytest.raises(Invalid):
            replenishment_policy(wrong)
