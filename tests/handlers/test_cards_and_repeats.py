"""The hand-over card on a conversation as the API tells it, and the marks of what a customer had to say twice."""

from segue.times import DAY, MINUTE
from tests.faults.shop import message, post
from tests.handlers.talks import chatted, desk, known, the_one, whole, wrote


def orders(world, order="1001"):
    """Kim has bought something."""
    said = {"order_id": order, "total": 199, "currency": "EUR", "products": []}
    post(world, message(world, "track", f"o-{order}", event="Order Completed", properties=said, userId="u1"))
    world.pass_time(MINUTE)


def asks(world, talk, text, who="agent"):
    """One of the staff writes."""
    assert desk(world, who).post(f"/v1/conversations/{talk['id']}/turns", {"text": text})[0] == 201
    world.pass_time(MINUTE)


def test_the_card_stands_on_the_conversation(world):
    known(world)
    orders(world)
    chatted(world, "Hello! My order 1001 has not come.", "t1")
    card = whole(world, the_one(world)["id"])["card"]
    assert (card["order"]["id"], card["problem"]) == ("1001", "My order 1001 has not come.")
    assert "Order: 1001, placed" in card["text"]


def test_the_card_of_a_part_is_that_of_the_whole(world):
    known(world)
    for number in range(4):
        chatted(world, f"Sentence number {number} of mine", f"t{number}")
    talk = the_one(world)
    part = desk(world).get(f"/v1/conversations/{talk['id']}?limit=1")[1]
    assert part["card"] == whole(world, talk["id"])["card"]


def test_what_is_asked_for_again_is_marked_once(world):
    known(world)
    orders(world)
    chatted(world, "My order 1001 has not come.", "t1")
    talk = the_one(world)
    asks(world, talk, "What is your order number?")
    chatted(world, "1001", "t2")
    asks(world, talk, "Your order number please?")
    chatted(world, "1001 again", "t3")
    assert the_one(world)["repeats"] == ["had to say the order number again"]


def test_what_is_said_once_is_not_marked(world):
    known(world)
    orders(world)
    chatted(world, "My parcel has not come.", "t1")
    asks(world, the_one(world), "What is your order number?")
    chatted(world, "1001", "t2")
    assert the_one(world)["repeats"] == []


def test_who_comes_again_about_the_same_order_within_a_week_is_marked(world):
    known(world)
    orders(world)
    wrote(world, "My order 1001 has not come", "i1")
    talk = the_one(world)
    assert desk(world).post(f"/v1/conversations/{talk['id']}/resolve", {})[0] == 200
    assert talk["repeats"] == []
    world.pass_time(DAY)
    wrote(world, "Order 1001 is still not there", "i2")
    assert the_one(world)["repeats"] == ["came again about the same order within 7 days"]
