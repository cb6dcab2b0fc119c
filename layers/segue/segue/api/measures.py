"""The routes about which measures there are, and the nights that compute them."""

from typing import Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import Field

from segue.api.answers import Answer, Maybe, Page, Time
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.lambdas import now
from segue.measures.definitions import Definition, definitions
from segue.measures.runs import Run
from segue.wiring.measures import nights, runs


class MeasureAnswer(Answer):
    """What a measure is; `by`: what it can be told by, `dimensions`: what it can be limited to."""

    name: str
    title: str
    about: str
    group: str
    kind: Literal["share", "mean", "total", "table"]
    unit: str
    chart: str
    better: str
    usual: str
    by: list[str]
    dimensions: list[str]
    columns: dict[str, str] = Field(description="of a table: what each column means")
    windows: dict[str, int] = Field(description="declared spans, in days")
    notes: list[str]


class MeasureRunAnswer(Answer):
    """A night of measures; `stage` is what it is at."""

    id: str
    state: Literal["waiting", "running", "done", "superseded"]
    stage: str
    percent: int
    objects: int = Field(description="files of the day that went into the archive's parts")
    people: int = Field(description="how many people it has looked at")
    measured: int = Field(description="results that were kept")
    failed: list[str] = Field(
        description="measures with periods that could not be computed, and new files that nobody can read"
    )
    by: str
    created: Time
    finished: Maybe


def list_measures() -> Page[MeasureAnswer]:
    """Every measure with its definition."""
    return Page(items=[_definition(one) for one in definitions().values()])


def start_measure_run(request: Request) -> MeasureRunAnswer:
    """Compacts the archive and computes what pages show; where that is going on, it is answered with that run."""
    event, moment = event_of(request), now()
    return _run(nights().begin(occasion(event, moment), caller_of(event).name, moment))


def read_measure_run(job: str) -> MeasureRunAnswer:
    """How far a run is."""
    return _run(runs().find(job))


def _run(run: Run) -> MeasureRunAnswer:
    return MeasureRunAnswer.model_validate(run)


def _definition(one: Definition) -> MeasureAnswer:
    said = {name: getattr(one, name) for name in MeasureAnswer.model_fields}
    return MeasureAnswer.model_validate(
        said | {"by": [*one.by], "dimensions": [*one.dimensions], "notes": [*one.notes]}
    )
