"""All that is learned in one go, what it says of one person, and what its cards say."""

import json
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from segue.forecasting.histories import History
from segue.forecasting.learning.promotions import promotions_of
from segue.forecasting.learning.sampling import sample
from segue.forecasting.learning.training import Asked, fitted, learn
from segue.forecasting.learnt import of_plain, to_plain
from segue.forecasting.predicting import predict
from segue.forecasting.promotions import Promotions, sensitivity
from segue.judging import scores
from segue.judging.cards import Card, Data, Judged, card_of, drift, spread_of, stability
from segue.judging.cards import of_plain as card_of_plain
from segue.judging.cards import to_plain as card_to_plain
from segue.times import DAY
from tests.builders import NOON
from tests.forecast_shops import order, passers, person, regulars

SHOP = regulars() + passers()


@cache
def learnt():
    """What is learned of the shop."""
    return learn(SHOP, NOON)


def test_who_comes_regularly_is_expected_and_who_passed_by_is_leaving():
    regular, passer = (predict(learnt(), one, NOON) for one in (regulars()[3], passers()[3]))
    assert regular is not None
    assert passer is not None
    assert regular.purchases is not None
    assert passer.purchases is not None
    assert regular.purchases["90"] > 2 > 0.5 > passer.purchases["90"]
    assert regular.leaving is not None
    assert passer.leaving is not None
    assert regular.leaving["risk"] < 0.2 < 0.8 < passer.leaving["risk"]
    assert [one.product for one in regular.needs] == ["coffee"]
    assert regular.value is not None
    assert regular.value["90"] == pytest.approx(1000 * regular.purchases["90"], rel=0.05)
    assert regular.value["365"] > 3 * regular.value["90"]


def test_each_value_comes_with_what_it_rests_on():
    found = predict(learnt(), person(order(40, "coffee"), order(10, "coffee")), NOON)
    assert found is not None
    assert found.purchases is not None
    assert {name: found.purchases[name] for name in ("bought", "quiet_days", "days_between", "last")} == {
        "bought": 2,
        "quiet_days": 10.0,
        "days_between": 30.0,
        "last": NOON - 10 * DAY,
    }
    assert found.value is not None
    assert (found.value["purchase"], found.value["purchases"], found.value["currency"]) == (1000, 2, "EUR")


def test_nothing_is_told_of_who_has_not_bought():
    later = person(order(-5, "coffee"))
    gone = person(order(5, "coffee", cancelled=NOON - DAY))
    assert [predict(learnt(), one, NOON) for one in (History("x", ()), later, gone)] == [None] * 3


def test_what_comes_later_changes_neither_what_is_learned_nor_what_is_told():
    later = [one._replace(orders=(*one.orders, order(-1, "coffee"), order(-20, "lamp"))) for one in SHOP]
    assert learn(later, NOON) == learnt()
    assert predict(learnt(), later[0], NOON) == predict(learnt(), SHOP[0], NOON)


def test_cards_are_judged_by_days_that_their_models_had_not_seen():
    """A shop whose regulars all stay away in the last days is expected to go on until the model has seen that."""
    stopped = [one._replace(orders=tuple(row for row in one.orders if row.moment <= NOON - 90 * DAY)) for one in SHOP]
    metrics = learn(stopped, NOON).cards["purchases"].metrics
    assert metrics["total_error"] is None
    assert (metrics["rmse"] or 0) > 1
    assert fitted(stopped, NOON - 90 * DAY) == fitted(SHOP, NOON - 90 * DAY)


@pytest.mark.parametrize("shop", [[], [person(order(0))], [person(order(1, cents=0), order(1))], passers(5)])
def test_the_smallest_shops_can_be_learned(shop):
    found = learn(shop, NOON)
    assert of_plain(json.loads(json.dumps(to_plain(found)))) == found
    assert found.leaving is None
    assert {name: card.data["people"] for name, card in found.cards.items()} == dict.fromkeys(found.cards, len(shop))
    assert all(predict(found, one, NOON) for one in shop)


def test_of_many_people_some_are_chosen_whatever_their_order():
    names = [person(order(1), name=f"p{one}") for one in range(50)]
    chosen = sample(names, 10)
    assert len(chosen) == 10
    assert chosen == sample(names[::-1], 10) == sorted(chosen)
    assert learn(SHOP, NOON, Asked(most=30)).cards["value"].data["people"] == 30


def test_a_share_at_promotions_is_shrunken_and_there_is_none_under_three_orders():
    bargain = [order(day, promoted=1) for day in (1, 5, 9)]
    found = sensitivity(Promotions(1, 3), bargain)
    assert found is not None
    assert found["share"] == round(4 / 7, 4)
    assert found["low"] < found["share"] < found["high"] < 1
    assert (found["orders"], found["pieces"], found["promoted"]) == (3, 3, 3)
    assert sensitivity(Promotions(1, 3), bargain[:2]) is None


def test_a_box_of_a_hundred_is_one_decision():
    orders = [order(1, pieces=100, promoted=100), order(2), order(3)]
    found = sensitivity(Promotions(1, 1), orders)
    assert found is not None
    assert found["share"] == round(11 / 14, 4)


def test_where_people_differ_their_own_share_counts_more():
    chance = Random(1)

    def shop(shares):
        return [
            person(*(order(day, promoted=int(chance.random() < share)) for day in range(10)), name=f"{share}{one}")
            for share in shares
            for one in range(50)
        ]

    alike, different = (sum(promotions_of(shop(shares))) for shares in ((0.5,), (0.02, 0.98)))
    assert different < 2 < 10 < alike


def test_ranks_are_judged_with_ties():
    assert scores.auc([0.1, 0.4, 0.35, 0.8], [False, False, True, True]) == 0.75
    assert scores.auc([0.5, 0.5], [True, False]) == 0.5
    assert scores.auc([0.5], [True]) is None


def test_bins_have_all_people_and_lift_begins_with_the_highest():
    bins = scores.calibration([place / 100 for place in range(100)], [float(place >= 90) for place in range(100)])
    assert [one["count"] for one in bins] == [10] * 10
    assert scores.lift(bins) == [10.0] + [0.0] * 9
    assert scores.calibration_error([{"predicted": 0.5, "observed": 0.25, "count": 4}]) == 0.25
    assert scores.calibration_error([]) is None


CARD = card_of("leaving", NOON, Data(3, 4, 1, 2, 90), (Judged([0.1, 0.2, 0.9], [0, 0, 1], {"auc": 0.8}), {"base": 1}))


def test_a_card_goes_through_json():
    assert card_of_plain(json.loads(json.dumps(card_to_plain(CARD)))) == CARD
    assert CARD.metrics == {"auc": 0.8, "calibration_error": 0.1333}


def test_drift_says_what_changed_and_whether_predictions_moved():
    later = replace(CARD, made=NOON + DAY, metrics={"auc": 0.75, "calibration_error": None, "rmse": 1})
    found = drift(CARD, later)
    assert (found["metrics"], found["stability"], found["since"]) == ({"auc": -0.05}, 0.0, NOON)
    assert drift(None, CARD) == {}
    moved = stability(spread_of([0.15] * 100), spread_of([0.85] * 100))
    assert moved is not None
    assert moved > 0.25
    assert stability([], spread_of([1.0])) is None
    assert isinstance(CARD, Card)
