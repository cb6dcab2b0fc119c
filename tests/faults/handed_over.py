"""A story that one version of the code begins and another one ends: what the first left in tables, queues and timers is
handed over as JSON. It uses nothing that the version before did not have, so that it runs in both.

`python -m tests.faults.handed_over` reads it from standard input, and writes how that ended and what it leaves itself.
"""

import json
import sys
from typing import Any

from tests.faults.cloud.scheduler import Schedule
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, ordered, post

HOUR, MINUTE = 3_600_000, 60_000
KIM, LEE = "kim@shop.test", "lee@shop.test"


def begun() -> dict[str, Any]:
    """Somebody has left a cart and a run waits for them; somebody else has ordered; words lie in queues."""
    world = World()
    with world.open():
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
        post(world, identified(world, "m3", "u2", LEE), ordered(world, "m4", userId="u2"))
        world.pass_time(75 * MINUTE)
        return left(world)


def left(world: World) -> dict[str, Any]:
    """All rows, words and timers."""
    queues = {
        name: [one.body for one in queue.messages.values()] for name, queue in world.region.queues.by_name.items()
    }
    return {
        "clock": world.clock,
        "tables": {name: list(table.items()) for name, table in world.region.tables.by_name.items()},
        "queues": {name: bodies for name, bodies in queues.items() if bodies},
        "timers": [{"place": place, **vars(one)} for place, one in world.region.scheduler.armed.items()],
    }


def taken_over(found: dict[str, Any]) -> World:
    """A world in which that lies. Streams begin anew: what they had told was heard."""
    world = World()
    world.region.clock.now = found["clock"]
    for name, items in found["tables"].items():
        table = world.region.tables.by_name[name]
        for item in items:
            place = table.key_of(item)
            table.partitions.setdefault(place[0], {})[place[1]] = item
    for one in found["timers"]:
        place = one.pop("place")
        timer = Schedule(**one)
        world.region.scheduler.armed[place] = timer
        world.region.scheduler.order.append((timer.due, place))
    world.region.scheduler.order.sort()
    return world


def ended(found: dict[str, Any]) -> dict[str, Any]:
    """How it goes on: the reminder goes out, Kim orders, and everybody is known by what they did."""
    world = taken_over(found)
    with world.open():
        for name, body in [(name, one) for name, bodies in found["queues"].items() for one in bodies]:
            world.region.queues.by_name[name].send(body)
        world.pass_time(6 * HOUR)
        post(world, ordered(world, "m9", cart="c1", userId="u1"))
        world.pass_time(48 * HOUR)
        return {
            "mails": sorted(mail.to for mail in world.region.mailbox.mails),
            "messages": sorted(one["state_"]["S"] for one in world.table("Messages").items()),
            "runs": sorted(one["state_"]["S"] for one in world.table("Journeys").items() if "state_" in one),
            "errors": world.lambdas.errors,
            "left": left(world),
        }


if __name__ == "__main__":
    told = {"ended": ended(json.load(sys.stdin)), "begun": begun()}
    sys.stdout.write("\n" + json.dumps(told) + "\n")
