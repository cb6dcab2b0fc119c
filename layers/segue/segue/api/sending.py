"""The routes that pause sending and let it go on: all of it, a channel, the messages of a journey."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, ConfigDict, StringConstraints

from segue.api.answers import Answer, Page, Time
from segue.api.flows import in_force
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.audit import Entry
from segue.contact_points import CHANNELS
from segue.errors import Invalid
from segue.lambdas import now
from segue.messaging.switches import ALL, CHANNEL, JOURNEY, Switch
from segue.spelling import meant
from segue.wiring.merges import audit
from segue.wiring.switches import switching

Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class OfChannel(BaseModel):
    """The messages of one channel."""

    model_config = ConfigDict(extra="forbid")
    channel: Name


class OfJourney(BaseModel):
    """The messages of one journey; its runs go on."""

    model_config = ConfigDict(extra="forbid")
    journey: Name


Scope = Literal["all"] | OfChannel | OfJourney


class PauseBody(BaseModel):
    """What is paused and why. `purpose`: marketing alone, or all: receipts too."""

    scope: Scope
    reason: Words
    purpose: Literal["marketing", "all"] = "marketing"


class ResumeBody(BaseModel):
    """What goes on, and why."""

    scope: Scope
    reason: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] = ""


class SwitchAnswer(Answer):
    """What is paused, since when, by whom (`breaker`: by itself) and why."""

    scope: Scope
    purpose: str
    since: Time
    by: str
    reason: str


def read_sending() -> Page[SwitchAnswer]:
    """What of sending is paused; nothing, where all of it goes on."""
    return Page(items=[_told(one) for one in switching().paused()])


def pause_sending(body: PauseBody, request: Request) -> SwitchAnswer:
    """Holds messages, for whatever would be sent after the answer; they go on when it is resumed, as far as they are
    still in time."""
    switch = Switch(_scope(body.scope), now(), caller_of(event_of(request)).name, body.reason, body.purpose)
    _note(request, "pause", switch.scope, body.reason)
    switching().pause(switch)
    return _told(switch)


def resume_sending(body: ResumeBody, request: Request) -> Page[SwitchAnswer]:
    """Lets what was held go on, within an hour or two and not all at once. Answers what is still paused."""
    scope = _scope(body.scope)
    _note(request, "resume", scope, body.reason)
    switching().resume(scope, now())
    return read_sending()


def _scope(given: Scope) -> str:
    """The scope as a word. Raises NotFound("unknown-journey"), Invalid("unknown-channel")."""
    if isinstance(given, OfJourney):
        return JOURNEY + in_force(given.journey).id
    if isinstance(given, OfChannel):
        if given.channel not in CHANNELS:
            hint = meant(given.channel, CHANNELS)
            raise Invalid("unknown-channel", f"the channels are {', '.join(CHANNELS)}{hint}")
        return CHANNEL + given.channel
    return ALL


def _told(switch: Switch) -> SwitchAnswer:
    kind, _, name = switch.scope.partition("/")
    scope = {kind: name} if name else kind
    return SwitchAnswer.model_validate({**vars(switch), "scope": scope})


def _note(request: Request, word: str, scope: str, reason: str) -> None:
    event, moment = event_of(request), now()
    evidence, caller = {"scope": scope}, caller_of(event).name
    audit().write([Entry(occasion(event, moment), moment, caller, f"sending.{word}", (), reason, evidence)])
