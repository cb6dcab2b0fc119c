"""What goes wrong with a request, and plans that say when."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tests.faults.cloud.wire import Request


class Fault(StrEnum):
    """One way for one request to go wrong."""

    CRASH_BEFORE = "crash-before"  # the process dies; AWS never saw the request
    CRASH_AFTER = "crash-after"  # AWS applied it; the process dies before it knows
    LOST = "lost-answer"  # AWS applied it; the SDK sees a read timeout and does what it does
    UNSENT = "unsent"  # the SDK sees a timeout; AWS never saw it
    THROTTLE = "throttle"  # refused for now
    STALE = "stale-read"  # a read that is not strong misses the last write
    PARTIAL = "unprocessed"  # half of a batch of reads stays unprocessed
    CONFLICT = "conflict"  # a transaction meets another one
    ENTRY = "failed-entry"  # one entry of a PutEvents is answered as failed


ENUMERATED = (Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.LOST)
Plan = Callable[[Request], Fault | None]


def stale(_: Request) -> Fault | None:
    """Every read that may miss the last write does."""
    return Fault.STALE


def nothing(_: Request) -> Fault | None:
    """A quiet day."""
    return None


@dataclass
class Once:
    """A fault at the index-th request that a function makes in a whole run."""

    function: str
    index: int
    fault: Fault
    seen: int = 0
    struck: str = ""

    def __call__(self, request: Request) -> Fault | None:
        """The fault, once."""
        if request.function != self.function:
            return None
        self.seen += 1
        if self.seen != self.index + 1:
            return None
        self.struck = request.name
        return self.fault


@dataclass
class Weather:
    """Faults at random with a seed; each kind with its own chance, until so many have struck. Stale reads go on."""

    seed: int
    chances: Mapping[Fault, float]
    most: int = 20
    struck: list[tuple[str, str, Fault]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def __call__(self, request: Request) -> Fault | None:
        """A fault or none."""
        draw = self._random.random()
        for fault, chance in self.chances.items():
            if draw < chance and fault == Fault.STALE:
                return fault
            if draw < chance and len(self.struck) < self.most:
                self.struck.append((request.function, request.name, fault))
                return fault
            draw -= chance
        return None
