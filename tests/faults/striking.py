"""A fault at AWS requests of a function, one story each: all of them have to end as the quiet one does.

With FAULTS in the environment (`make points`) it is every request by every fault. The short form leaves out what says
the same again:

- A kind of request is what is done by which right of its role. What changes something is struck by a crash after it and
  by a lost answer, one request of each kind, each fault another one, spread over the story.
- What only reads leaves AWS as it was: a crash at it is one after the last change. Each thing that is done to read is
  struck by a lost answer.
- A crash before a request is one after the request before it: it strikes the first, when nothing was done yet.
- What is refused for now is so by a service, whatever was asked: one request of each that changes something.

A function that only reads in a story is struck by all faults. Stories go the short road to DynamoDB; each has a test
beside it that plays the quiet one through the SDK.
"""

import os
import re
from collections import defaultdict
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
READING = re.compile(r"[\w-]+:(Get|BatchGet|Query|Scan|List)")
Story = Callable[[Plan], World]
Kind = tuple[tuple[str, tuple[str, ...]], ...]
Point = tuple[str, int, Fault]


@dataclass
class Witness:
    """A quiet day on which somebody writes down of what kind the requests of each function were, in their order."""

    kinds: defaultdict[str, list[Kind]] = field(default_factory=lambda: defaultdict(list))

    def __call__(self, request: Request) -> None:
        """No fault."""
        if request.function:
            rights = {(action, covering(request.function, action, place)) for action, place in needed(request)}
            self.kinds[request.function].append(tuple(sorted(rights)))

    def points(self, *functions: str, faults: Iterable[Fault] = ENUMERATED) -> list[Point]:
        """What strikes the requests of these functions, or of all."""
        asked = functions or sorted(self.kinds)
        return [(one, at, fault) for one in asked for fault in faults for at in chosen(self.kinds[one], fault)]


def transactions_of(story: Story, function: str) -> list[Once]:
    """Each transaction of a function meets another one; nothing else can."""
    asked: list[str] = []

    def listen(request: Request) -> None:
        if request.function == function:
            asked.append(request.operation)

    story(listen)
    return [Once(function, at, Fault.CONFLICT) for at, one in enumerate(asked) if one == "TransactWriteItems"]


def requests_of(world: World, function: str) -> int:
    """How many requests a function made."""
    return sum(count for (name, _), count in world.region.meter.requests.items() if name == function)


def chosen(kinds: Iterable[Kind], fault: Fault) -> list[int]:
    """The requests that this fault strikes, by their place."""
    asked = tuple(kinds)
    if LONG or fault == Fault.CRASH_BEFORE:
        return [*range(len(asked))][: None if LONG else 1]
    changes = not all(map(reads, asked))
    places: dict[Any, list[int]] = {}
    for place, kind in enumerate(asked):
        places.setdefault(_alike(kind, fault) if changes else kind, []).append(place)
    places.pop(None, None)
    return sorted(some[len(some) * FAULTS.index(fault) // len(FAULTS)] for some in places.values())


def _alike(kind: Kind, fault: Fault) -> Any:
    """What a request is to this fault, where some of its function change something; None: nothing."""
    actions = frozenset(action for action, _ in kind)
    if reads(kind):
        return actions if fault == Fault.LOST else None
    return frozenset(one.partition(":")[0] for one in actions) if fault == Fault.THROTTLE else kind


def reads(kind: Kind) -> bool:
    """Whether a request of this kind leaves AWS as it was."""
    return all(READING.match(action) for action, _ in kind)


@short_roads()
def odd_ones(story: Story, ending: Callable[[World], Any], function: str) -> list[Any]:
    """What ends otherwise where a fault strikes a request of this function, and where it never struck."""
    seen = Witness()
    quiet, points = story(seen), seen.points(function, faults=FAULTS)  # the ending may ask the function too
    assert points, f"{function} asks for nothing in this story"
    wanted, wrong = ending(quiet), []
    for plan in [Once(*point) for point in points]:
        found = ending(story(plan))
        if found != wanted or not plan.struck:
            wrong.append((plan, found))
    return wrong
