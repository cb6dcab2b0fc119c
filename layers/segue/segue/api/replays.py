"""The route that erases again after a restore."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from segue.api.answers import Answer
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.lambdas import now
from segue.times import from_text
from segue.wiring.erasure_journal import replay


class ReplayBody(BaseModel):
    """The moment that the tables were restored to; a little earlier does no harm."""

    model_config = ConfigDict(extra="forbid")

    since: Annotated[str, StringConstraints(max_length=40)] = Field(examples=["2026-11-29T10:00:00Z"])


class ReplayAnswer(Answer):
    """The requests that were begun, one for each identity; `GET /v1/privacy/requests/{id}` says how far each is."""

    requests: list[str]


def replay_erasures(body: ReplayBody, request: Request) -> ReplayAnswer:
    """Erases again whoever was erased since a moment, after tables were restored to it, and before traffic."""
    event, moment = event_of(request), now()
    begun = replay(from_text(body.since), caller_of(event).name, occasion(event, moment), moment)
    return ReplayAnswer(requests=[one.id for one in begun])
