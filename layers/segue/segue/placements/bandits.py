"""A bandit: of several variants the one that is clicked most is shown most, and the others often enough to be sure.

Thompson sampling (Thompson 1933; Chapelle and Li 2011): of each variant a click rate is drawn from what is believed of
it, Beta(1 + clicks, 1 + views without a click), and the highest draw is shown. Counts lose half their weight in
`HALF_LIFE`, so that what once was best is tried anew. The draws follow from the seed: the same viewer in the same visit
sees the same, wherever it is asked.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import count
from math import log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from segue.times import DAY, Millis

HALF_LIFE: Millis = 14 * DAY
NORMAL = NormalDist()
FINE = 52  # bits of an even number: with a half at its end it is between 0 and 1, and never one of them
KEPT = 8  # half lives after which a day counts for nothing: 1/256


class Arm(NamedTuple):
    """How often a variant was seen and how often clicked, with decay."""

    seen: float = 0.0
    clicked: float = 0.0

    @property
    def rate(self) -> float:
        """What is believed of its click rate: the mean of the draws."""
        return (1 + min(self.clicked, self.seen)) / (2 + self.seen)


NOTHING = Arm()


def decayed(days: Mapping[int, tuple[int, int]], now: Millis) -> Arm:
    """One arm of its counts by day (the number of the day since the epoch): (seen, clicked)."""
    weights = {day: 0.5 ** (max(0, now - day * DAY) / HALF_LIFE) for day in days}
    seen, clicked = (sum(weights[day] * counts[at] for day, counts in days.items()) for at in (0, 1))
    return Arm(seen, clicked)


def drawn(arms: Mapping[str, Arm], variants: Iterable[str], seed: str) -> str:
    """The variant to show. Whichever others there are, each has a draw of its own from the seed."""
    return max(variants, key=lambda one: draw(arms.get(one, NOTHING), f"{seed}#{one}"))


def draw(arm: Arm, seed: str) -> float:
    """A click rate as it may be, by what is known of an arm."""
    clicked = min(arm.clicked, arm.seen)  # a click may be counted before its view
    won, lost = _gamma(1 + clicked, f"{seed}#won"), _gamma(1 + arm.seen - clicked, f"{seed}#lost")
    return won / (won + lost)


def _gamma(shape: float, seed: str) -> float:
    """A draw of Gamma(shape, 1), shape at least 1 (Marsaglia and Tsang 2000), out of even numbers that follow from the
    seed. Two of them in Beta's proportion make a draw of Beta."""
    d = shape - 1 / 3
    for turn in count():
        first, second = _evens(f"{seed}#{turn}")
        x = NORMAL.inv_cdf(first)
        v = (1 + x / sqrt(9 * d)) ** 3
        if v > 0 and log(second) < x * x / 2 + d - d * v + d * log(v):
            return d * v
    raise AssertionError("nineteen of twenty turns are taken")


def _evens(seed: str) -> tuple[float, float]:
    """Two numbers between 0 and 1, evenly spread, that follow from the seed."""
    raw = sha256(seed.encode("utf-8", "replace")).digest()
    first, second = (int.from_bytes(raw[at : at + 8], "big") >> (64 - FINE) for at in (0, 8))
    return (first + 0.5) / 2**FINE, (second + 0.5) / 2**FINE
