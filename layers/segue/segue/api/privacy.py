"""The routes about requests of people about what is held of them."""

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
from segue.erasing.runs import Erasure
from segue.errors import Invalid, NotFound
from segue.identifiers import identifier
from segue.lambdas import now
from segue.wiring.desk import reading
from segue.wiring.privacy_requests import begin, erasures, receipts


class ErasureBody(BaseModel):
    """Whose data goes, and why; the reason is kept, so it names nobody."""

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


class PrivacyRequestAnswer(Answer):
    """A request; `stage` is what it is at. It says nothing of whom it is about."""

    id: str
    kind: Literal["erasure"] = "erasure"
    state: Literal["waiting", "running", "done", "superseded"]
    stage: str
    by: str
    reason: str
    created: Time
    finished: Maybe
    receipt: ReceiptAnswer | None = None


class ChainAnswer(Answer):
    """Whether each receipt follows from the one before; `broken_at` is the number of the first that does not."""

    holds: bool
    receipts: int
    broken_at: int | None


def erase_person(body: ErasureBody, request: Request) -> PrivacyRequestAnswer:
    """Everything that is held about a person is taken away, whoever they are by now, for good."""
    event, moment = event_of(request), now()
    why = caller_of(event).name, body.reason
    return _answer(begin(asked_for(body.identifier), why, occasion(event, moment), moment))


def list_privacy_requests(limit: Limit = 50, before: Text = "") -> Page[PrivacyRequestAnswer]:
    """Requests, newest first."""
    found, further = page(erasures().newest, lambda one: one.created, limit, time_of(before))
    return Page(items=[_answer(one) for one in found], next=further)


def read_privacy_request(job: str) -> PrivacyRequestAnswer:
    """How far a request is, and its receipt once it is done."""
    run = erasures().find(job)
    return _answer(run, receipts().of(run.id) if run.ended else None)


def verify_receipts() -> ChainAnswer:
    """Whether all receipts are there and say what they said at first."""
    count, broken = receipts().broken_at()
    return ChainAnswer(holds=not broken, receipts=count, broken_at=broken or None)


def asked_for(who: Someone) -> str:
    """The id of the person meant; of an identifier that nobody is known by its key, so that nobody ever is."""
    if who.id:
        return reading().person(who.id).id
    try:
        return reading().set_of(who.type, who.value).id
    except NotFound:
        return _key(who)


def _key(who: Someone) -> str:
    named = identifier(who.type, who.value)
    if named is None:
        raise Invalid("bad-identifier", f"that is no {who.type}")
    return reading().keys_of(named)[0]


def _answer(run: Erasure, receipt: Receipt | None = None) -> PrivacyRequestAnswer:
    told: dict[str, Any] = {**vars(run), "finished": run.finished or None, "receipt": None}
    if receipt:
        told["receipt"] = {**said(receipt), "digest": receipt.digest}
    return PrivacyRequestAnswer.model_validate(
        {name: told[name] for name in told if name in PrivacyRequestAnswer.model_fields}
    )
