"""The status of the place: the API's and the console's."""

import pytest

from tests.faults.knocks import knocked
from tests.faults.letters import buried
from tests.faults.shop import post
from tests.handlers.staff_requests import Api


def test_a_place_where_all_is_well(world, ann):
    knocked(world)
    status, told = Api(world).get("/v1/health")
    assert (status, told["state"]) == (200, "good")
    assert ann.get("/status").reads("All is well.")


def test_what_waits_is_told_with_what_to_do(world, ann):
    post(world, {"type": "track", "event": "Lost of kim@shop.test", "messageId": "m0"})
    buried(world, "DeadLetters", {"of": "kim@shop.test"})
    world.lambdas.invoke("keep_undelivered", {})
    told = Api(world).get("/v1/health")[1]
    states = {one["name"]: one["state"] for one in told["checks"]}
    assert (told["state"], states["dead-letters"], states["quarantine"]) == ("bad", "bad", "warn")
    page = ann.get("/status")
    assert page.reads("Not delivered and waiting: 1.")
    assert "kim@" not in page.body


@pytest.mark.parametrize("role", ["agent", "marketer", "privacy"])
def test_it_is_for_administrators(world, role):
    assert Api(world, role).get("/v1/health")[0] == 403
