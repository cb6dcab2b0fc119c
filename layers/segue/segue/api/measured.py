"""The routes about what a measure comes to, and the people behind a part of it."""

import re
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Depends, Request, Response
from pydantic import BaseModel, Field

from segue.api.measured_answers import (
    BehindAnswer,
    BehindsAnswer,
    Measured,
    MeasuredAnswer,
    PartAnswer,
    Stretch,
    WaitingAnswer,
)
from segue.api.repeats import JSON
from segue.api.routes import query
from segue.errors import Invalid, Unavailable
from segue.lambdas import now
from segue.measures.composing import Asked
from segue.measures.definitions import ALL, definition
from segue.measures.results import Part, Result, Wish
from segue.measures.wishes import asked_of
from segue.times import HOUR, Millis, to_text
from segue.wiring.measures import results

FRESH: Millis = 26 * HOUR  # a night and the time that it takes
AGAIN = 30  # seconds after which it is worth asking again
DAY = r"^$|^\d{4}-\d\d-\d\d$"
LONGEST = 200


class MeasurePart(BaseModel):
    """What is asked of a measure: `period` as `28d`, or `from` and `to` (days, both with it)."""

    period: str = Field("28d", max_length=LONGEST)
    since: str = Field("", alias="from", pattern=DAY)
    until: str = Field("", alias="to", pattern=DAY)
    by: str = Field("", max_length=LONGEST, description="a dimension, day, week, month or all; usual where left out")
    where: str = Field("", max_length=1000, description="`dimension:value`, several with commas")
    refresh: bool = Field(False, description="computes it again, with who is one person by now")


class BehindPart(MeasurePart):
    """And of which part the people are asked for."""

    part: str = Field(ALL, max_length=LONGEST)


def _measure_part(request: Request) -> MeasurePart:
    return query(MeasurePart, request)


def _behind_part(request: Request) -> BehindPart:
    return query(BehindPart, request)


def read_measure(measure: str, part: Annotated[MeasurePart, Depends(_measure_part)]) -> Response[Measured]:
    """What a measure comes to in a period, with the period before."""
    wish = _wish(measure, part)
    asked_of(wish, now())
    kept = None if part.refresh else results().last(wish)
    if kept and kept.made > now() - FRESH:
        return _answer(kept)
    return _computed(wish, part.refresh)


def list_measure_people(
    measure: str, part: Annotated[BehindPart, Depends(_behind_part)]
) -> Response[BehindsAnswer | WaitingAnswer]:
    """The people behind a part of a measure."""
    from segue.wiring.measured_people import behind

    wish = _wish(measure, part)
    asked_of(wish, now())
    found = behind(wish, part.part)
    if found is None:
        return _later("the people are looked up: ask again")
    items = [BehindAnswer(person=person, things=things) for person, things in found.people]
    return Response(HTTPStatus.OK, JSON, BehindsAnswer(items=items, gone=found.gone))


def _computed(wish: Wish, refresh: bool) -> Response[Measured]:
    from segue.wiring.measuring import ASKED, finding

    try:
        found = finding(ASKED).find(wish, refresh)
    except Unavailable as late:
        if late.reason != "too-slow":
            raise
        results().ask(wish, now())
        return _later("it takes longer than a request may: it is computed, ask again")
    results().keep(found)
    return _answer(found)


def _later(why: str) -> Response[Any]:
    return Response(HTTPStatus.ACCEPTED, JSON, WaitingAnswer(detail=why), {"Retry-After": str(AGAIN)})


def _wish(measure: str, part: MeasurePart) -> Wish:
    of = definition(measure)
    if bool(part.since) is not bool(part.until):
        raise Invalid("bad-period", "`from` and `to` come together")
    period = f"{part.since}..{part.until}" if part.since else part.period
    return Wish(measure, period, part.by or of.usual, dict(_limit(one) for one in _limits(part.where)))


def _limits(where: str) -> list[str]:
    return [one for one in re.split(r",(?=[a-z_]+:)", where) if one]


def _limit(said: str) -> tuple[str, str]:
    name, mark, value = said.partition(":")
    if not mark:
        raise Invalid("bad-where", "`where` is written as dimension:value")
    return name, value


def _answer(found: Result) -> Response[Measured]:
    return Response(HTTPStatus.OK, JSON, _measured(found))


def _measured(found: Result) -> MeasuredAnswer:
    of = definition(found.wish.name)
    return MeasuredAnswer(
        name=of.name,
        title=of.title,
        about=of.about,
        unit=of.unit,
        kind=of.kind,
        by=found.wish.by,
        where=dict(found.wish.only),
        currency=found.currency,
        period=_stretch(found.since, found.until),
        previous=_before(found),
        more=found.more,
        parts=[_part(one) for one in found.parts],
        columns=dict(of.columns),
        rows=[dict(one) for one in found.rows],
        rows_before=[dict(one) for one in found.rows_before],
        sql=found.sql,
        engine=found.engine,
        scanned=found.scanned,
        milliseconds=found.milliseconds,
        made=_time(found.made),
        newest=_time(found.newest) if found.newest else None,
    )


def _part(one: Part) -> PartAnswer:
    said = {"now": one.now._asdict(), "before": one.before._asdict(), "change": one.change._asdict()}
    return PartAnswer.model_validate({"part": one.part, **said})


def _before(found: Result) -> Stretch:
    before = Asked(found.since, found.until, now=found.made).before
    return _stretch(before.since, before.until)


def _stretch(since: Millis, until: Millis) -> Stretch:
    return Stretch(since=_time(since), until=_time(until))


def _time(moment: Millis) -> str:
    return to_text(moment)
