"""What running the stack costs, by what was counted: `people` and `console`."""

import os

from segue.costs.metering import Costs, Counted, costs, days_of
from segue.costs.pricing import prices_of
from segue.intake.overviews import received
from segue.times import Millis
from segue.wiring.overviews import overviews
from segue.wiring.switches import figures


def metered(span: tuple[str, str], now: Millis) -> Costs:
    """The days from the first to the last with their dollars. Raises Unavailable."""
    wanted = dict.fromkeys(days_of(span), 0)
    for source in overviews().all(now):
        for day in source.counted.days:
            if day.day in wanted:
                wanted[day.day] += received(day)
    gone = figures().gone(span)
    counted = [Counted(day, max(0, events), gone.get(day, {})) for day, events in wanted.items()]
    return costs(counted, prices_of(os.environ.get("AWS_REGION", "")), now)
