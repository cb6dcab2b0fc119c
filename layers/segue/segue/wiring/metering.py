"""What running the stack costs, by what was counted: `people` and `console`."""

import os
from collections import Counter

from segue.costs.metering import Costs, Counted, costs, days_of
from segue.costs.pricing import prices_of
from segue.intake.overviews import received
from segue.times import Millis
from segue.wiring.overviews import overviews
from segue.wiring.switches import figures


def metered(span: tuple[str, str], now: Millis) -> Costs:
    """The days from the first to the last with their dollars. Raises Unavailable."""
    gone, came = figures().gone(span), Counter[str]()
    for day in (day for source in overviews().all(now) for day in source.counted.days):
        came[day.day] += received(day)
    counted = [Counted(day, came[day], gone.get(day, {})) for day in days_of(span)]
    return costs(counted, prices_of(os.environ.get("AWS_REGION", "")), now)
