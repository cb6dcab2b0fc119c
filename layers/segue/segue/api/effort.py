"""The route that tells how easy it was."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Request
from aws_lambda_powertools.event_handler.openapi.params import Query

from segue.api.answers import Answer
from segue.api.roles import ADMIN, Caller, caller_of
from segue.api.routes import event_of
from segue.conversations.effort.sums import Sum
from segue.lambdas import now
from segue.wiring.efforts import effort_span, efforts
from segue.wiring.staff_names import names

PLACES = 2  # digits after the point


class EffortAnswer(Answer):
    """The score of effort of one agent, channel, topic or queue; `name` is "" where there was none, `called` what an
    agent is called. `answered` counts every answer, `unasked` those of them that no question of ours has brought;
    `response`, `easy` (5 to 7) and `hard` (1 to 3) are in per cent. `scores`: how many gave a 1, a 2, up to a 7. `low`
    and `high`: between them the mean lies, at 95 %; null where the answers are too few (`few`), or all the same."""

    name: str
    called: str = ""
    asked: int
    answered: int
    unasked: int
    response: float | None
    mean: float | None
    low: float | None
    high: float | None
    easy: float | None
    hard: float | None
    few: bool
    scores: list[int]


class EffortDay(Answer):
    """One day in UTC."""

    day: str
    asked: int
    answered: int
    mean: float | None


class EffortsAnswer(Answer):
    """Those with the most answers first, all of them together, and the days from `begin` to `end`."""

    begin: str
    end: str
    by: str
    items: list[EffortAnswer]
    total: EffortAnswer
    days: list[EffortDay]


def read_effort(
    request: Request,
    by: Literal["agent", "channel", "topic", "queue"] = "channel",
    first: Annotated[str, Query(alias="from", max_length=10)] = "",
    last: Annotated[str, Query(alias="to", max_length=10)] = "",
) -> EffortsAnswer:
    """How easy customers found it: the last thirty days, or from one day to another, at most 366. Of the agents an
    agent sees the own score alone, an administrator all of them."""
    span = effort_span(first, last, now())
    told = efforts(by, span, own_alone(caller_of(event_of(request))))
    items = [_told(one, names().called(one.name) if by == "agent" else "") for one in told.rows]
    days = [EffortDay(day=one.name, asked=one.asked, answered=one.answered, mean=_short(one.mean)) for one in told.days]
    return EffortsAnswer(begin=span[0], end=span[1], by=by, items=items, total=_told(told.whole, ""), days=days)


def own_alone(caller: Caller) -> str | None:
    """The name of a caller who sees no other agent's score; None of one who sees all."""
    return None if ADMIN in caller.roles else caller.name


def _told(one: Sum, called: str) -> EffortAnswer:
    low, high = one.interval or (None, None)
    return EffortAnswer(
        name=one.name,
        called=called,
        asked=one.asked,
        answered=one.answered,
        unasked=one.unasked,
        response=one.response,
        mean=_short(one.mean),
        low=_short(low),
        high=_short(high),
        easy=one.easy,
        hard=one.hard,
        few=one.few,
        scores=one.scores,
    )


def _short(number: float | None) -> float | None:
    return None if number is None else round(number, PLACES)
