"""The routes about reconciliations: whether profiles say what the ledger says, and building anew what does not."""

from collections.abc import Sequence
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from segue.api.answers import Answer, Limit, Page, Text, Time
from segue.api.cursors import page, time_of
from segue.api.message_answers import Whom
from segue.api.messages import person_meant
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.errors import Conflict, Invalid
from segue.lambdas import now
from segue.reconciling.runs import Reconciliation
from segue.wiring.reconciliations import begin, reconciliations


class ReconciliationBody(BaseModel):
    """What is compared: `who`, or what an earlier run, `of`, found; everybody where neither is said. `repair` builds
    what differs anew from the ledger."""

    model_config = ConfigDict(extra="forbid")

    who: Whom | None = None
    of: Annotated[str, StringConstraints(max_length=64)] = ""
    repair: bool = False


class ReconciliationAnswer(Answer):
    """A run. Identities are keyed hashes: ids without a name."""

    id: str
    state: Literal["waiting", "running", "done", "superseded"]
    by: str
    created: Time
    finished: Time | None
    percent: int
    people: int = Field(description="how many identities it has come past, where it is about everybody")
    counts: dict[str, int] = Field(
        description="what identities were found to be: same, different, behind, missing, surplus; or not compared: busy"
        " (something came just now), aged (older than the ledger's memory), outdated (built anew when next touched)"
    )
    differences: int
    found: list[str] = Field(description="identities that differ, a thousand at most")
    repairs: bool
    repaired: int = Field(description="how many of what was found agree with the ledger now")


def create_reconciliation(body: ReconciliationBody, request: Request) -> ReconciliationAnswer:
    """Compares profiles with the ledger, in a job; the nightly one does so with a part of everybody."""
    event, moment = event_of(request), now()
    asked = _keys(body), body.repair
    return _answer(begin(asked, caller_of(event).name, occasion(event, moment), moment))


def list_reconciliations(limit: Limit = 50, before: Text = "") -> Page[ReconciliationAnswer]:
    """Runs, newest first."""
    found, further = page(reconciliations().newest, lambda one: one.created, limit, time_of(before))
    return Page(items=[_answer(one) for one in found], next=further)


def read_reconciliation(job: str) -> ReconciliationAnswer:
    """How far a run is, and what it has found."""
    return _answer(reconciliations().find(job))


def _keys(body: ReconciliationBody) -> Sequence[str]:
    if body.who and body.of:
        raise Invalid("bad-request", "a run is about `who` or about what another one found, `of`")
    if body.who:
        return person_meant(body.who).identities
    found = reconciliations().find(body.of).found if body.of else ()
    if body.of and not found:
        raise Conflict("nothing-found", "that run has found no differences")
    return found


def _answer(run: Reconciliation) -> ReconciliationAnswer:
    said = {name: getattr(run, name, None) for name in ReconciliationAnswer.model_fields}
    said |= {"finished": run.finished or None, "repaired": run.mended, "found": list(run.found)}
    return ReconciliationAnswer.model_validate(said)
