"""A bandit: of several variants the one that is clicked most is shown most, and the others often enough to be sure.

Thompson sampling (Thompson 1933; Chapelle and Li 2011): of each variant a click rate is drawn from what is believed of
it, Beta(1 + clicks, 1 + views without a click), and the highest draw is shown. Counts lose half their weight in
`HALF_LIFE`, so that what once was best is tried anew. The draws follow from the seed: the same viewer in the same visit
sees the same, wherever it is asked.
"""

from collections.abc import Iterable, Mapping
from random import Random
from typing import NamedTuple

from segue.times import DAY, Millis

HALF_LIFE: Millis = 14 * DAY
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
    return max(variants, key=lambda one: _draw(arms.get(one, NOTHING), f"{seed}#{one}"))


def _draw(arm: Arm, seed: str) -> float:
    # A click may be counted before its view. No secret hangs on the draw: it is to come out the same again.
    clicked = min(arm.clicked, arm.seen)
    return Random(seed).betavariate(1 + clicked, 1 + arm.seen - clicked)  # noqa: S311  # nosec B311
