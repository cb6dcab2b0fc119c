"""The segments of the recipes: somebody who is in each, and somebody who only just is not."""

from typing import Any, NamedTuple

import pytest

from segue import facets
from segue.events import Event
from segue.playbook import compile_playbook
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segments
from segue.times import DAY, HOUR, MINUTE
from segue_tools.playbooks import starter_files
from tests.builders import NOON, an_add, an_event, an_identify, an_order
from tests.recipes import all_files, chapters, recipe

PLAYBOOK = compile_playbook(starter_files() | all_files("segments"))
SEGMENTS = compile_segments(PLAYBOOK["segment"], PLAYBOOK["policy"])
CAMERA = {"product_id": "kestrel-m2", "category": "cameras", "price": 1299, "quantity": 1}


class Case(NamedTuple):
    inside: list[Event]
    outside: list[Event]


def orders(*days: float, total: int = 400, **said: Any) -> list[Event]:
    return [an_order(NOON - int(day * DAY), f"o{day}", total=total, **said) for day in days]


def cart(hours: float, price: int) -> list[Event]:
    """Filled so long ago."""
    return [an_add(NOON - int(hours * HOUR), price=price)]


def steps(*minutes: int) -> list[Event]:
    """A look, a cart and the checkout, so long ago each."""
    names = ("Product Viewed", "Product Added", "Checkout Started")
    return [
        an_event(name, NOON - ago * MINUTE, properties={"cart_id": "c1", "product_id": "tent"})
        for name, ago in zip(names, minutes, strict=True)
    ]


def did(called: str, *days: float, **said: Any) -> list[Event]:
    return [an_event(called, NOON - int(day * DAY), message_id=f"{called}{day}", properties=said) for day in days]


def in_store(day: float) -> Event:
    said = {"order_id": f"s{day}", "total": 21, "currency": "EUR"}
    return an_event("Order Completed", NOON - int(day * DAY), channel="store", properties=said)


def mailed(opened: int) -> list[Event]:
    """Kim, who has said yes to text messages and opened a mail so many days ago."""
    yes = {"channel": "sms", "purpose": "marketing", "granted": True, "phone": "+14255550199"}
    known = an_identify(NOON - 200 * DAY, email="kim@shop.example", phone="+14255550199")
    said = an_event("Consent Updated", NOON - 199 * DAY, user_id="u1", properties=yes)
    return [known, said, an_event("Email Opened", NOON - opened * DAY, channel="email")]


CASES = {
    "Best customers": Case(orders(1, 30, 364), orders(1, 30, 366)),
    "Bought once": Case(orders(30), orders(29.9)),
    "Later than usual": Case(orders(105, 75, 45), orders(104, 74, 44)),
    "Large cart, left for a day": Case(cart(24, 200), cart(24, 199)),
    "Lost at the checkout": Case(steps(70, 20, 10), steps(71, 20, 10)),
    "Wishes": Case(did("Product Added to Wishlist", 59.9), did("Product Added to Wishlist", 60)),
    "Reads about cameras, has none": Case(
        did("Product Viewed", 0, 0.1, 0.2, **CAMERA), did("Product Viewed", 0, 0.1, **CAMERA)
    ),
    "In the store and online": Case([*orders(3), in_store(300)], [*orders(3), in_store(366)]),
    "Sleeps on e-mail": Case(mailed(92), mailed(80)),
    "Leave them in peace": Case(
        did("Survey Answered", 29, survey="ces", score=3), did("Survey Answered", 29, survey="ces", score=4)
    ),
}


def inside(title: str, events: list[Event]) -> bool:
    """Whether somebody of whom this is known is in the segment of a chapter."""
    ((path, _),) = recipe("segments", title).items()
    key = path.removeprefix("segments/").removesuffix(".yaml")
    return SEGMENTS[key].when.test(Profile("a_1", facets.absorb({}, events), ("a_1",)), NOON).holds


def test_every_segment_of_the_recipes_has_somebody_in_it():
    assert CASES.keys() == chapters("segments").keys()
    assert len(CASES) == 10


@pytest.mark.parametrize("title", CASES)
def test_a_segment_of_the_recipes_draws_its_line_where_it_says(title):
    assert inside(title, CASES[title].inside)
    assert not inside(title, CASES[title].outside)
    assert "**Watch**" in chapters("segments")[title]
