"""The route that tells how messages arrive."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler.openapi.params import Query

from segue.api.answers import Answer
from segue.lambdas import now
from segue.messaging.figures import Counts, Row, span_of
from segue.wiring.switches import figures


class ArrivalAnswer(Answer):
    """How the messages of one template, domain or channel arrived. `sent`: messages of which anything was reported.
    `opened` and `clicked` are people's, `machine_opened` and `scanned` are not. The rates are in per cent of `sent`."""

    name: str
    channel: str
    sent: int = 0
    delivered: int = 0
    bounced: int = 0
    soft_bounced: int = 0
    failed: int = 0
    rejected: int = 0
    complained: int = 0
    unsubscribed: int = 0
    opened: int = 0
    machine_opened: int = 0
    clicked: int = 0
    scanned: int = 0
    bounce_rate: float = 0.0
    complaint_rate: float = 0.0
    unsubscribe_rate: float = 0.0


class DayAnswer(Answer):
    """The counts of one day in UTC."""

    day: str
    counts: Counts


class DeliverabilityAnswer(Answer):
    """The busiest first, and the days from `begin` to `end`. `silent`: by channel how many messages left in these days,
    an hour ago or more, of which nobody has reported anything."""

    begin: str
    end: str
    by: str
    items: list[ArrivalAnswer]
    days: list[DayAnswer]
    silent: Counts


def read_deliverability(
    by: Literal["template", "domain", "channel"] = "template",
    first: Annotated[str, Query(alias="from", max_length=10)] = "",
    last: Annotated[str, Query(alias="to", max_length=10)] = "",
) -> DeliverabilityAnswer:
    """How messages arrived, by template, by the domain of the address or by channel: the last thirty days, or from one
    day to another, at most sixty."""
    span = span_of(first, last, now())
    told = figures().between(by, span)
    items = [_told(one) for one in told.rows]
    days = [DayAnswer(day=day, counts=counts) for day, counts in sorted(told.days.items())]
    silent = figures().silent(span, now())
    return DeliverabilityAnswer(begin=span[0], end=span[1], by=by, items=items, days=days, silent=silent)


def _told(row: Row) -> ArrivalAnswer:
    rates = {"bounce_rate": "bounced", "complaint_rate": "complained", "unsubscribe_rate": "unsubscribed"}
    shares = {rate: row.share(outcome) for rate, outcome in rates.items()}
    return ArrivalAnswer.model_validate({"name": row.name, "channel": row.channel, **row.counts, **shares})
