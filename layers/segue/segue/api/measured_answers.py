"""What the routes about measures answer."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from segue.api.answers import Answer, Time


class FigureAnswer(Answer):
    """A value and where it lies with 95 % certainty; null where there is nothing."""

    value: float | None
    low: float | None
    high: float | None
    things: int
    people: int


class ChangeAnswer(Answer):
    """What became of it since the period before; `sure`: zero does not lie within."""

    difference: float | None
    low: float | None
    high: float | None
    sure: bool


class PartAnswer(Answer):
    """A part, the same of the period before, and the change."""

    part: str
    now: FigureAnswer
    before: FigureAnswer
    change: ChangeAnswer


class Stretch(BaseModel):
    """From (with it) until (not with it)."""

    since: Time
    until: Time


class MeasuredAnswer(BaseModel):
    """What was found; `sql` is the statement in Athena's words, `newest` when the last event in it came in; `previous`
    is as long as what there is of the period by now."""

    name: str
    title: str
    about: str
    unit: str
    kind: str
    by: str
    where: dict[str, str]
    currency: str
    period: Stretch
    previous: Stretch
    parts: list[PartAnswer]
    columns: dict[str, str]
    rows: list[dict[str, Any]]
    rows_before: list[dict[str, Any]]
    more: int = Field(description="parts, or rows, that were left out: 200 parts and 5,000 rows are kept")
    sql: str
    engine: str
    scanned: int = Field(description="bytes that Athena read; 0 of DuckDB")
    milliseconds: int
    made: Time
    newest: Time | None


class BehindAnswer(BaseModel):
    """Somebody behind a part, with how many things of it."""

    person: str
    things: int


class BehindsAnswer(BaseModel):
    """Those with most first, at most a hundred; `gone`: how many of them were erased, so that nobody can be told."""

    items: list[BehindAnswer]
    gone: int


class WaitingAnswer(BaseModel):
    """It takes longer than a request may; it is worked on, and there when it is asked for again."""

    state: Literal["waiting"] = "waiting"
    detail: str


Measured = MeasuredAnswer | WaitingAnswer
