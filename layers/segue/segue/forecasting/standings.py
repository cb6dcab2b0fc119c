"""Where a person stands at a moment, on the season's clock: all that the models of purchases ask."""

from typing import NamedTuple

from segue.forecasting.histories import History, days_of
from segue.forecasting.seasons import Season
from segue.times import Millis


class Standing(NamedTuple):
    """`again`: days with a purchase after the first; `recency`: weeks from the first to the last, `age`: from the first
    to now; `lately`: purchases in the last quarter of that. `first` and `last` in ms."""

    again: int
    recency: float
    age: float
    lately: int
    first: Millis
    last: Millis

    @property
    def quiet(self) -> float:
        """Weeks since the last purchase."""
        return self.age - self.recency


def standing(history: History, season: Season, now: Millis) -> Standing | None:
    """Of what `as_of` says of that moment; None where nothing was bought."""
    days = days_of(history.orders)
    if not days:
        return None
    times = [season.clock(one) for one in days]
    end = season.clock(now)
    age = max(0.0, end - times[0])
    lately = sum(one > end - age / 4 for one in times[1:])
    return Standing(len(days) - 1, times[-1] - times[0], age, lately, days[0], days[-1])
