"""The route about what running the stack costs."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from segue.api.answers import Answer
from segue.costs.metering import MODELLED, Costs, DayCost
from segue.lambdas import now
from segue.messaging.figures import span_of

Dollars = dict[str, float]


class DayCostAnswer(Answer):
    """What was counted on a day in UTC, and its dollars by part."""

    day: str
    events: int
    sends: dict[str, int] = Field(description="by channel, what left or may have")
    parts: Dollars
    total: float


class CostsAnswer(Answer):
    """Modelled dollars of counted events and messages."""

    begin: str
    end: str
    region: str = Field(description="whose prices these are")
    region_asked: str = Field(description="where the stack is; its prices are not known where that is another")
    prices_read: str
    modelled: str = Field(description="what of it is counted, what is modelled, and what is left out")
    days: list[DayCostAnswer]
    parts: Dollars
    total: float
    per_thousand_events: float
    per_thousand_sends: float = Field(description="deciding and sending, without what a provider charges")
    per_thousand_mails: float = Field(description="the same with what SES charges")
    month_forecast: float | None = Field(description="of this month, by its whole days; null where nothing came yet")


def read_costs(
    first: Annotated[str, Query(alias="from", max_length=10)] = "",
    last: Annotated[str, Query(alias="to", max_length=10)] = "",
) -> CostsAnswer:
    """What running the stack costs by the day, modelled from what was counted: the last thirty days, or from one day
    to another, at most sixty."""
    from segue.wiring.metering import metered

    span = span_of(first, last, now())
    return _told(metered(span, now()), span)


def _told(found: Costs, span: tuple[str, str]) -> CostsAnswer:
    thousands = ("per_thousand_events", "per_thousand_sends", "per_thousand_mails")
    return CostsAnswer(
        begin=span[0],
        end=span[1],
        region=found.prices.region,
        region_asked=found.prices.asked,
        prices_read=found.prices.read,
        modelled=str(MODELLED),
        days=[_day(one) for one in found.days],
        parts=_rounded(found.parts),
        total=round(found.total, 6),
        month_forecast=None if found.month is None else round(found.month, 4),
        **_rounded({name: getattr(found, name) for name in thousands}),
    )


def _day(one: DayCost) -> DayCostAnswer:
    return DayCostAnswer(
        day=one.counted.day,
        events=one.counted.events,
        sends=dict(one.counted.sends),
        parts=_rounded(one.parts),
        total=round(one.total, 6),
    )


def _rounded(dollars: Dollars) -> Dollars:
    return {name: round(much, 6) for name, much in dollars.items()}
