"""How long it takes until words that were accepted stand on the page of whoever has their conversation open.

Virtual time has all that the product waits for: until a batch is full or its window is over, and until the page looks
again. To it the own CPU of every function that ran meanwhile is added, and 5 ms for every request to AWS that waits for
the one before. What AWS itself takes from stream to function and from queue to function is not in it.
"""

import random
import statistics
import time
from typing import Any

from bench.keeping import keep
from bench.timeline import WAIT_MS, Watch
from segue.console.conversations.conversing import EVERY
from segue.times import MINUTE, SECOND
from tests.faults.cloud.world import World
from tests.faults.shop import identified, message, post, reported
from tests.handlers.staff_requests import Api

TURNS = 10
WARM = 2  # turns before those that count: the first ones load
MOST_LOOKS = 60


def says(world: World, number: int) -> str:
    """Words of the customer's, as the shop's server tells them; gives them."""
    said = {"conversation_id": "chat:1", "author": "customer", "text": f"Words {number}", "channel": "chat"}
    reported(world, message(world, "track", f"t{number}", event="Conversation Turn", userId="u1", properties=said))
    return said["text"]


def appeared(world: World, talk: str, words: str, look: int) -> int:
    """The first moment at which a page that looked at `look` shows the words."""
    for place in range(1, MOST_LOOKS):
        world.settle(look + place * EVERY)
        turns = Api(world, "agent", "conversations").get(f"/v1/conversations/{talk}")[1]["turns"]
        if any(one["text"] == words for one in turns):
            return world.clock
    raise AssertionError(f"{words!r} never appeared")


def taken(world: World, talk: str, number: int, dice: random.Random) -> float:
    """Seconds for one turn, accepted at any moment between two looks."""
    world.pass_time(MINUTE)
    words, accepted = says(world, number), world.clock
    watch = Watch(world.region.gate.cloud)
    world.region.gate.cloud, began = watch, time.process_time()
    waited = appeared(world, talk, words, accepted - dice.randrange(EVERY)) - accepted
    own = time.process_time() - began - watch.took
    world.region.gate.cloud = watch.inner
    return (waited + watch.waits * WAIT_MS) / SECOND + own


def figures() -> dict[str, Any]:
    """{"appearing": {"turns", "look_ms", "seconds_p50", "seconds_max"}}."""
    world, dice = World(), random.Random(1)
    with world.open():
        post(world, identified(world, "i1", "u1", "kim@shop.test"))
        says(world, -1)
        world.pass_time(MINUTE)
        (talk,) = Api(world, "agent", "conversations").get("/v1/conversations")[1]["items"]
        found = [taken(world, talk["id"], number, dice) for number in range(WARM + TURNS)][WARM:]
    told = {"seconds_p50": round(statistics.median(found), 2), "seconds_max": round(max(found), 2)}
    return {"appearing": {"turns": TURNS, "look_ms": EVERY, **told}}


def main() -> None:
    """Measures, prints and keeps."""
    keep(figures())


if __name__ == "__main__":
    main()
