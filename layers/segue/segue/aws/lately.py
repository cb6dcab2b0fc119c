"""What was read a moment ago and may be a little old, so that not every request reads it again."""

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)
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


@dataclass
class LatelyMany(Generic[Key, Made]):
    """The same of many keys at once: what is not remembered of them is read together. That there is nothing of a key is
    remembered, too; of more than `most` the first are forgotten."""

    read: Callable[[list[Key]], Mapping[Key, Made]]
    seconds: float
    most: int = MOST
    _known: dict[Key, tuple[float, Made | None]] = field(default_factory=dict)

    def __call__(self, keys: Iterable[Key]) -> dict[Key, Made]:
        """What there is of these keys."""
        moment, wanted = time.monotonic(), list(dict.fromkeys(keys))
        fresh = {one: said for one in wanted if (said := self._known.get(one)) and moment - said[0] < self.seconds}
        lacking = [one for one in wanted if one not in fresh]
        found = self.read(lacking) if lacking else {}
        fresh |= {one: (moment, found.get(one)) for one in lacking}
        self._known |= fresh
        for one in list(islice(self._known, max(0, len(self._known) - self.most))):
            del self._known[one]
        return {one: made for one, (_, made) in fresh.items() if made is not None}
