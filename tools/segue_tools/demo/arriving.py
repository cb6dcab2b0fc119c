"""How the crowd comes: several visitors in one request, as a shop's server tells of them, all over the day."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from random import Random
from typing import Any

from segue_tools.demo import crowd, helped
from segue_tools.demo.clock import Clock
from segue_tools.demo.crowd import Visitor
from segue_tools.demo.helped import Case
from segue_tools.demo.requests import Doors, Request
from segue_tools.demo.strays import Make

AT_ONCE = 8


def makes(visitors: Sequence[Visitor], cases: Sequence[Case], run: str) -> Iterator[Make]:
    """The requests that tell of them all."""
    for place in range(0, len(visitors), AT_ONCE):
        yield partial(_visits, (visitors[place : place + AT_ONCE], run))
    for place in range(0, len(cases), AT_ONCE):
        yield partial(_cases, cases[place : place + AT_ONCE])


def dues(count: int, day: float, seed: int) -> list[float]:
    """Minutes at which so many requests come."""
    rng = Random(f"arriving/{seed}")
    return sorted(rng.uniform(0, day) for _ in range(count))


def _visits(who: tuple[Sequence[Visitor], str], clock: Clock, doors: Doors, _sent: float) -> Request:
    (some, run), end = who, clock.start
    said = chain.from_iterable(crowd.told(one, end, doors.shop, run) for one in some)
    return _batch(list(said), doors.write_key, doors)


def _cases(some: Sequence[Case], clock: Clock, doors: Doors, _sent: float) -> Request:
    return _batch(list(chain.from_iterable(helped.told(one, clock.start) for one in some)), doors.server_key, doors)


def _batch(messages: list[dict[str, Any]], key: str, doors: Doors) -> Request:
    body = {"batch": messages, "writeKey": key}  # without `sentAt`: the times are right as they are
    return Request(f"{doors.ingest}/v1/batch", {"Content-Type": "application/json"}, json.dumps(body).encode())
