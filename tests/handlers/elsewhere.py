"""A cart that is opened elsewhere: the door at `/c/`, and the world that the tests of it start from."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from segue.times import MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import added, http, identified, post
from tests.handlers.staff_requests import Api

KIM = "kim@shop.test"
HTML = {"accept": "text/html,*/*;q=0.8"}
Door = Callable[..., tuple[int, Any]]


def with_a_cart(world: World) -> World:
    """Kim comes, and has the cart c1 with a tent in it."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.pass_time(MINUTE)
    return world


def kim_of(world: World) -> str:
    """Kim's person id."""
    return Api(world, "agent").post("/v1/people/find", {"type": "email", "value": KIM})[1]["id"]


def door_of(world: World) -> Door:
    """`door("POST", token, "word")` is (status, answer)."""

    def ask(method: str, token: str, word: str = "", headers: dict[str, str] | None = None) -> tuple[int, Any]:
        asked = http(method, f"/c/{token}", "", {"idempotency-key": word, **(headers or {})})
        answer = world.lambdas.invoke("handover", asked)
        kind = answer["headers"].get("content-type", "")
        return answer["statusCode"], json.loads(answer["body"]) if "json" in kind else answer

    return ask


def token_of(offer: dict[str, str]) -> str:
    """What stands in an offer's link."""
    return urlsplit(offer["link"]).path.removeprefix("/c/")
