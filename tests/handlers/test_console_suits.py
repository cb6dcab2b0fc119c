"""What may suit a customer in the console: on the person's page, and beside a conversation."""

import pytest

from segue.times import MINUTE
from tests.faults.shop import message, post
from tests.handlers.console_staff import page_of
from tests.handlers.learnt_shop import SOLD, learnt, stock, viewed
from tests.handlers.talks import known, the_one, wrote
from tests.handlers.test_sending import KIM


@pytest.fixture
def looked(world):
    """A shop that has learned; Kim has looked at a camera, has the bag in the cart, and wrote by SMS."""
    learnt(world)
    known(world)
    bag = {"cart_id": "c7", "product_id": "bag", "price": 49, "quantity": 1, "currency": "EUR"}
    post(world, viewed(world, userId="u1", anonymousId=None))
    post(world, message(world, "track", "b1", event="Product Added", properties=bag, userId="u1"))
    wrote(world, "Which lens fits?", "i1")
    world.pass_time(MINUTE)


def test_a_person_s_page_tells_what_may_suit_why_and_what_was_left_out(looked, ann):
    assert ann.get(page_of(ann, KIM)).status == 200
    assert not ann.reads("Nothing to recommend yet")
    said = (
        "Recommendations",
        "40 people bought it with Camera",
        "left out",
        "It is in the cart, or what this is about",
    )
    assert [one for one in (*said, "Completes what they have", "Macro") if not ann.reads(one)] == []


def test_an_empty_list_says_why(world, ann):
    known(world)
    assert ann.get(page_of(ann, KIM)).reads("Nothing to recommend yet Why?")
    assert ann.reads("Nothing is known of them that this could be about.")


def test_beside_a_conversation_stands_what_may_suit_to_be_put_into_the_answer(looked, world, amy):
    amy.get(f"/inbox/{the_one(world)['id']}")
    assert amy.reads("What may suit")
    assert amy.reads("40 people bought it with Camera")
    assert 'data-use="Lens: https://shop.example/lens"' in amy.body
    assert 'data-use="Bag' not in amy.body


def test_a_link_that_runs_a_script_stands_on_no_page(looked, world, amy):
    with world.aside():
        stock({"lens": {**SOLD["lens"], "url": "javascript:alert(1)"}}, at=2)
    world.pass_time(2 * MINUTE)
    amy.get(f"/inbox/{the_one(world)['id']}")
    assert 'data-use="Lens"' in amy.body
    assert "javascript:" not in amy.body
