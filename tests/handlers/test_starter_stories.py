"""All starter journeys together: what one customer gets in some weeks, and what somebody who said no gets."""

from segue.times import DAY, HOUR
from tests.faults.shop import added, post
from tests.handlers.starter_plays import Play, kim

DROPPED = {"product": "tent", "variant": "", "title": "Ridge tent", "before": 2, "after": 1, "currency": "EUR"}


def a_month(play: Play) -> None:
    """Kim agrees to news, looks around, leaves a cart, buys, gets her parcel, is promoted and has a birthday."""
    play.looks("tent", "stove")
    play.passes(6 * HOUR)
    post(play.world, added(play.world, "a1", userId="kim"))
    play.passes(3 * HOUR)
    play.orders(cart_id="c1")
    play.passes(HOUR)
    play.hears("PriceDropped", **DROPPED)
    play.passes(3 * DAY)
    play.does("Order Delivered", order_id="o1")
    play.passes(2 * DAY)
    play.says("identify", traits={"loyalty_tier": "silver"})
    play.passes(20 * DAY)


def test_a_good_month_is_seven_mails_of_which_each_has_its_reason() -> None:
    with kim(birthday="1990-01-20") as play:
        play.agrees()
        a_month(play)
        assert play.subjects == [
            "Welcome to Fernweh Outfitters",
            "Still thinking it over?",
            "Your Tent is waiting",
            "Getting started with Ridge tent",
            "You are silver now",
            "How is Ridge tent?",
            "Happy birthday, Kim",
        ]


def test_who_said_no_to_marketing_gets_none_of_it_and_an_apology_where_one_is_due() -> None:
    with kim(birthday="1990-01-20") as play:
        play.agrees(False)
        play.passes(HOUR)
        a_month(play)
        play.tells("Survey Answered", survey="ces", score=1)
        play.passes(200 * DAY)
        assert play.subjects == ["We made that too hard"]
