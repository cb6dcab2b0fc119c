"""Rhythms: how many days lie between somebody's orders, and whether the next one is overdue."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from segue.errors import Invalid
from segue.profile.profiles import Profile
from segue.segments.asking import duration, settings
from segue.segments.compiler import Compiler
from segue.segments.shapes import DURATION, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.standing import changes, standing
from segue.segments.turning import turning
from segue.segments.verdicts import Condition, Fact, Verdict
from segue.times import DAY, Millis

MOST_TIMES = 100
SCHEMAS: dict[str, Schema] = {
    "buys_every": asked(
        "buys_every",
        settings_of({"at_least": DURATION, "at_most": DURATION}),
        "so many days lie between two orders on average; with two orders or more",
    ),
    "overdue": asked(
        "overdue",
        {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_TIMES},
        "the last order is so many times as long ago as there are days between two orders on average",
    ),
}
FACETS = frozenset({"orders"})
COST = 10


class Rhythm(NamedTuple):
    """Mean time between orders, and the last of them."""

    mean: float
    last: Millis

    def due(self, times: float) -> Millis:
        """When the last order is so many times the mean ago."""
        return self.last + math.ceil(self.mean * times)


def rhythm_of(profile: Profile, moment: Millis) -> Rhythm | None:
    """That of the orders that stood at a moment; None where there were fewer than two."""
    times = [row["placed"] for row in standing(profile, moment)]
    return Rhythm((max(times) - min(times)) / (len(times) - 1), max(times)) if len(times) > 1 else None


def buys_every(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`buys_every: {at_least: 60d, at_most: 120d}`."""
    given = settings(spec, "buys_every", ("at_least", "at_most"))
    least = duration(given["at_least"], "at_least") if "at_least" in given else 0
    most = duration(given["at_most"], "at_most") if "at_most" in given else math.inf
    return _condition(lambda rhythm, _moment: least <= rhythm.mean <= most, lambda _rhythm: ())


def overdue(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`overdue: 1.5`: half as long again as usual has gone by since the last order."""
    times = spec["overdue"]
    if not isinstance(times, int | float) or isinstance(times, bool) or not 0 < times <= MOST_TIMES:
        raise Invalid("bad-condition", f"`overdue` is a number such as 1.5, of at most {MOST_TIMES}")
    return _condition(lambda rhythm, moment: moment >= rhythm.due(times), lambda rhythm: (rhythm.due(times),))


def _condition(asks: Callable[[Rhythm, Millis], bool], dues: Callable[[Rhythm], tuple[Millis, ...]]) -> Condition:
    """`dues`: when the answer changes by time alone, as long as a rhythm lasts."""

    def test(profile: Profile, now: Millis) -> Verdict:
        def holds(moment: Millis) -> bool:
            rhythm = rhythm_of(profile, moment)
            return rhythm is not None and asks(rhythm, moment)

        orders = list(changes(profile))
        rhythms = (rhythm_of(profile, one) for one in orders)
        return turning([*orders, *(due for one in rhythms if one for due in dues(one))], holds, now)

    return Condition(test, FACETS, cost=COST, facts=_facts)


def _facts(profile: Profile, now: Millis) -> tuple[Fact, ...]:
    rhythm = rhythm_of(profile, now)
    if rhythm is None:
        return (Fact("fewer than two orders"),)
    return (Fact(f"every {rhythm.mean / DAY:.1f} days, last", rhythm.last, "Order Completed"),)
