"""What may suit somebody, for programs: with the reasons, and what is left out and why."""

import pytest

from segue.times import MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import identified, message, post
from tests.handlers.chats import signed_in
from tests.handlers.learnt_shop import SOLD, learnt, stock, viewed
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started
from tests.handlers.talks import desk, the_one
from tests.handlers.test_chat import answered
from tests.handlers.test_sending import KIM


@pytest.fixture
def world():
    """A shop that has learned."""
    with started() as made:
        learnt(made)
        yield made


def kim(world: World) -> str:
    """Kim has looked at the camera, and has the bag in her cart."""
    post(world, identified(world, "i1", "u1", KIM), viewed(world, userId="u1", anonymousId=None))
    bag = {"cart_id": "c1", "product_id": "bag", "price": 49, "quantity": 1, "currency": "EUR"}
    post(world, message(world, "track", "b1", event="Product Added", properties=bag, userId="u1"))
    world.pass_time(MINUTE)
    return Api(world).post("/v1/people/find", {"type": "user_id", "value": "u1"})[1]["id"]


def test_programs_read_what_may_suit_somebody_and_what_is_left_out(world):
    status, said = Api(world).get(f"/v1/people/{kim(world)}/recommendations?limit=2")
    assert (status, [one["product_id"] for one in said["items"]]) == (200, ["lens", "mug"])
    assert said["items"][0]["reason"]["words"] == "40 people bought it with Camera"
    assert said["left_out"] == [
        {"product_id": "bag", "title": "Bag", "why": "asked", "words": "it is in the cart, or what this is about"}
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=trending", []),
        ("kind=completes&product=camera", ["lens"]),
        ("of=content", ["macro"]),
        ("kind=similar", []),
    ],
)
def test_each_kind_is_a_list_of_its_own_and_an_empty_one_says_why(world, query, names):
    said = Api(world).get(f"/v1/people/{kim(world)}/recommendations?{query}")[1]
    assert [one["product_id"] for one in said["items"]] == names
    assert bool(said["why"] and said["words"]) is not bool(names)


@pytest.mark.parametrize("query", ["kind=for_yuo", "of=films", "limit=0", "limit=21", f"product={'x' * 101}"])
def test_a_list_that_there_is_not_is_a_problem(world, query):
    status, said = Api(world).get(f"/v1/people/{kim(world)}/recommendations?{query}")
    assert (status, said["type"]) == (422, "urn:segue:problem:not-valid")


def test_who_objects_to_profiling_is_told_to_the_staff(world):
    no = {"channel": "web", "purpose": "profiling", "granted": False}
    person = kim(world)
    post(world, message(world, "track", "n1", event="Consent Updated", properties=no, userId="u1"))
    world.pass_time(MINUTE)
    said = Api(world).get(f"/v1/people/{person}/recommendations")[1]
    assert ([one["product_id"] for one in said["items"]], said["why"]) == (["mug"], "objection")


def test_what_is_in_an_order_that_a_chat_is_about_is_left_out_until_it_is_resolved(world):
    person = buyer(world)
    assert why(world, person, "mug") == ""
    visitor = signed_in(world, "u1").open()
    visitor.say(form={"order": "TL-1001"})
    visitor.say("I want to make a complaint about my order")
    answered(world, "Sorry about that")
    world.pass_time(MINUTE)
    assert why(world, person, "mug") == "complaint"
    desk(world).post(f"/v1/conversations/{the_one(world)['id']}/resolve", {})
    world.pass_time(MINUTE)
    assert why(world, person, "mug") == ""


def buyer(world: World) -> str:
    """Kim has ordered a mug, of a kind that is used up."""
    with world.aside():
        stock({"mug": {**SOLD["mug"], "consumable": True}}, at=2)
    person = kim(world)
    bought = {"order_id": "TL-1001", "total": 9, "currency": "EUR", "products": [{"product_id": "mug", "price": 9}]}
    post(world, message(world, "track", "o1", event="Order Completed", properties=bought, userId="u1"))
    world.pass_time(MINUTE)
    return person


def why(world: World, person: str, product: str) -> str:
    """Why something is left out, "" where it is shown."""
    said = Api(world).get(f"/v1/people/{person}/recommendations")[1]
    left = {one["product_id"]: one["why"] for one in said["left_out"]}
    shown = [one["product_id"] for one in said["items"]]
    return left.get(product, "" if product in shown else "absent")
