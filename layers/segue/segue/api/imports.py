"""The routes about imports: history out of files, shown first, then taken in. An import writes to nobody."""

from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, Field, StringConstraints

from segue.api.answers import Answer, Limit, Page, Text, Time
from segue.api.cursors import page, time_of
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.audit import Entry
from segue.aws.import_files import place_of, upload_url
from segue.imports.formats import FORMATS, plan_of
from segue.imports.jobs import Job
from segue.keys import LENGTH
from segue.lambdas import now
from segue.wiring.imports import imports, uploads
from segue.wiring.merges import audit

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class ImportBody(BaseModel):
    """What is imported from where. `mapping` gives fields their columns, or names a preset; `location` is
    `s3://bucket/file` or a folder there: without one the answer says where to upload to.

    `files`: what a dry run said of them; where they are others by now, the import fails and takes in nothing.

    `release`: its events count as if they happened now, so that journeys start from them.
    """

    source: Name = Field(examples=["old-shop"])
    format: str = Field(examples=list(FORMATS))
    mapping: dict[str, Any] | str | None = Field(None, examples=["orders-csv"])
    location: Annotated[str, StringConstraints(max_length=1100)] = ""
    dry_run: bool = False
    release: bool = False
    files: Annotated[str, StringConstraints(max_length=64)] = ""


class RejectedRow(Answer):
    """A row that was not understood."""

    file: str
    row: int
    reason: str
    detail: str


class ProgressAnswer(Answer):
    """How far it is; of a dry run, what there would be. `rejected` and `ignored` count by reason."""

    bytes_done: int
    bytes_total: int
    stored: int
    duplicate: int
    ignored: dict[str, int]
    rejected: dict[str, int]
    new_people: int
    matched_people: int
    first_rejected: list[RejectedRow]


class ImportAnswer(Answer):
    """An import. `upload` takes a PUT of the file until the import is started; `whole` is False where a dry run had no
    time for all of it. `files`, of a dry run: a word for what it saw, for the import that follows."""

    id: str
    state: Literal["waiting", "running", "done", "failed"]
    problem: str
    created: Time
    by: str
    source: str
    format: str
    location: str
    dry_run: bool
    release: bool
    whole: bool
    files: str
    progress: ProgressAnswer
    upload: str | None = None


def create_import(body: ImportBody, request: Request) -> ImportAnswer:
    """Takes an import in; with a location it starts at once, without one when it is told that the upload is there."""
    plan_of(body.format, body.mapping)
    job = _begun(body, request)
    if body.location:
        imports().send(job)
        return _answer(job)
    return _answer(job, upload_url(job.location) if job.state == "waiting" else None)


def list_imports(limit: Limit = 50, before: Text = "") -> Page[ImportAnswer]:
    """Imports, newest first, dry runs too."""
    found, further = page(imports().newest, lambda one: one.created, limit, time_of(before))
    return Page(items=[_answer(one) for one in found], next=further)


def read_import(job: str) -> ImportAnswer:
    """How far an import is, and what of it was not understood."""
    return _answer(imports().find(job))


def start_import(job: str) -> ImportAnswer:
    """Starts an import whose file is uploaded, or one again that has come to a stand; an ended one stays as it is."""
    known = imports().find(job)
    if not known.ended:
        imports().send(known)
    return _answer(known)


def _begun(body: ImportBody, request: Request) -> Job:
    """The job, written down; a repeat of the request finds it written."""
    event, moment = event_of(request), now()
    key = f"i_{occasion(event, moment)[:LENGTH]}"
    if body.location:
        place_of(body.location)
    said = body.model_dump(exclude={"location"})
    job = Job(id=key, by=caller_of(event).name, created=moment, location=body.location or uploads(key), **said)
    audit().write([] if job.dry_run else [_noted(job)])
    return imports().noted(job)


def _noted(job: Job) -> Entry:
    said = f"history of {job.source} as {job.format}{', released: journeys may start' if job.release else ''}"
    return Entry(f"import.{job.id}", job.created, job.by, "import.ask", (), said)


def _answer(job: Job, upload: str | None = None) -> ImportAnswer:
    at = job.progress
    progress = {
        **{name: getattr(at, name) for name in ("bytes_done", "bytes_total", "stored", "duplicate")},
        "ignored": dict(at.ignored),
        "rejected": dict(at.rejected),
        "new_people": at.new,
        "matched_people": at.matched,
        "first_rejected": [dict(zip(RejectedRow.model_fields, one, strict=True)) for one in at.told],
    }
    said = {name: getattr(job, name) for name in ImportAnswer.model_fields if name not in ("progress", "upload")}
    return ImportAnswer.model_validate({**said, "progress": progress, "upload": upload})
