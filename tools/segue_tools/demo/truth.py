"""The truth of a crowd: what any measure of it must come to, counted from what it is made of, not from events."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from segue_tools.demo.crowd import Visitor
from segue_tools.demo.helped import CHANNELS, Case


@dataclass(frozen=True)
class Truth:
    """Counts of a crowd: visits and orders by device, cents, how many reached each place by device, who pressed what
    does not answer; of its cases by channel how many, seconds until the answer, and scores."""

    visits: Counter[str]
    orders: Counter[str]
    cents: int
    reached: Counter[tuple[str, str]]
    deaf: int
    cases: Counter[str]
    waited: dict[str, list[int]]
    scores: dict[str, list[int]]


def truth(visitors: Iterable[Visitor], cases: Sequence[Case]) -> Truth:
    """What is true of them."""
    every = list(visitors)
    return Truth(
        visits=Counter(one.device for one in every),
        orders=Counter(one.device for one in every if one.order),
        cents=sum(one.cents for one in every),
        reached=Counter((one.device, place) for one in every for place in one.reached),
        deaf=sum(one.deaf for one in every),
        cases=Counter(one.channel for one in cases),
        waited={name: sorted(one.waits for one in cases if one.channel == name) for name in CHANNELS},
        scores={name: sorted(one.score for one in cases if one.score and one.channel == name) for name in CHANNELS},
    )
