"""Simulations are asked for by staff, begun once, refused with the place of a mistake, and go on where they were."""

import pytest

from segue import touring
from segue.aws import pages
from segue.times import HOUR, MINUTE
from tests.faults.endings import rows, violations
from tests.faults.shop import added, identified, ordered, post
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started

PATH = "/v1/journeys/simulate"
TEXT = """name: Greeting
entry: {detail-type: [OrderPlaced]}
steps:
  - send: {template: abandoned-cart, channel: email, purpose: marketing}
  - wait: 1h
"""


@pytest.fixture
def shop():
    """Three people: one with a cart that was left, one with an order, one with neither."""
    with started() as world:
        post(world, identified(world, "m1", "u1", "u1@shop.test"), added(world, "m2", userId="u1"))
        post(world, identified(world, "m3", "u2", "u2@shop.test"), ordered(world, "m4", userId="u2"))
        post(world, identified(world, "m5", "u3", "u3@shop.test"))
        world.pass_time(4 * HOUR)
        yield world


def asked(world, key="", **body):
    """The status and the answer, once it is done."""
    status, found = Api(world, "marketer").post(PATH, {"days": 1} | body, key)
    world.settle(world.clock)
    return status, Api(world, "marketer").get(f"/v1/journeys/simulations/{found['id']}")[1] if status == 202 else found


def test_a_text_that_is_not_in_force_is_simulated_and_nothing_is_sent(shop):
    before = len(rows(shop, "Messages")), len(rows(shop, "Journeys")), len(shop.region.bus.log)
    status, found = asked(shop, text=TEXT)
    assert (status, found["journey"], found["by"]) == (202, "simulated", "marketer-1")
    assert (found["result"]["runs"], found["result"]["people"], found["result"]["never"]) == (1, 3, [])
    assert before == (len(rows(shop, "Messages")), len(rows(shop, "Journeys")), len(shop.region.bus.log))
    assert violations(shop) == []


def test_a_text_takes_the_place_of_a_journey_in_force(shop):
    assert asked(shop, id="abandoned-cart", text=TEXT)[1]["result"]["runs"] == 1
    assert asked(shop, id="abandoned-cart")[1]["result"]["steps"][0]["id"] == "0"


def test_a_mistake_is_told_with_line_and_column(shop):
    status, found = asked(shop, text=TEXT.replace("wait: 1h", "wait: soon"))
    assert (status, found["type"]) == (422, "urn:segue:problem:bad-playbook")
    (problem,) = found["errors"]
    assert (problem["file"], problem["line"], problem["column"] > 1) == ("journeys/simulated.yaml", 5, True)


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 400), ({"id": "none"}, 404), ({"id": "abandoned-cart", "days": 0}, 422), ({"text": TEXT, "share": 101}, 422)],
)
def test_what_cannot_be_simulated_is_refused(shop, body, status):
    assert asked(shop, **body)[0] == status


def test_the_same_key_begins_one_simulation(shop):
    first, again = (asked(shop, "key-1", id="abandoned-cart")[1]["id"] for _ in range(2))
    other = asked(shop, "key-2", id="abandoned-cart")[1]["id"]
    assert first == again != other
    assert len([one for one in rows(shop, "Requests") if one.get("kind") == "simulation"]) == 2


def test_a_share_is_always_of_the_same_people(shop):
    counts = [asked(shop, id="abandoned-cart", share=share)[1]["result"]["people"] for share in (1, 50, 50, 100)]
    assert counts[1] == counts[2]
    assert (counts == sorted(counts), counts[-1]) == (True, 3)


def test_it_goes_on_where_it_was_and_tells_how_far_it_is(shop, monkeypatch):
    whole = asked(shop, id="abandoned-cart")[1]["result"]
    monkeypatch.setattr(touring, "LASTS", 0)
    monkeypatch.setattr(pages, "PAGE", 1)
    made = Api(shop, "marketer").post(PATH, {"id": "abandoned-cart", "days": 1})[1]
    seen = []
    while (told := Api(shop, "marketer").get(f"/v1/journeys/simulations/{made['id']}")[1])["state"] != "done":
        seen.append(told["percent"])
        if not shop.step():
            shop.region.clock.advance(MINUTE)
    assert (told["result"], seen) == (whole, sorted(seen))
    assert {0, 50} <= set(seen)


def test_only_who_works_with_journeys_may_ask(shop):
    assert Api(shop, "agent").post(PATH, {"id": "abandoned-cart"})[0] == 403
    assert Api(shop, "agent").get("/v1/journeys/simulations/sim_x")[0] == 403
    assert Api(shop, "admin").get("/v1/journeys/simulations/sim_x")[0] == 404
