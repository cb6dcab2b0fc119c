"""The routes about cases: what people ask for about their data, and what is done about it."""

from datetime import date

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, Field

from segue.api.answers import Page
from segue.api.case_answers import CaseAnswer, CaseBody, VerificationBody, WordsBody, WorkBody, answer
from segue.api.cursors import page, time_of
from segue.api.privacy import asked_for
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of, query
from segue.errors import Invalid
from segue.lambdas import now
from segue.privacy_cases.cases import ENDED, Case, State
from segue.privacy_cases.handling import Act, Wanted
from segue.times import from_text
from segue.wiring.privacy_cases import cases, handling, opened


class CasesPart(BaseModel):
    """Which cases: without `state` those that are to be answered. `due`: those to be answered by that day. `limit` and
    `before` (the `next` of an earlier answer) page those that have ended."""

    state: State | None = None
    due: date | None = None
    limit: int = Field(50, ge=1, le=200)
    before: str = Field("", max_length=256)


def open_case(body: CaseBody, request: Request) -> CaseAnswer:
    """Writes down that somebody asked; it is due a month after the day on which it came."""
    act = _act(request)
    received = from_text(body.received) if body.received else act.time
    if received > act.time:
        raise Invalid("bad-time", "`received` is a moment that has been")
    said = {"asker": body.asker, "channel": body.channel, "reason": body.reason, "received": received}
    return answer(opened(body.kind, asked_for(body.identifier).asked, said, act), act.time)


def list_cases(request: Request) -> Page[CaseAnswer]:
    """Cases to be answered, that which is due first in front; or those that have ended, newest first."""
    asked, moment = query(CasesPart, request), now()
    if asked.state in ENDED:
        found, further = page(cases().ended, lambda one: one.created, asked.limit, time_of(asked.before))
    else:
        found, further = cases().open(), None
    shown = [one for one in found if asked.state in (None, one.state) and (asked.due is None or one.due <= asked.due)]
    return Page(items=[answer(one, moment) for one in shown], next=further)


def read_case(case: str) -> CaseAnswer:
    """One case with everything that has happened."""
    return answer(cases().find(case), now())


def verify_case(case: str, body: VerificationBody, request: Request) -> CaseAnswer:
    """Makes sure who asks: sends a code to an address that was known before, takes it, or writes another way down."""
    act = _act(request)
    if body.code and body.otherwise:
        raise Invalid("one-of-both", "give `code` or `otherwise`, not both")
    if body.code:
        return _told(handling().enter_code(case, body.code, act))
    if body.otherwise:
        return _told(handling().identify(case, act._replace(note=body.otherwise)))
    return _told(handling().send_code(case, act))


def work_case(case: str, body: WorkBody, request: Request) -> CaseAnswer:
    """Does what was asked for, or begins it; `requests` says what is under way."""
    named = [(one.type, one.value) for one in body.identifiers]
    return _told(handling().work(case, Wanted(body.traits, named, body.to), _act(request, body.note)))


def extend_case(case: str, body: WordsBody, request: Request) -> CaseAnswer:
    """Two further months, once, for a reason that the customer is told within the first month."""
    return _told(handling().extend(case, _act(request, body.reason)))


def answer_case(case: str, body: WordsBody, request: Request) -> CaseAnswer:
    """Writes down that the customer has been answered, and how."""
    return _told(handling().answer(case, _act(request, body.reason)))


def refuse_case(case: str, body: WordsBody, request: Request) -> CaseAnswer:
    """Writes down that the customer has been told why not, and that they may complain (article 12(4))."""
    return _told(handling().refuse(case, _act(request, body.reason)))


def lift_case(case: str, body: WordsBody, request: Request) -> CaseAnswer:
    """Ends a restriction; the customer has been told before."""
    return _told(handling().lifted(case, _act(request, body.reason)))


def _act(request: Request, note: str = "") -> Act:
    event, moment = event_of(request), now()
    return Act(caller_of(event).name, occasion(event, moment), moment, note)


def _told(case: Case) -> CaseAnswer:
    return answer(case, now())
