"""When somebody needs a product again."""

from dataclasses import replace

import pytest

from segue.forecasting.gaps import gaps_of, purchases_of
from segue.forecasting.learning.needing import again_of, missed_of, needs_of
from segue.forecasting.needing import Goods, Needs, Product, dues
from segue.times import DAY, HOUR
from tests.builders import NOON
from tests.forecast_shops import order, passers, person, regulars

SHOP = regulars() + passers()
NEEDS = needs_of(SHOP, {})
ALONE = Needs(usual=3.0, products={"coffee": Product(3.0, 50, 20.0, 0.9)}, sure=(0.1, 0.2, 0.3, 0.4))


def due(*orders, needs=NEEDS, now=NOON, goods=None):
    return dues(needs, person(*orders).orders, now, goods or Goods())


def test_a_product_that_is_bought_every_three_weeks_is_due_three_weeks_later():
    (found,) = due(order(5, "coffee"))
    assert 15 * DAY < found.due - (NOON - 5 * DAY) < 30 * DAY
    assert found.low < found.due < found.high
    assert (found.gaps, found.pieces, found.last) == (0, 1, NOON - 5 * DAY)
    assert 18 <= found.median <= 26


def test_who_needs_it_more_often_is_told_so_the_more_the_longer_that_is_known():
    often = [due(*(order(5 + 8 * back, "coffee") for back in range(many)))[0].days for many in (1, 2, 4, 12)]
    assert often == sorted(often, reverse=True)
    assert often[-1] < 12


def test_what_is_bought_once_in_a_life_is_never_due():
    assert due(order(5, "lamp")) == []
    assert NEEDS.products["lamp"].again < 0.3


def test_who_buys_it_again_and_again_is_told_whatever_others_do():
    (found,) = due(order(61, "lamp"), order(31, "lamp"), order(1, "lamp"))
    assert found.gaps == 2


def test_nothing_is_told_of_a_product_that_nobody_knows():
    assert due(order(5, "news")) == []


def test_buying_it_again_or_a_substitute_ends_it():
    before = due(order(10, "coffee"))[0]
    after = due(order(10, "coffee"), order(1, "coffee"))[0]
    assert after.last > before.last
    goods = Goods(substitutes={"coffee": ("tea",)})
    assert due(order(10, "coffee"), order(1, "tea"), goods=goods) == []
    assert [one.product for one in due(order(1, "coffee"), order(10, "tea"), goods=goods)] == ["coffee"]
    assert due(order(10, "coffee"), order(1, "tea"))


def test_two_orders_of_one_day_are_one_purchase_and_neither_ends_the_other():
    """What ends a need is bought after the moment that the forecast says it was bought last."""
    orders = order(5, "coffee")._replace(moment=NOON - 5 * DAY - HOUR), order(5, "coffee")
    (found,) = due(*orders)
    assert (found.last, found.due) == (NOON - 5 * DAY, due(orders[0])[0].due)


def test_what_is_long_past_is_not_to_be_expected_any_more():
    assert due(order(300, "coffee")) == []


def test_twice_as_much_lasts_longer_and_so_does_a_larger_pack():
    larger = replace(ALONE, amount=0.8)
    one, two = (due(order(5, ("coffee", many)), needs=larger)[0].days for many in (1, 2))
    pack = due(order(5, "coffee"), needs=larger, goods=Goods(packs={"coffee": 2}))[0].days
    assert one < two == pack


def test_what_the_amount_does_is_learned():
    """Who buys two comes back after twice the time."""
    shop = []
    for one in range(40):
        orders, day = [], 400 - one
        while day > 0:
            many = 1 + (one + day) % 2
            orders.append(order(day, ("coffee", many)))
            day -= 15 * many
        shop.append(person(*orders, name=f"p{one}"))
    assert 0.7 < needs_of(shop, {}).amount <= 1.05


def test_how_sure_it_is_goes_by_own_gaps():
    sure = [
        due(*(order(1 + 20 * back, "coffee") for back in range(many)), needs=ALONE)[0].sure for many in (1, 2, 3, 9)
    ]
    assert sure == [0.1, 0.2, 0.3, 0.4]


def test_a_forecast_is_made_of_gaps_that_had_ended_by_then():
    days = [100, 90, 50, 10]
    gaps = list(gaps_of(purchases_of(person(*(order(day, "coffee") for day in days)).orders, {})))
    found = list(missed_of(NEEDS, gaps))
    assert [(one.came, one.gaps, one.before) for one in found] == [(10, 0, None), (40, 1, 10), (40, 2, 40)]


def test_lines_of_one_day_are_one_purchase_and_nothing_is_none():
    found = purchases_of([order(1, ("a", 2)), order(1, ("a", 1), ("b", 0))], {"a": 6.0})
    assert [(one.units, one.pieces) for one in found["a"]] == [(18, 3)]
    assert "b" not in found


def test_the_share_who_buy_again_is_shrunken():
    people = [purchases_of(one.orders, {}) for one in SHOP]
    again = again_of(people)
    assert 0.9 < again["coffee"] < 1
    assert 0 < again["lamp"] < 0.1


@pytest.mark.parametrize("shop", [[], passers(3), [person(order(0, "a"), order(0, "a"))]])
def test_a_shop_where_nothing_was_bought_twice_has_no_gaps(shop):
    assert all(one.gaps == 0 for one in needs_of(shop, {}).products.values())
