"""A fault at every AWS request of a function, one story each: all of them have to end as the quiet one does.

The short form takes some of the requests, for each fault others; with FAULTS in the environment it is all of them.
"""

import os
from collections.abc import Callable
from typing import Any

from tests.faults.cloud.nemesis import ENUMERATED, Fault, Once, Plan, nothing
from tests.faults.cloud.world import World

LONG = "FAULTS" in os.environ
FAULTS = (*ENUMERATED, Fault.THROTTLE)
Story = Callable[[Plan], World]


def requests_of(world: World, function: str) -> int:
    """How many requests a function made."""
    return sum(count for (name, _), count in world.region.meter.requests.items() if name == function)


def odd_ones(story: Story, ending: Callable[[World], Any], struck: tuple[str, Fault], stride: int = 1) -> list[Any]:
    """What ends otherwise where this fault strikes one request of this function, and where it never struck."""
    (function, fault), quiet = struck, story(nothing)
    every = 1 if LONG else stride
    count = requests_of(quiet, function)  # the ending may ask the function too
    wanted, wrong = ending(quiet), []
    for index in range(FAULTS.index(fault) % every, count, every):
        plan = Once(function, index, fault)
        found = ending(story(plan))
        if found != wanted or not plan.struck:
            wrong.append((index, plan.struck, found))
    return wrong
