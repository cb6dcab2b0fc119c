"""What was read a moment ago and may be a little old, so that not every request reads it again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Made = TypeVar("Made")
MOST = 2_000


@dataclass
class Lately(Generic[Made]):
    """Remembers what `read` answered for some seconds, by key; of very many keys the first are forgotten."""

    read: Callable[[str], Made]
    seconds: float
    _known: dict[str, tuple[float, Made]] = field(default_factory=dict)

    def __call__(self, key: str) -> Made:
        """What is known of a key."""
        moment = time.monotonic()
        known = self._known.get(key)
        if known is None or moment - known[0] >= self.seconds:
            if len(self._known) >= MOST:
                self._known.pop(next(iter(self._known)))
            known = self._known[key] = moment, self.read(key)
        return known[1]
