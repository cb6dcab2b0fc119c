"""A shop's past on the running stack: imported, learned, and told on a customer's page and to a journey."""

import time
from collections import Counter

import pytest

from segue_tools.api import Api
from segue_tools.demo.history import give, settle
from segue_tools.demo.nights import learn
from segue_tools.demo.past import past

pytestmark = pytest.mark.thorough

DAY = 86_400
CUSTOMERS, SEED = 64, 14
PATIENCE = 30  # seconds
REGULARLY = 6  # orders: every three or four weeks, for a season at least
COFFEE = ("morning-ridge", "dusk-decaf")


def test_a_past_is_learned_and_told(outputs, token):
    door = Api(outputs["api"], token("admin"))
    asked = (SEED, int(time.time()) // DAY * DAY, CUSTOMERS)
    give(door, outputs["shop"], asked)
    messages = list(past(*asked, outputs["shop"]))
    settle(door, messages)
    assert learn(door)["foretold"] > CUSTOMERS / 2
    cards = {one["model"]: one for one in door.get("/v1/models")["items"]}
    assert cards["replenishment"]["metrics"]["within_25_percent"] > 0.6
    assert not cards["churn"]["lacks"]
    user = reminded(door, regulars(messages))
    told = door.get(f"/v1/people/{person(door, user)}/predictions")
    assert told["churn"]["probability"] < 0.6
    assert {one["product_id"] for one in told["replenish"]} & {*COFFEE}


def regulars(messages):
    """Whoever drinks coffee: a hunter of bargains buys it once, and planks again and again."""
    bought = [one for one in messages if one["type"] == "track"]
    coffees = Counter(one["userId"] for one in bought if one["properties"]["products"][0]["product_id"] in COFFEE)
    return [user for user, times in coffees.items() if times >= REGULARLY]


def reminded(door, users):
    """The first of them in whose reminder a run has begun."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = [one for one in users if inside(door, one)]
        if found:
            return found[0]
        time.sleep(1)
    raise AssertionError("nobody’s coffee runs out: no run of the journey has begun")


def inside(door, user):
    runs = door.get(f"/v1/people/{person(door, user)}/journeys")["items"]
    return any(one["journey"] == "replenishment" for one in runs)


def person(door, user):
    return door.post("/v1/people/find", {"type": "user_id", "value": user})["id"]
