"""The routes about messages whose fate is unknown: which they are, and what became of one."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from segue.api.answers import Answer, MessageAnswer, Page, Time
from segue.api.cursors import page, time_of
from segue.api.roles import caller_of
from segue.api.routes import event_of, query
from segue.lambdas import now
from segue.messages import Unsettled
from segue.messaging.settling import Fate
from segue.times import Millis
from segue.wiring.unsettled import settling, unsettled


class UnsettledAnswer(Answer):
    """A message whose provider's answer was lost: it may have left, and is not sent again."""

    id: str
    person: str
    tried: Time = Field(description="when its provider was called")
    journey: str
    template: str
    channel: str
    purpose: str


class UnsettledPart(BaseModel):
    """What part of the messages is asked for; `before` is the `next` of an earlier answer. `unknown` is the one state
    that has a list: all others are asked for by person."""

    state: Literal["unknown"]
    limit: int = Field(50, ge=1, le=200)
    before: str = Field("", max_length=256)


class FateBody(BaseModel):
    """What became of a message: `sent`, or `failed` where it surely did not leave."""

    model_config = ConfigDict(extra="forbid")

    state: Fate


def unsettled_part(request: Request) -> UnsettledPart:
    """The part that the query asks for."""
    return query(UnsettledPart, request)


def list_unsettled(asked: Annotated[UnsettledPart, Depends(unsettled_part)]) -> Page[UnsettledAnswer]:
    """Messages whose fate is unknown, newest first."""
    found, further = page(unsettled().newest, _tried, asked.limit, time_of(asked.before))
    return Page(items=[UnsettledAnswer.model_validate(one) for one in found], next=further)


def settle_message(message: str, body: FateBody, request: Request) -> MessageAnswer:
    """Says what became of a message whose fate is unknown; the provider's own report, if it comes, counts more."""
    by = caller_of(event_of(request)).name
    return MessageAnswer.model_validate(settling().settle(message, body.state, by, now()))


def _tried(one: Unsettled) -> Millis:
    return one.tried
