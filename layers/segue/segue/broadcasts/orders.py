"""Orders of the broadcasts queue: which run to go on with, and when."""

from collections.abc import Mapping
from typing import Any, Protocol

from segue.broadcasts.definitions import Broadcast
from segue.times import Millis

Order = Mapping[str, Any]  # {"broadcast", "run", "at", "step", "due"}


class Timers(Protocol):
    """Brings an order to the queue at its `due`, or as near to it as the platform comes; the same twice is one."""

    def set(self, body: Order, now: Millis, /) -> None: ...


def order_of(broadcast: Broadcast, number: int, at: str) -> Order:
    """What wakes a run at its beginning."""
    return {"broadcast": broadcast.id, "run": number, "at": at, "step": 0, "due": broadcast.begins(at)}
