"""Whatever people bought, and in whatever order it is told: forecasts that hold."""

import json
from dataclasses import replace
from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.forecasting.histories import History, Order, as_of
from segue.forecasting.learning.training import learn
from segue.forecasting.learnt import of_plain, to_plain
from segue.forecasting.needing import Goods
from segue.forecasting.predicting import predict
from segue.forecasting.predicting import to_plain as prediction_to_plain
from segue.times import DAY, HOUR
from tests.builders import NOON
from tests.examples import examples

moments = st.integers(-30, 400 * 24).map(lambda hours: NOON - hours * HOUR)
lines = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5)), max_size=3).map(tuple)
refunds = st.lists(st.tuples(moments, st.integers(0, 500)), max_size=1).map(tuple)
orders = st.builds(
    Order,
    moments,
    lines,
    st.integers(0, 10_000),
    st.sampled_from(["EUR", "JPY", ""]),
    st.integers(0, 20),
    st.integers(0, 30),
    refunds,
    st.none() | moments,
)
shops = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(orders, max_size=6), max_size=8).map(
    lambda found: [History(name, tuple(sorted(rows, key=repr))) for name, rows in found.items()]
)


@settings(max_examples=examples(25))
@given(shops, st.randoms())
def test_the_order_of_people_and_of_their_orders_changes_nothing(shop, chance):
    shuffled = [
        one._replace(orders=tuple(chance.sample(one.orders, len(one.orders)))) for one in chance.sample(shop, len(shop))
    ]
    assert learn(shuffled, NOON) == learn(shop, NOON)


@settings(max_examples=examples(25))
@given(shops)
def test_what_is_learned_and_told_goes_through_json_and_holds(shop):
    learnt = learn(shop, NOON)
    assert of_plain(json.loads(json.dumps(to_plain(learnt)))) == learnt
    for one in shop:
        _holds(predict(replace(learnt, lacks={}), one, NOON, Goods({"a": 6.0}, {"a": ("b",)})), one)
        told = predict(learnt, one, NOON)
        assert told is None or told.purchases is None or not learnt.lacks["purchases"]


def _holds(found, history):
    assert (found is None) == (not as_of(history, NOON).orders)
    if found is None:
        return
    json.dumps(prediction_to_plain(found), allow_nan=False)
    assert 0 <= found.purchases["30"] <= found.purchases["90"] <= found.purchases["365"] < 400
    assert 0 <= found.purchases["alive"] <= 1
    assert found.value is None or 0 <= found.value["90"] <= found.value["365"]
    assert found.leaving is None or 0 <= found.leaving["risk"] <= 1
    shares = found.promotions
    assert shares is None or 0 <= shares["low"] <= shares["share"] <= shares["high"] <= 1
    assert all(one.low <= one.due <= one.high and one.high >= NOON and isfinite(one.days) for one in found.needs)


@settings(max_examples=examples(25))
@given(shops, st.integers(1, 300))
def test_a_past_moment_is_told_as_it_was_then(shop, days):
    """Nothing that came later counts: it may as well not have happened."""
    cut = NOON - days * DAY
    learnt = learn(shop, NOON)
    for one in shop:
        then = History(one.person, tuple(row for row in one.orders if row.moment <= cut))
        assert predict(learnt, one, cut) == predict(learnt, then, cut)
