"""A fault at AWS requests of a function, one story each: all of them have to end as the quiet one does.

The short form strikes with each fault one request of every kind that the function makes, a kind being what is done by
which right of its role; each fault another one of them, spread over the story. What only reads is struck by two of the
four: it leaves AWS as it was, so that a crash before it and one after it are the same to all that comes, and so are an
answer that is lost and one that is refused. With FAULTS in the environment (`make points`) it is every request by every
fault. Stories go the short road to DynamoDB; each has a test beside it that plays the quiet one through the SDK.
"""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.faults.cloud.nemesis import ENUMERATED, Fault, Once, Plan
from tests.faults.cloud.permissions import covering, needed
from tests.faults.cloud.shortcut import short_roads
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World

LONG = "FAULTS" in os.environ
FAULTS = (*ENUMERATED, Fault.THROTTLE)
OF_READS = (Fault.CRASH_AFTER, Fault.LOST)
READING = re.compile(r"[\w-]+:(Get|BatchGet|Query|Scan|List)")
Story = Callable[[Plan], World]
Kind = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass
class Seen:
    """A quiet day on which somebody writes down of what kind each request of a function was."""

    function: str
    kinds: list[Kind] = field(default_factory=list)

    def __call__(self, request: Request) -> None:
        """No fault."""
        if request.function == self.function:
            rights = {(action, covering(self.function, action, place)) for action, place in needed(request)}
            self.kinds.append(tuple(sorted(rights)))


def requests_of(world: World, function: str) -> int:
    """How many requests a function made."""
    return sum(count for (name, _), count in world.region.meter.requests.items() if name == function)


def chosen(kinds: Iterable[Kind], fault: Fault) -> list[int]:
    """The requests that this fault strikes, by their place."""
    places: dict[Kind, list[int]] = {}
    for place, kind in enumerate(kinds):
        places.setdefault(kind, []).append(place)
    if LONG:
        return sorted(place for some in places.values() for place in some)
    meant = [some for kind, some in places.items() if fault in OF_READS or not _reads(kind)] or places.values()
    return sorted(some[len(some) * FAULTS.index(fault) // len(FAULTS)] for some in meant)


def _reads(kind: Kind) -> bool:
    return all(READING.match(action) for action, _ in kind)


@short_roads()
def odd_ones(story: Story, ending: Callable[[World], Any], struck: tuple[str, Fault]) -> list[Any]:
    """What ends otherwise where this fault strikes a request of this function, and where it never struck."""
    (function, fault), seen = struck, Seen(struck[0])
    quiet = story(seen)
    points = chosen(tuple(seen.kinds), fault)  # the ending may ask the function too
    assert points, f"{function} asks for nothing in this story"
    wanted, wrong = ending(quiet), []
    for index in points:
        plan = Once(function, index, fault)
        found = ending(story(plan))
        if found != wanted or not plan.struck:
            wrong.append((index, plan.struck, found))
    return wrong
