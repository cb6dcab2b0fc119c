"""What a page view costs that asks `POST /v1/decide`: how many requests to AWS wait for one another, and own CPU.

Ten placements with fifty variants, of every strategy, with texts over the person, the cart and the page's product, and
the starter's segments in force. Each view tells one event. The function is warm.

Own CPU is the process's, in all its threads, without what passes inside of the AWS SDK and of the cloud in memory.
`with_sdk` leaves in what the SDK takes to sign, write and read the requests.
"""

import gc
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.client import BaseClient

from bench.deciding_shop import PEOPLE, PLACEMENTS, VARIANTS, looked, shop
from bench.keeping import keep
from bench.timeline import Watch
from functions.decide.app import handler
from segue.aws.secrets import write_key
from segue.times import DAY, MINUTE, SECOND
from tests.faults.cloud.gate import Invocation
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World
from tests.faults.shop import http, message, post
from tests.handlers.test_inbox import hashed

VIEWS, WARM = 300, 40
SHARES = {"least": 0.0, "p50": 0.5, "p99": 0.99}


@dataclass
class Depth:
    """How many requests of one view waited for one another: those of the function itself one by one; of those that its
    pool sends, reads beside writes. What is remembered for a while is asked for before."""

    alone: int = 0
    beside: Counter[str] = field(default_factory=Counter)

    def __call__(self, request: Request) -> None:
        """One request more."""
        if request.function != "decide":
            return
        if threading.current_thread() is threading.main_thread():
            self.alone += 1
        else:
            self.beside[request.operation] += 1

    @property
    def deep(self) -> int:
        """The longest row of them."""
        return self.alone + max(self.beside.values(), default=0)


def request(world: World, name: str, **said: Any) -> dict[str, Any]:
    """What a page asks, with one event."""
    who = {key: said[key] for key in ("userId", "anonymousId") if key in said}
    asks = {"placements": [f"p{one}" for one in range(PLACEMENTS)], "session": f"s-{name}", "locale": "en"}
    with world.aside():
        body = {"writeKey": write_key(), "events": [looked(world, name, **who)], **asks, **said}
    return http("POST", "/v1/decide", json.dumps(body))


def view(world: World, name: str, **said: Any) -> dict[str, Any]:
    """One page view."""
    answer = world.lambdas.invoke("decide", request(world, name, **said))
    told = json.loads(answer["body"])
    assert (answer["statusCode"], len(told["placements"])) == (200, PLACEMENTS), told
    return told


def deep(world: World, name: str, **said: Any) -> tuple[int, dict[str, Any]]:
    """How many requests of such a view waited for one another, and its answer."""
    view(world, f"{name}-before", anonymousId="warm")
    depth = Depth()
    world.region.gate.watchers.append(depth)
    answer = view(world, name, **said)
    world.region.gate.watchers.pop()
    return depth.deep, answer


def round_trips(world: World) -> dict[str, int]:
    """By who looks."""
    user = {"userId": "u1", "userHash": hashed(world, "u1"), "anonymousId": "a1"}
    first, answer = deep(world, "first", **user)
    known, _ = deep(world, "known", **user, visit=answer["visit"])
    post(world, message(world, "page", "lone-1", anonymousId="lone"))
    world.pass_time(MINUTE)
    lone, _ = deep(world, "lone", anonymousId="lone")
    new, _ = deep(world, "new", anonymousId="new")
    return {"new_visitor": new, "lone_visitor": lone, "known_with_visit": known, "first_view_of_several_devices": first}


@dataclass
class Sdk:
    """What passes inside of the AWS SDK."""

    took: float = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def watched(self) -> Iterator["Sdk"]:
        """While this is open."""
        usual: Any = vars(BaseClient)["_make_api_call"]

        def timed(client: Any, *asked: Any) -> Any:
            began = time.thread_time()
            try:
                return usual(client, *asked)
            finally:
                with self.lock:
                    self.took += time.thread_time() - began

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(BaseClient, "_make_api_call", timed)
            yield self


def cpu(world: World) -> list[tuple[float, float]]:
    """Of each view the own CPU of the handler, without and with the SDK, in ms."""
    found, hashes = [], [hashed(world, f"u{number}") for number in range(PEOPLE)]
    gc.collect()
    gc.freeze()  # the world in memory is not the function's to look through
    for number in range(WARM + VIEWS):
        if number % PEOPLE == 0:
            world.pass_time(SECOND)
        person = number % PEOPLE
        who = {"userId": f"u{person}", "userHash": hashes[person], "anonymousId": f"a{person}"}
        found.append(_taken(world, request(world, f"view-{number}", **who)))
    gc.unfreeze()
    return found[WARM:]


def _taken(world: World, event: dict[str, Any]) -> tuple[float, float]:
    watch, sdk = Watch(world.region.gate.cloud), Sdk()
    world.region.gate.cloud = watch
    with sdk.watched(), world.region.gate.running(Invocation("decide")):
        began = time.process_time()
        answer = handler(event, None)
        took = time.process_time() - began
    world.region.gate.cloud = watch.inner
    assert answer["statusCode"] == 200
    return (took - sdk.took) * 1000, (took - watch.took) * 1000


def figures() -> dict[str, Any]:
    """`decide_round_trips` of every view but the first of a person of several devices, `decide_cpu_ms` at the 99th
    percentile, and `deciding` with the rest."""
    with shop() as world:
        trips = round_trips(world)
        world.pass_time(DAY // 24)
        found = cpu(world)
    own, with_sdk = (sorted(one[at] for one in found) for at in (0, 1))
    told = {"round_trips": trips, "cpu_ms": _shares(own), "cpu_ms_with_sdk": _shares(with_sdk)}
    usual = max(one for name, one in trips.items() if name != "first_view_of_several_devices")
    size = {"placements": PLACEMENTS, "variants": PLACEMENTS * VARIANTS, "views": VIEWS}
    return {"decide_round_trips": usual, "decide_cpu_ms": told["cpu_ms"]["p99"], "deciding": {**size, **told}}


def _shares(found: list[float]) -> dict[str, float]:
    return {name: round(found[int(share * (len(found) - 1))], 2) for name, share in SHARES.items()}


def main() -> None:
    """Measures, prints and keeps."""
    keep(figures())


if __name__ == "__main__":
    main()
