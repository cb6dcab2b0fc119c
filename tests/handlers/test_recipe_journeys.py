"""The journeys of the recipes: each in force without any other, one customer, and the steps that write to her."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from segue.times import DAY, HOUR, MINUTE
from segue.wiring.tables import messages
from tests.faults.shop import added, post
from tests.handlers.staff_requests import Api
from tests.handlers.starter import whole_starter
from tests.handlers.starter_plays import TENT, Play, among
from tests.recipes import chapters, recipe

SAID: dict[str, Any] = {"product": "tent", "variant": "", "title": "Ridge tent"}
PRICES = {"before": 38900, "after": 34900, "currency": "EUR"}
PAST = {"order_id": "o0", "total": 389, "currency": "EUR", "products": [TENT]}


class Story(NamedTuple):
    """What Kim does, who writes to her then (step and channel), and what else is known of her."""

    tells: Callable[[Play], None]
    hears: list[str]
    traits: Mapping[str, str] = MappingProxyType({})


@contextmanager
def cooked(title: str, **traits: str) -> Iterator[Play]:
    """Kim, where the recipe's is the only journey in force and holds nobody out."""
    others = {one: text for one, text in whole_starter().items() if not one.startswith("journeys/")}
    own = {one: text.replace("holdout: 10\n", "") for one, text in recipe("journeys", title).items()}
    with among(others | own, **traits) as play:
        yield play


def heard(play: Play) -> list[str]:
    """What was sent to her, the oldest first: the step and the channel."""
    with play.world.aside():
        sent = [one for one in messages().of_people([play.person]) if one.state == "sent"]
    return [f"{one.step} by {one.channel}" for one in sorted(sent, key=lambda one: one.created)]


def waits(*days: float) -> Callable[[Play], None]:
    def passes(play: Play) -> None:
        for one in days:
            play.passes(int(one * DAY))

    return passes


def then(*acts: Callable[[Play], None]) -> Callable[[Play], None]:
    def tells(play: Play) -> None:
        for act in acts:
            act(play)

    return tells


def leaves_a_cart(play: Play) -> None:
    post(play.world, added(play.world, "a1", userId="kim"))


def delivered(play: Play) -> None:
    play.orders()
    play.passes(2 * DAY)
    play.does("Order Delivered", order_id="o1")


def writes(play: Play) -> None:
    play.tells("Conversation Opened", conversation_id="k1", channel="email")


def answers(score: int) -> Callable[[Play], None]:
    return lambda play: play.tells("Survey Answered", survey="ces", score=score)


def is_told(name: str, **said: Any) -> Callable[[Play], None]:
    return lambda play: play.hears(name, **{**SAID, **said})


def looks(*products: str) -> Callable[[Play], None]:
    return lambda play: play.looks(*products)


def wishes(play: Play) -> None:
    play.does("Product Added to Wishlist", product_id="tent")
    play.passes(HOUR)


def codes(play: Play) -> None:
    assert Api(play.world, "marketer").post("/v1/coupons/early-access", {"codes": ["EARLY-1"]})[0] < 300


def is_gold(play: Play) -> None:
    play.says("identify", traits={"loyalty_tier": "gold"})
    play.passes(MINUTE)


def reviews(play: Play) -> None:
    play.does("Product Reviewed", product_id="tent", rating=5)


CART = ["first by email", "second by email", "third by inapp"]
BORN = {"birthday": "1990-01-20"}
MONTHS = waits(*[30] * 8)
STORIES: dict[str, list[Story]] = {
    "Welcome in two mails": [
        Story(then(Play.agrees, waits(10)), ["hello by email", "introduce by email"]),
        Story(then(Play.agrees, waits(1), Play.orders, waits(10)), ["hello by email"]),
    ],
    "Abandoned cart in three steps": [
        Story(then(leaves_a_cart, waits(10)), CART),
        Story(then(leaves_a_cart, waits(2), Play.orders, waits(10)), CART[:2]),
    ],
    "Looked around and left": [
        Story(then(looks("tent", "stove", "mat"), waits(2)), ["mail by email"]),
        Story(then(looks("tent", "stove"), waits(2)), ["quietly by inapp"]),
    ],
    "Care after buying": [
        Story(then(delivered, waits(3, 10)), ["tips by email", "ask by email"]),
        Story(then(delivered, waits(3), writes, waits(10)), ["tips by email"]),
    ],
    "Review, asked twice at most": [
        Story(then(delivered, waits(30)), ["ask by email", "again by email"]),
        Story(then(delivered, waits(11), reviews, waits(30)), ["ask by email"]),
    ],
    "Used up soon": [
        Story(
            then(is_told("ReplenishmentDue", bought="2025-10-01T00:00:00Z"), waits(2, 5)),
            ["reminder by email", "bell by inapp"],
        ),
    ],
    "Back in stock, best customers first": [
        Story(then(is_told("StockReturned", stock=4), lambda play: play.passes(HOUR)), []),
        Story(then(is_told("StockReturned", stock=4), lambda play: play.passes(3 * HOUR)), ["news by email"]),
        Story(
            then(is_told("StockReturned", stock=4), lambda play: play.passes(HOUR)),
            ["news by email"],
            {"loyalty_tier": "gold"},
        ),
    ],
    "Price drop for wishes": [
        Story(then(wishes, is_told("PriceDropped", **PRICES), waits(1)), ["news by email"]),
        Story(then(is_told("PriceDropped", **PRICES), waits(1)), []),
    ],
    "Won back, or let go": [
        Story(then(Play.orders, MONTHS), ["hello-again by email", "once-more by email"]),
        Story(then(Play.orders, waits(185), lambda play: play.orders("o2"), waits(60)), ["hello-again by email"]),
    ],
    "Birthday, and a word a week later": [
        Story(waits(40), ["greeting by email"], BORN),
        Story(then(waits(23), looks("tent"), waits(17)), ["greeting by email", "bell by inapp"], BORN),
    ],
    "Before everybody else": [
        Story(then(codes, is_gold, waits(1)), ["early by email"]),
        Story(then(codes, waits(1)), []),
    ],
    "Service recovery, and asked again": [
        Story(then(answers(2), waits(20)), ["ask-again by email"]),
        Story(then(answers(5), waits(20)), []),
    ],
}
EACH = [(title, one) for title, stories in STORIES.items() for one in stories]


def test_every_journey_of_the_recipes_is_played():
    assert STORIES.keys() == chapters("journeys").keys()
    assert len(STORIES) == 12
    assert [title for title, text in chapters("journeys").items() if "**Watch**" not in text] == []


@pytest.mark.parametrize(("title", "story"), EACH, ids=[f"{title}-{at}" for at, (title, _) in enumerate(EACH)])
def test_a_journey_of_the_recipes_writes_what_it_says_and_no_more(title, story):
    with cooked(title, **story.traits) as play:
        story.tells(play)
        assert heard(play) == story.hears
