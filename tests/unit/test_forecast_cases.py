"""The benchmark of forecasts judges by what came after what was learned from."""

from bench.forecasting import bought, headlines, needed
from bench.orders import MadeUp
from segue.times import DAY
from tests.builders import NOON
from tests.forecast_shops import order, passers, person, regulars

CUT = NOON - 100 * DAY


def test_gaps_that_began_later_are_asked_about_and_not_learned_from():
    shop = regulars(20)
    later = [gap for one in shop for gap in one.orders[:-1] if gap.moment > CUT]
    found = needed(shop, CUT, NOON)
    assert found["replenishment_gaps"] == len(later)
    assert found["replenishment_within_25_percent"] > 0.9
    assert needed([person(order(90, "a"), order(80, "a"))], CUT, NOON)["replenishment_within_25_percent_last_gap"] == 0


def test_everybody_known_at_the_cut_is_judged_by_purchases_after_it():
    newcomer = person(order(50, "coffee"), order(20, "coffee"), name="new")
    found = bought([*regulars(), *passers(), newcomer], CUT, 100)
    assert found["people"] == 60 + sum(one.orders[0].moment <= CUT for one in passers())
    assert found["purchases"] == sum(one.moment > CUT for history in regulars() for one in history.orders)
    assert found["textbook"]["auc"] > 0.9


def test_the_made_up_shop_is_the_same_every_time():
    first, second = (list(MadeUp(20).histories()) for _ in range(2))
    assert first == second
    assert all(one.orders[-1].moment < NOON for one in first)


def test_figures_of_data_that_is_absent_are_absent():
    assert headlines({"made_up_3000_people": {"churn_auc": 0.8}}) == {}
