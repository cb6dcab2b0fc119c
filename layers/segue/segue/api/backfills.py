"""The routes about back-fills: how far everybody is looked at again because segments changed."""

from typing import Literal

from pydantic import Field

from segue.api.answers import Answer, Limit, Page, Text, Time
from segue.api.cursors import page, time_of
from segue.lambdas import now
from segue.segments.fills import Fill
from segue.wiring.back_fills import again, fills


class BackfillAnswer(Answer):
    """A back-fill. `superseded`: a later one has taken over what it had not ended with."""

    id: str
    state: Literal["waiting", "running", "done", "superseded"]
    created: Time
    finished: Time | None
    segments: list[str] = Field(description="those that changed, came or went")
    percent: int = Field(description="how much of everybody it has looked at")
    people: int = Field(description="how many people it has looked at")


def list_backfills(limit: Limit = 50, before: Text = "") -> Page[BackfillAnswer]:
    """Back-fills, newest first."""
    found, further = page(fills().newest, lambda one: one.created, limit, time_of(before))
    return Page(items=[_answer(one) for one in found], next=further)


def read_backfill(job: str) -> BackfillAnswer:
    """How far a back-fill is."""
    return _answer(fills().find(job))


def start_backfill() -> BackfillAnswer:
    """Looks at everybody again for all segments in force, and lists whoever no change has listed yet."""
    return _answer(again(now()))


def _answer(fill: Fill) -> BackfillAnswer:
    said = {name: getattr(fill, name) for name in ("id", "state", "created", "percent", "people")}
    finished = fill.finished or None
    return BackfillAnswer.model_validate({**said, "segments": list(fill.segments), "finished": finished})
