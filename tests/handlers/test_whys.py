"""Why somebody is in a segment, or is not: each clause, with the value and the event that decided."""

import json

import pytest

from segue.times import DAY, HOUR
from tests.faults.shop import identified, message, ordered, post, put_in_force
from tests.handlers.staff_requests import Api

KIM = "kim@shop.test"
FILES = {
    "segments/regular.yaml": "name: Regulars\nwhen: {all: [{ordered: {at_least: 1, within: 90d}}, {trait: email}]}",
    "segments/housed.yaml": "when: {trait: home, exists: true}",
    "segments/idle.yaml": "when: {not: {in_segment: regular}}",
}


@pytest.fixture
def kim(world):
    """A customer who has ordered once."""
    put_in_force(world, FILES)
    world.pass_time(HOUR)
    post(world, identified(world, "m1", "u1", KIM, anonymousId="a1"), ordered(world, "m2", userId="u1"))
    world.pass_time(HOUR)
    return Api(world).post("/v1/people/find", {"type": "email", "value": KIM})[1]["id"]


def why(world, kim, segment, role="agent"):
    return Api(world, role).get(f"/v1/people/{kim}/why/segments/{segment}")


def test_each_clause_tells_what_decided_since_when_and_until_when(world, kim):
    status, said = why(world, kim, "regular")
    assert (status, said["name"], said["member"], said["why"]["holds"]) == (200, "Regulars", True, True)
    orders, trait = said["why"]["parts"]
    assert orders["text"] == "ordered: {at_least: 1, within: 90d}"
    assert orders["facts"][0]["event"] == "Order Completed"
    assert orders["since"] == orders["facts"][0]["time"] == said["since"]
    assert (trait["text"], trait["holds"]) == ("trait: email", True)


def test_when_the_order_grows_old_the_clause_says_since_when_that_is_so(world, kim):
    _, before = why(world, kim, "regular")
    world.pass_time(91 * DAY)
    _, after = why(world, kim, "regular")
    assert (after["member"], after["why"]["holds"]) == (False, False)
    assert after["why"]["parts"][0]["since"] == before["why"]["until"]


def test_a_segment_that_asks_for_another_shows_what_that_one_asks(world, kim):
    _, said = why(world, kim, "idle")
    assert not said["why"]["holds"]
    inner = said["why"]["parts"][0]
    assert (inner["text"], [one["text"] for one in inner["parts"]]) == ("in_segment: regular", ["all"])


def test_a_marketer_sees_no_address(world, kim):
    assert KIM in json.dumps(why(world, kim, "regular"))
    assert KIM not in json.dumps(why(world, kim, "regular", "marketer"))


@pytest.mark.parametrize(("role", "street"), [("agent", "Elm Lane 4"), ("marketer", "•••")])
def test_a_marketer_sees_no_street_that_stands_within_a_trait(world, kim, role, street):
    home = {"street": "Elm Lane 4", "rooms": 3}
    post(world, message(world, "identify", "m3", userId="u1", traits={"home": home}))
    world.pass_time(HOUR)
    facts = why(world, kim, "housed", role)[1]["why"]["facts"]
    assert [one["text"] for one in facts] == [f"home is {home | {'street': street}}"]


def test_a_segment_that_is_not_in_force_is_not_found(world, kim):
    assert why(world, kim, "nothing")[0] == 404
