"""What orders tell of a person, now and as of a past moment."""

from segue.forecasting.histories import as_of, bought_between, days_of, history_of
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event, an_order
from tests.forecast_shops import order, person
from tests.unit.test_purchases import a_person

BEANS = {"product_id": "beans", "price": 5, "quantity": 2}


def test_orders_of_a_profile_with_what_came_back():
    back = an_event("Order Refunded", NOON + DAY, properties={"order_id": "o1", "total": 6, "currency": "EUR"})
    bought = an_order(products=[BEANS], coupon="TEN")
    (one,) = history_of("ann", a_person(bought, back).order_rows).orders
    assert (one.moment, one.lines, one.cents, one.currency) == (NOON, (("beans", 2),), 2100, "EUR")
    assert (one.pieces, one.promoted, one.refunds, one.net) == (2, 2, ((NOON + DAY, 600),), 1500)


def test_a_refund_of_an_order_that_nobody_told_of_is_no_order():
    back = an_event("Order Refunded", NOON, properties={"order_id": "o1", "total": 6, "currency": "EUR"})
    assert history_of("ann", a_person(back).order_rows).orders == ()


def test_what_was_cancelled_was_an_order_until_then():
    gone = person(order(10, cancelled=NOON - 5 * DAY))
    assert as_of(gone, NOON).orders == ()
    assert len(as_of(gone, NOON - 6 * DAY).orders) == 1
    assert bought_between(gone, NOON - 20 * DAY, NOON) == 0


def test_a_past_moment_knows_nothing_of_later_orders_and_refunds():
    known = as_of(person(order(10, refunds=((NOON, 400),)), order(1)), NOON - 2 * DAY)
    assert [one.net for one in known.orders] == [1000]


def test_more_paid_back_than_paid_is_nothing():
    assert order(1, cents=100, refunds=((NOON, 400),)).net == 0


def test_a_purchase_is_a_day_with_orders():
    same = [order(1), order(1 - 2 * HOUR / DAY), order(3)]
    assert days_of(same) == [NOON - 3 * DAY, NOON - DAY]
