"""The outlook of an experiment that has shown nothing yet: what it lacks, and how long that may take."""

from collections.abc import Sequence

from segue.judging.sequential import (
    ALPHA,
    LEAST_INFORMATION,
    LEAST_PEOPLE,
    Arm,
    difference,
    each,
    information,
)
from segue.judging.verdicts import DECIDES, Judged
from segue.languages.numbers import number
from segue.languages.texts import _

LONGEST = 1000  # times the people that there are


def further(one: Judged, arm: str) -> float | None:
    """How many more weeks it takes, as many people coming as lately, until the difference as it looks now would be
    sure, or one of a tenth where it is smaller; None where nobody comes or nothing is known."""
    arms = [one.trial.arm(name, DECIDES) for name in (arm, one.control)]
    people, seen = sum(found.people for found in arms), arms[0].mean - arms[1].mean
    worth = max(abs(seen), arms[1].mean / 10)
    if not one.weekly or not worth or not all(found.people for found in arms):
        return None
    share = people / max(1, sum(one.trial.people().values()))
    times = _times(arms, worth, len(one.looks))
    return (times - 1) * people / (one.weekly * share) if times else None


def _times(arms: Sequence[Arm], worth: float, comparisons: int) -> float | None:
    """How many times the people there have to be; None: more than a thousand times."""
    times = 1.0
    while times < LONGEST:
        more = [Arm(*(number * times for number in one)) for one in arms]
        found = difference(more[0], more[1], each(ALPHA, comparisons))
        if found and found.value - found.low < worth:
            return times
        times *= 1.05
    return None


def lacking(one: Judged) -> str:
    """What is still needed for anything to be said: people of an arm, or orders."""
    arms = [one.trial.arm(name, DECIDES) for name in (one.best, one.control)]
    fewest = min(found.people for found in arms)
    if fewest < LEAST_PEOPLE:
        return _("each needs at least {least} people, the smaller has {count}").format(
            least=LEAST_PEOPLE, count=number(fewest)
        )
    has = information(*arms)
    return _("there were too few orders: what there is counts as {has}, it takes {needs}").format(
        has=number(has), needs=number(LEAST_INFORMATION)
    )
