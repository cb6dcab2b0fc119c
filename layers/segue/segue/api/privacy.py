"""The routes about requests of people about what is held of them: erasures, exports, receipts, addresses."""

from typing import Any, Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, Field

from segue.api.answers import Answer, Limit, Maybe, Page, Text, Time
from segue.api.cursors import page, time_of
from segue.api.decisions import Reason, Someone
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.erasing.receipts import Receipt, said
from segue.erasing.runs import ERASURES, Erasure, Sought
from segue.errors import Invalid, NotFound
from segue.exporting.runs import EXPORTS, Export
from segue.identifiers import Identifier, identifier
from segue.lambdas import now
from segue.wiring import exporting, opening_again
from segue.wiring.desk import reading
from segue.wiring.privacy_requests import begin, receipts


class RequestBody(BaseModel):
    """Whose data it is about, and why; the reason is kept, so it names nobody."""

    identifier: Someone
    reason: Reason = Field("asked for by the customer", examples=["asked for by mail on 2026-11-29"])


class ReceiptAnswer(Answer):
    """What was taken away, store by store. `digest` is the SHA-256 of all else as JSON, with sorted names and without
    spaces; `before` is that of the receipt before it."""

    number: int
    request: str
    time: int = Field(description="milliseconds since 1970: when it was asked for")
    counts: dict[str, int]
    before: str
    digest: str


class ExportFile(Answer):
    """A zip file that is kept until `kept_until`; `link` holds until `link_until`: ask again for another."""

    link: str
    link_until: Time
    kept_until: Time
    bytes: int


class PrivacyRequestAnswer(Answer):
    """A request; `stage` is what it is at, `counts` what an export tells, store by store. It says nothing of whom it is
    about. `file` is there while an export is kept."""

    id: str
    kind: Literal["erasure", "export"]
    state: Literal["waiting", "running", "done", "superseded"]
    stage: str
    percent: int
    by: str
    reason: str
    created: Time
    finished: Maybe
    receipt: ReceiptAnswer | None = None
    counts: dict[str, int]
    file: ExportFile | None = None


class ChainAnswer(Answer):
    """Whether each receipt follows from the one before; `broken_at` is the number of the first that does not."""

    holds: bool
    receipts: int
    broken_at: int | None


class OpenedAnswer(Answer):
    """Whether something may be sent there by now; `closed_by` is what else closes it, such as a complaint."""

    open: bool
    closed_by: str


def erase_person(body: RequestBody, request: Request) -> PrivacyRequestAnswer:
    """Everything that is held about a person is taken away, whoever they are by now, for good."""
    event, moment = event_of(request), now()
    why = caller_of(event).name, body.reason
    return _answer(begin(asked_for(body.identifier), why, occasion(event, moment), moment))


def export_person(body: RequestBody, request: Request) -> PrivacyRequestAnswer:
    """Everything that is held about a person is put together in one file, for people and for programs."""
    event, moment = event_of(request), now()
    why = caller_of(event).name, body.reason
    return _answer(exporting.begin(asked_for(body.identifier), why, occasion(event, moment), moment))


def open_address(body: RequestBody, request: Request) -> OpenedAnswer:
    """An address or a number that an erasure has closed may be written to again, at its owner's wish."""
    event, moment = event_of(request), now()
    why = caller_of(event).name, body.reason
    closed = opening_again.open_again(_key(body.identifier), why, occasion(event, moment), moment)
    return OpenedAnswer(open=not closed, closed_by=closed)


def list_privacy_requests(limit: Limit = 50, before: Text = "") -> Page[PrivacyRequestAnswer]:
    """Requests, newest first."""
    found, further = page(exporting.newest_requests, lambda one: one.created, limit, time_of(before))
    return Page(items=[_answer(one) for one in found], next=further)


def read_privacy_request(job: str) -> PrivacyRequestAnswer:
    """How far a request is; its receipt or its file once it is done."""
    run = exporting.request(job)
    if isinstance(run, Export):
        return _answer(run)
    return _answer(run, receipts().of(run.id) if run.ended else None)


def verify_receipts() -> ChainAnswer:
    """Whether all receipts are there and say what they said at first."""
    count, broken = receipts().broken_at()
    return ChainAnswer(holds=not broken, receipts=count, broken_at=broken or None)


def asked_for(who: Someone) -> Sought:
    """The id of the person meant; of an identifier that nobody is known by its key, so that nobody ever is."""
    if who.id:
        return Sought(reading().person(who.id).id)
    written = tuple(dict.fromkeys((who.value, _named(who).value)))
    try:
        return Sought(reading().set_of(who.type, who.value).id, written)
    except NotFound:
        return Sought(_key(who), written)


def _key(who: Someone) -> str:
    return reading().keys_of(_named(who))[0]


def _named(who: Someone) -> Identifier:
    named = identifier(who.type, who.value)
    if named is None:
        raise Invalid("bad-identifier", f"that is no {who.type or 'identifier'}")
    return named


def _answer(run: Erasure | Export, receipt: Receipt | None = None) -> PrivacyRequestAnswer:
    told: dict[str, Any] = {**vars(run), "percent": run.percent, "finished": run.finished or None, "receipt": None}
    if isinstance(run, Export):
        told |= {"kind": EXPORTS.name, "file": _file(run)}
    else:
        told |= {"kind": ERASURES.name, "counts": {}}
    if receipt:
        told["receipt"] = {**said(receipt), "digest": receipt.digest}
    return PrivacyRequestAnswer.model_validate(
        {name: told[name] for name in told if name in PrivacyRequestAnswer.model_fields}
    )


def _file(run: Export) -> dict[str, Any] | None:
    moment = now()
    link, until = exporting.link(run, moment)
    kept = {"kept_until": run.until(moment), "bytes": run.size}
    return {"link": link, "link_until": until, **kept} if link else None
