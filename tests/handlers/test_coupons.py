"""Coupons: brought by staff, given away in messages, one each."""

import re
from typing import Any

import pytest

from segue.times import HOUR, MINUTE
from segue.wiring.coupons import coupons
from tests.faults.cloud.nemesis import nothing
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, post
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import KIM, abandon, the_messages

TEMPLATE = "templates/abandoned-cart.yaml"
OFFER = "<mj-column>\n      <mj-text>Code-{{ coupon.code }}.</mj-text>"
TEXTS = starter_files()
TEXTS |= {TEMPLATE: "coupon: spring\n" + TEXTS[TEMPLATE].replace("<mj-column>", OFFER, 1)}


def brought(world: World, *codes: str, role: str = "marketer", pool: str = "spring") -> tuple[int, Any]:
    return Api(world, role).post(f"/v1/coupons/{pool}", {"codes": list(codes)})


def mailed(world: World) -> list[str]:
    """The codes in the mails that went out."""
    bodies = [one.request["Content"]["Simple"]["Body"]["Text"]["Data"] for one in world.region.mailbox.mails]
    return [found for one in bodies for found in re.findall(r"Code-([\w-]+)\.", one)]


def left(world: World) -> int:
    with world.aside():
        return coupons().read("spring").left


def test_each_message_gives_another_code_away() -> None:
    with started(TEXTS) as world:
        assert brought(world, "A1", "B2", "A1")[1]["added"] == 2
        abandon(world)
        post(world, identified(world, "m8", "u2", "lee@shop.test"), added(world, "m9", cart="c2", userId="u2"))
        world.pass_time(3 * HOUR)
        status, pool = Api(world, "admin").get("/v1/coupons/spring")
    assert sorted(mailed(world)) == ["A1", "B2"]
    assert (status, pool["imported"], pool["taken"], pool["left"]) == (200, 2, 2, 0)


def test_where_no_code_is_left_the_message_is_dropped_and_says_so() -> None:
    with started(TEXTS) as world:
        abandon(world)
        (message,) = the_messages(world)
    assert (message.state, message.reasons, mailed(world)) == ("dropped", ("no-coupon-left",), [])


def test_a_message_that_comes_again_has_the_code_that_it_had() -> None:
    with started(TEXTS) as world:
        brought(world, "A1", "B2")
        world.region.mailbox.reject = "TooManyRequestsException"
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
        world.pass_time(2 * HOUR + MINUTE)
        world.region.mailbox.reject = ""
        world.pass_time(HOUR)
        assert (mailed(world), left(world)) == (["A1"], 1)


def test_what_was_sent_is_shown_with_its_code() -> None:
    with started(TEXTS) as world:
        brought(world, "A1")
        abandon(world)
        (message,) = the_messages(world)
        shown = Api(world, "marketer").get(f"/v1/messages/{message.id}")[1]
    assert "Code-A1." in str(shown)


def test_codes_that_are_there_already_are_not_added_again() -> None:
    with started(TEXTS) as world:
        codes = [f"C{number}" for number in range(95)]
        assert brought(world, *codes)[1]["added"] == 95
        assert brought(world, "C3", "D1")[1] | {"time": ""} == {
            "name": "spring",
            "imported": 96,
            "taken": 0,
            "left": 96,
            "time": "",
            "added": 1,
        }
        assert [one["name"] for one in Api(world, "admin").get("/v1/coupons")[1]["items"]] == ["spring"]


@pytest.mark.parametrize(
    ("codes", "role", "pool", "status"),
    [
        (["A1"], "agent", "spring", 403),
        (["two words"], "marketer", "spring", 400),
        ([], "marketer", "spring", 422),
        (["A1"], "marketer", "Spring!", 400),
    ],
)
def test_what_is_wrong_with_codes_is_told(codes: list[str], role: str, pool: str, status: int) -> None:
    with started(TEXTS) as world:
        assert brought(world, *codes, role=role, pool=pool)[0] == status
        assert Api(world, "admin").get("/v1/coupons/spring")[0] == 404


def take(world: World, message: str) -> str:
    return coupons().take("spring", message, world.clock)


def test_two_that_take_at_once_get_two_codes() -> None:
    with started(TEXTS) as world, world.aside():
        coupons().add("spring", ["A1", "B2", "C3"], world.clock)
        others: list[str] = []

        def meanwhile(one: Any) -> None:
            if one.operation == "TransactWriteItems":
                world.region.gate.plan = nothing
                others.append(take(world, "u_2_b"))

        world.region.gate.plan = meanwhile
        mine = take(world, "u_1_a")
        assert (mine, others) == ("B2", ["A1"])
        assert (take(world, "u_1_a"), left(world)) == (mine, 1)
