"""Why people are one, by the people API: with values, events and sources, as each role may see them."""

import json

import pytest

from segue.times import MINUTE
from tests.faults.shop import identified, post, viewed
from tests.handlers.staff_requests import Api

KIM, LEE = {"type": "user_id", "value": "u1"}, {"type": "user_id", "value": "u2"}


@pytest.fixture
def world(world):
    post(world, identified(world, "m1", "u1", "kim@shop.test", anonymousId="a1"))
    world.pass_time(MINUTE)
    post(world, identified(world, "m2", "u2", "lee@shop.test"))
    world.pass_time(MINUTE)
    return world


def links(world, who, role="agent"):
    api = Api(world, role)
    status, page = api.get(f"/v1/people/{api.post('/v1/people/find', who)[1]['id']}/links")
    assert (status, page["next"]) == (200, None)
    return page["items"]


def test_each_link_tells_its_event_its_source_and_both_values(world):
    told = {one["right"]["value"]: one for one in links(world, KIM)}
    assert set(told) == {"kim@shop.test", "a1"}
    mail = told["kim@shop.test"]
    assert (mail["left"]["type"], mail["left"]["value"]) == ("user_id", "u1")
    assert (mail["event"], mail["title"], mail["source"], mail["channel"]) == ("m1", "identify", "web", "web")
    assert (mail["how"], mail["state"], mail["why"]) == ("login", "joined", "")


def test_what_was_kept_apart_names_the_reason_and_the_other_person(world):
    post(world, viewed(world, "m3", userId="u1", context={"traits": {"email": "lee@shop.test"}}))
    world.pass_time(MINUTE)
    (apart,) = [one for one in links(world, KIM) if one["state"] == "apart"]
    assert apart["right"]["value"] == "lee@shop.test"
    assert (apart["reason"], apart["why"]) == ("limit user_id", "another user id is known: one person has one")
    assert apart["person"] == Api(world).post("/v1/people/find", LEE)[1]["id"]


def test_a_merge_names_who_decided(world):
    Api(world, "agent").post("/v1/merges", {"keep": KIM, "absorb": LEE, "reason": "one card"})
    (merge,) = [one for one in links(world, KIM) if one["how"] == "staff"]
    assert (merge["actor"], merge["known"], merge["source"]) == ("agent-1", True, "staff")


def test_a_marketer_reads_no_address_in_it(world):
    told = json.dumps(links(world, KIM, "marketer"), ensure_ascii=False)
    assert "kim@shop.test" not in told
    assert "•••" in told


def test_nobody_s_links_are_a_404(world):
    assert Api(world).get("/v1/people/u_nobody/links")[0] == 404
