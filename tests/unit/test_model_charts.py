"""What model cards tell, as drawings and in words."""

from itertools import pairwise

import pytest

from segue.console.models import model_metrics, model_sentences, model_words
from segue.console.models.model_charts import calibration, lift, nights
from segue.judging.cards import Card, Data, Judged, card_of
from segue.models.cards import MAIN
from tests.builders import NOON

RIGHT = {"predicted": 0.2, "observed": 0.2, "count": 10}
ABOVE = {"predicted": 0.4, "observed": 0.8, "count": 40}


def test_what_was_right_lies_on_the_line_and_what_came_more_above_it():
    drawn = calibration([RIGHT, ABOVE])
    left, bottom, right, top = drawn["line"]
    across = [(one["x"] - left) / (right - left) for one in drawn["dots"]]
    up = [(bottom - one["y"]) / (bottom - top) for one in drawn["dots"]]
    assert across[0] == pytest.approx(up[0], abs=0.01)
    assert across[1] < up[1]
    assert drawn["dots"][0]["r"] < drawn["dots"][1]["r"]
    assert [one["value"] for one in drawn["down"]] == [0, 0.25, 0.5, 0.75, 1]
    assert calibration([]) == {}


def test_columns_stand_side_by_side_and_the_average_where_everybody_would_be():
    drawn = lift([2.4, 1.0, 0.0])
    assert all(one["x"] + drawn["wide"] <= two["x"] for one, two in pairwise(drawn["columns"]))
    assert drawn["columns"][1]["y"] == drawn["one"]
    assert drawn["columns"][2]["height"] == 0
    assert [one["value"] for one in drawn["down"]] == [0, 0.5, 1, 1.5, 2, 2.5]
    assert lift([]) == lift([0.0]) == {}


def test_a_night_that_could_not_be_judged_is_no_dot():
    drawn = nights([(1, None), (2, 0.5), (3, 0.75)])
    assert [one["value"] for one in drawn["dots"]] == [0.5, 0.75]
    assert nights([(1, None)]) == {}


def a_card(model, predicted=(0.7,) * 10, came=(1,) * 7 + (0,) * 3, **metrics):
    return card_of(model, NOON, Data(10, 20, 1, 2, 90), (Judged(predicted, came, metrics), {}))


def test_churn_is_told_of_a_hundred_customers():
    said = model_sentences.headline(a_card("churn", (0.1,) * 90 + (0.7,) * 10, (0,) * 90 + (1,) * 6 + (0,) * 4))
    assert said == "Of 100 customers who were said to be 70 % at risk, 60 bought nothing in 90 days."


@pytest.mark.parametrize("model", MAIN)
def test_where_nothing_was_judged_each_model_says_so(model):
    card = Card(model, NOON, {"held": 90}, {})
    assert model_sentences.headline(card).startswith("Nothing could be judged yet")
    assert model_metrics.metrics(card) == []
    assert model_metrics.stability(card) == ""


def test_a_change_is_told_in_points_and_what_is_unknown_as_such():
    card = a_card("churn", auc=0.8)
    changed = Card(**{**vars(card), "metrics": {"auc": 0.8, "rmse": None}, "drift": {"metrics": {"auc": -0.05}}})
    rows = {one["name"]: (one["value"], one["changed"]) for one in model_metrics.metrics(changed)}
    assert rows == {"Ranks right": ("80 %", "−5.0 points"), "Usual miss": ("–", "")}


def test_how_much_predictions_moved_is_told_with_what_it_means():
    card = Card(**{**vars(a_card("churn")), "drift": {"stability": 0.3}})
    assert "moved much" in model_metrics.stability(card)


def test_every_metric_and_every_lack_has_words():
    assert {*MAIN} == {*model_words.ABOUT} == {*model_sentences.SENTENCES}
    assert {*MAIN.values()} <= {*model_metrics.METRICS}
    card = Card("churn", NOON, {}, {}, lacks={"people_known_for_90_days": (3, 50)})
    assert model_sentences.lacking(card) == ["3 customers known for 90 days; it takes 50"]


def test_one_of_what_is_lacking_is_told_as_one():
    card = Card("churn", NOON, {}, {}, lacks={"days": (1, 60), "people_known_for_90_days": (1, 50)})
    told = ["1 day since the first order; it takes 60", "1 customer known for 90 days; it takes 50"]
    assert model_sentences.lacking(card) == told
