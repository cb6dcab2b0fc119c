"""The season: how much is bought in each week of the year, and a clock that runs by it.

On that clock a week in which twice as much is bought lasts twice as long. What people do is then even in time, and a
model that knows no season can be used on it (operational time).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp, log

from segue.times import DAY, Millis

WEEKS = 52
YEAR: Millis = 365 * DAY + DAY // 4
WEEK: Millis = YEAR // WEEKS
MONTHS = 12

# What a shop is taken to be until it has shown otherwise: sales of each month over an average one, of general
# merchandise stores (NAICS 452), United States 2009, as the Census Bureau publishes them: "Combined Seasonal,
# Trading-Day, and Holiday Adjustment Factors", www.census.gov/retail/mrts/www/data/text/nadjusts.txt, public domain.
MERCHANDISE = (0.868, 0.868, 0.934, 0.950, 1.024, 0.965, 0.965, 0.997, 0.898, 0.983, 1.098, 1.421)


@dataclass(frozen=True)
class Season:
    """`weeks`: what is bought in each 52nd of the year over the average, from the first of January. `strength` and
    `lead`: how strongly the shop follows the usual months, and how many weeks before them; `years`: how much of its
    own it was learned from."""

    weeks: tuple[float, ...] = (1.0,) * WEEKS
    strength: float = 0.0
    lead: float = 0.0
    years: float = 0.0

    def clock(self, moment: Millis) -> float:
        """Weeks since the epoch as the season counts them; as many in a year as there are."""
        years, rest = divmod(moment, YEAR)
        week, part = divmod(rest / WEEK, 1)
        place = min(int(week), WEEKS - 1)
        return years * self._before[WEEKS] + self._before[place] + part * self.weeks[place]

    @cached_property
    def _before(self) -> list[float]:
        return list(accumulate(self.weeks, initial=0.0))


def usual(months: Sequence[float], lead: int) -> list[float]:
    """The logarithm of each week's factor, `lead` weeks ahead of what the months say; between their middles a line."""
    return [_between(months, (week + lead + 0.5) / WEEKS * MONTHS - 0.5) for week in range(WEEKS)]


def evened(logs: Sequence[float]) -> tuple[float, ...]:
    """Factors of weeks, one on average."""
    factors = [exp(one) for one in logs]
    return tuple(one * WEEKS / sum(factors) for one in factors)


def week_of(moment: Millis) -> int:
    """The week of the year, from 0."""
    return min(moment % YEAR // WEEK, WEEKS - 1)


def _between(months: Sequence[float], place: float) -> float:
    first, part = divmod(place, 1)
    left, right = (log(months[(int(first) + step) % MONTHS]) for step in (0, 1))
    return left + part * (right - left)
