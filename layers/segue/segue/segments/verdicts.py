"""What a condition answers: whether it holds now, and the next moment at which the answer may change without any event
(a cart grows old). Waking too early is harmless, so `until` is the earliest of all parts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from segue.profile.profiles import Profile
from segue.times import Millis


class Verdict(NamedTuple):
    """Holds or not, until when at least (None: as long as no event comes), and which carts made it hold."""

    holds: bool
    until: Millis | None = None
    carts: tuple[str, ...] = ()


Test = Callable[[Profile, Millis], Verdict]


@dataclass(frozen=True)
class Condition:
    """The compiled form; `facets` are those whose change can change the answer."""

    test: Test
    facets: frozenset[str]


def earliest(*moments: Millis | None) -> Millis | None:
    """The first of these moments; None where there is none."""
    return min((one for one in moments if one is not None), default=None)
