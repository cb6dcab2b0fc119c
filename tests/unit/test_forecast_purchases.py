"""How often somebody will buy, by the season's clock, and for how much."""

from math import isclose

import pytest
from scipy.special import hyp2f1

from segue.forecasting.learning.repeating import repeating_of
from segue.forecasting.learning.seasons import season_of
from segue.forecasting.learning.spending import spending_of
from segue.forecasting.repeating import Repeating, alive, expected, gauss
from segue.forecasting.seasons import MERCHANDISE, WEEK, WEEKS, YEAR, Season, evened, usual
from segue.forecasting.spending import Spending, worth
from segue.forecasting.standings import Standing, standing
from segue.times import DAY
from tests.builders import NOON
from tests.forecast_shops import order, passers, person, regulars

MODEL = Repeating(0.5, 6.0, 0.9, 1.6)


def stand(again=3, recency=20.0, age=30.0):
    return Standing(again, recency, age, 1, NOON, NOON)


@pytest.mark.parametrize("told", [(0.7, 1.9, 2.5, 0.3), (20.5, 22.0, 23.4, 0.9), (1.2, 0.4, 3.3, 0.0)])
def test_the_series_is_gauss_s(told):
    assert isclose(gauss(*told), hyp2f1(*told), rel_tol=1e-7)


def test_who_has_been_quiet_for_long_is_less_likely_a_customer():
    assert alive(MODEL, stand(recency=29)) > alive(MODEL, stand(recency=20)) > alive(MODEL, stand(recency=5))
    assert alive(MODEL, stand(0, 0, 30)) < alive(MODEL, stand(0, 0, 1)) < 1


def test_expectations_grow_with_time_and_never_beyond_what_staying_would_bring():
    found = [expected(MODEL, stand(), weeks) for weeks in (0, 1, 10, 50, 500)]
    assert found == sorted(found)
    assert found[0] == 0
    assert found[1] < (MODEL.r + 3) / (MODEL.alpha + 30)


@pytest.mark.parametrize("a", [1e-4, 1.0, 1.0000001, 40.0])
def test_expectations_hold_for_extreme_parameters(a):
    many = Repeating(0.01, 0.05, a, 400)
    assert all(0 <= expected(many, stand(again, 50, 51), 52) < 10_000 for again in (0, 1, 200, 5000))


def test_the_clock_counts_as_many_weeks_in_a_year_as_there_are():
    season = Season(evened(usual(MERCHANDISE, 0)))
    assert isclose(season.clock(NOON + YEAR) - season.clock(NOON), WEEKS)
    assert isclose(Season().clock(NOON + WEEK) - Season().clock(NOON), 1)


def test_december_is_longer_than_january_on_the_clock():
    season = Season(evened(usual(MERCHANDISE, 0)))
    december, january = NOON + 20 * DAY, NOON + 60 * DAY
    lengths = [season.clock(one + WEEK) - season.clock(one) for one in (december, january)]
    assert lengths[0] > 1.3 > 1 > lengths[1]


def test_a_young_shop_is_taken_to_be_as_the_months_say():
    season = season_of([[NOON - 20 * DAY], [NOON - DAY]], NOON, MERCHANDISE)
    assert (season.strength, season.lead, season.weeks) == (1.0, 0.0, evened(usual(MERCHANDISE, 0)))


def test_a_group_to_which_nobody_new_comes_tells_nothing_of_the_year():
    closed = [[NOON - 300 * DAY, *(NOON - day * DAY for day in range(200, 0, -10))]]
    assert season_of(closed, NOON, MERCHANDISE).weeks == evened(usual(MERCHANDISE, 0))


def test_a_shop_that_sells_alike_all_year_loses_the_season_it_was_taken_to_have():
    even = [[NOON - day * DAY, NOON - day * DAY + 1] for day in range(3 * 365)] * 20
    season = season_of(even, NOON, MERCHANDISE)
    assert max(season.weeks) < 1.15 < max(evened(usual(MERCHANDISE, 0)))


def test_a_shop_that_sells_weeks_ahead_is_found_to():
    early = Season(evened([1.5 * one for one in usual(MERCHANDISE, 4)]))
    weeks = [
        (NOON - n * WEEK, early.clock(NOON - n * WEEK + WEEK) - early.clock(NOON - n * WEEK)) for n in range(1, 80)
    ]
    found = season_of(
        [[moment + WEEK // 2] for moment, size in weeks for _ in range(round(100 * size))], NOON, MERCHANDISE
    )
    assert 3 <= found.lead <= 5
    assert 1.2 <= found.strength <= 1.8


def test_parameters_are_found_within_bounds_where_nobody_comes_back_or_all_do():
    for shop in (passers(), regulars(), [person(order(0))]):
        stands = [standing(one, Season(), NOON) for one in shop]
        found = repeating_of([one for one in stands if one])
        assert found is not None
        assert all(1e-3 < one < 3000 for one in found)
    assert repeating_of([]) is None


def test_a_few_purchases_say_less_than_many():
    model = {"EUR": Spending(1000, 2, 10_000)}
    little, much = (worth(model, [order(day, cents=4000) for day in range(1, 1 + many)]) for many in (1, 20))
    assert little is not None
    assert much is not None
    assert (little.cents, round(much.cents)) == (2000, 3727)


def test_currencies_are_never_added_up():
    mixed = [order(1, cents=500), order(2, cents=700), order(3, cents=90_000, currency="JPY")]
    found = worth(spending_of([person(*mixed)]), mixed)
    assert found is not None
    assert (found.currency, found.purchases) == ("EUR", 2)
    assert found.share == 2 / 3
    assert found.cents < 1000
    assert worth({}, mixed) is None


def test_what_costs_nothing_is_worth_nothing():
    free = [person(order(1, cents=0), order(2, cents=0), name=f"{one}") for one in range(3)]
    found = worth(spending_of(free), free[0].orders)
    assert found is not None
    assert found.cents == 0


def test_all_that_was_spent_comes_out_again_the_one_large_order_with_it():
    shop = [person(order(1, cents=1000 + one), order(2, cents=900), name=f"{one}") for one in range(200)]
    shop.append(person(order(1, cents=10_000_000), name="club"))
    model = spending_of(shop)["EUR"]
    sums = [[order.net for order in one.orders] for one in shop]
    assert isclose(sum(len(one) * model.of(one) for one in sums), sum(map(sum, sums)), rel_tol=1e-4)
