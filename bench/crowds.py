"""Those whom a design must not choke on: somebody with 500 identities, an address of 2,000 people, a till.

What one fold of an event and one view of the person cost, counted in read units, write units and requests, at the
beginning and at the end of the crowd: bounded where the end costs what the beginning does, or a stated few more.
"""

import json
from collections.abc import Iterable
from typing import Any

from bench.driving import opened
from segue.times import DAY, MINUTE, to_text
from segue.wiring.people import profiles
from tests.faults.cloud.values import item_size
from tests.faults.cloud.world import World
from tests.faults.shop import post

IDENTITIES, SHARING, SALES = 500, 2_000, 20_000
LAST = 20  # events over which a cost is averaged
Message = dict[str, Any]


def figures() -> dict[str, Any]:
    """All three, by name."""
    return {"person_of_500": person(), "address_of_2000": address(), "till_of_20000": till()}


def person() -> dict[str, Any]:
    """A new browser every other day for years; then the last ones look around, and ones that were long quiet."""
    links = [(2 * DAY, _signed_in(number)) for number in range(IDENTITIES)]
    with opened(None) as world:
        first = _cost(world, links[:LAST])
        _all(world, links[LAST:-LAST])
        last = _cost(world, links[-LAST:])
        return {
            "per_link_early": first,
            "per_link_late": last,
            "per_event_of_a_busy_browser": _cost(world, [_looks(IDENTITIES - 1, n) for n in range(LAST)]),
            "per_event_of_a_quiet_browser": _cost(world, [_looks(n * 9, n + LAST) for n in range(LAST)]),
            "view": _view(world),
            "row_bytes": _row_bytes(world),
        }


def address() -> dict[str, Any]:
    """Everybody in an office signs in with the office's address."""
    return _grown(lambda number: _named(number, {"traits": {"email": "office@shop.test"}}), SHARING)


def till() -> dict[str, Any]:
    """Every sale of a shop names the till."""
    return _grown(lambda number: _named(number, {"context": {"device": {"id": "till-1"}}}), SALES)


def _grown(message: Any, count: int) -> dict[str, Any]:
    with opened(None) as world:
        _all(world, [(MINUTE, message(number)) for number in range(30)])
        early = _cost(world, [(MINUTE, message(30 + number)) for number in range(LAST)])
        rest = [message(number) for number in range(50, count - LAST)]
        for start in range(0, len(rest), 100):
            post(world, *_stamped(world, rest[start : start + 100]))
            world.pass_time(MINUTE)
        late = _cost(world, [(MINUTE, message(count - LAST + number)) for number in range(LAST)])
        return {"per_event_early": early, "per_event_late": late, "row_bytes": _row_bytes(world)}


def _signed_in(number: int) -> Message:
    return {"type": "identify", "messageId": f"i-{number}", "userId": "u-1", "anonymousId": f"a-{number}", "traits": {}}


def _looks(browser: int, number: int) -> tuple[int, Message]:
    said = {"product_id": "p", "cart_id": "c", "price": 1, "currency": "EUR"}
    who = {"messageId": f"l-{number}", "anonymousId": f"a-{browser}"}
    return MINUTE, {"type": "track", "event": "Product Added", **who, "properties": said}


def _named(number: int, more: Message) -> Message:
    return {"type": "identify", "messageId": f"m-{number}", "userId": f"u-{number}", **more}


def _stamped(world: World, messages: Iterable[Message]) -> list[Message]:
    return [{**one, "timestamp": to_text(world.clock)} for one in messages]


def _all(world: World, waits: Iterable[tuple[int, Message]]) -> None:
    for wait, message in waits:
        world.pass_time(wait)
        post(world, *_stamped(world, [message]))
    world.pass_time(MINUTE)


def _cost(world: World, waits: list[tuple[int, Message]]) -> dict[str, float]:
    """What fold_events needs for each of these, one by one."""
    before = _counted(world)
    _all(world, waits)
    return {name: round((count - before[name]) / len(waits), 1) for name, count in _counted(world).items()}


def _counted(world: World) -> dict[str, float]:
    meter = world.region.meter
    return {
        "requests": sum(count for (name, _), count in meter.requests.items() if name == "fold_events"),
        "read_units": sum(units for (name, _), units in meter.reads.items() if name == "fold_events"),
        "write_units": sum(units for (name, _), units in meter.writes.items() if name == "fold_events"),
    }


def _view(world: World) -> dict[str, int]:
    """One strongly consistent read of the whole person."""
    asked: list[int] = []
    person = next(row["pk"]["S"] for row in world.table("People").items() if row["pk"]["S"].startswith("u_"))
    world.region.gate.watchers.append(lambda one: asked.append(len(json.dumps(one.params))))
    with world.aside():
        found = profiles().read(person)
    world.region.gate.watchers.pop()
    assert found
    return {"identities": len(found.identities), "rows": found.rows, "requests": len(asked)}


def _row_bytes(world: World) -> int:
    """The largest row of the People table."""
    return max(item_size(item) for item in world.table("People").items())
