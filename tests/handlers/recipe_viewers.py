"""Two visitors for each placement of the recipes, and what each is shown."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from segue.times import MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, message, post, reported
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, whole_starter
from tests.handlers.test_decide import asked
from tests.handlers.test_inbox import hashed
from tests.recipes import recipe


class Shown(NamedTuple):
    """What a placement answers, in short: the variant and its content (None: the page shows its own)."""

    variant: str | None
    content: Mapping[str, Any] | None


@contextmanager
def placed(title: str) -> Iterator[World]:
    """A shop in which a recipe is in force and holds nobody out."""
    texts = recipe("placements", title).items()
    own = {path: "\n".join(one for one in text.split("\n") if not one.startswith("holdout")) for path, text in texts}
    with started({**whole_starter(), **own}) as world:
        yield world


def shown(world: World, title: str, **who: Any) -> Shown:
    """What somebody sees there."""
    ((path, _),) = recipe("placements", title).items()
    key = path.removeprefix("placements/").removesuffix(".yaml")
    answer = asked(world, placements=[key], **who)[1]["placements"][key]
    return Shown(answer["variant"], answer["content"])


def looked(world: World, category: str, who: str) -> dict[str, Any]:
    """Look at something of a category, twice."""
    said = {"product_id": category, "category": category}
    events = [
        message(world, "track", f"{who}{at}", event="Product Viewed", properties=said, anonymousId=who) for at in (1, 2)
    ]
    return {"anonymousId": who, "events": events}


def _cart(world: World) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"anonymousId": "a1", "events": [added(world, "m1", anonymousId="a1")]}, {"anonymousId": "a2"}


def _readers(world: World) -> tuple[dict[str, Any], dict[str, Any]]:
    return looked(world, "cameras", "a1"), looked(world, "camping", "a2")


def _set(world: World) -> tuple[dict[str, Any], dict[str, Any]]:
    goods = {"pegs": "Pegs", "mat": "Mat", "tent": "Ridge tent", "lamp": "Lamp"}
    for key, title in goods.items():
        more = {"accessories": ["pegs", "mat"]} if key == "tent" else {}
        put = {"title": title, "currency": "EUR", "price": 1900, "stock": 9, "url": f"https://shop.test/{key}", **more}
        assert Api(world, "marketer").ask("PUT", f"/v1/products/{key}", json.dumps(put))[0] < 300
    world.pass_time(MINUTE)
    return {"anonymousId": "a1", "product": "tent"}, {"anonymousId": "a2", "product": "lamp"}


def _service(world: World) -> tuple[dict[str, Any], dict[str, Any]]:
    post(world, identified(world, "m1", "u1", "kim@shop.test"))
    opened = {"conversation_id": "k1", "channel": "email"}
    reported(world, message(world, "track", "m2", userId="u1", event="Conversation Opened", properties=opened))
    world.pass_time(MINUTE)
    return {"userId": "u1", "userHash": hashed(world, "u1")}, {"anonymousId": "a2"}


def _halves(world: World) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two visitors of different halves: who is in which follows from a hash."""
    title = "Two promises, compared"
    drawn = {shown(world, title, anonymousId=f"a{at}").variant: {"anonymousId": f"a{at}"} for at in range(20)}
    return drawn["returns"], drawn["repair"]


VIEWERS = {
    "Hero, by where somebody stands": _cart,
    "A guide for who reads": _readers,
    "Complete the set": _set,
    "Somebody is on it": _service,
    "Two promises, compared": _halves,
}


def seen(title: str) -> tuple[Shown, Shown]:
    """What both visitors of a recipe see."""
    with placed(title) as world:
        first, second = VIEWERS[title](world)
        return shown(world, title, **first), shown(world, title, **second)
