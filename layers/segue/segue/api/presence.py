"""The routes about who of the staff is there."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, ConfigDict, Field

from segue.api.answers import Answer, Page, Time
from segue.api.conversation_answers import Name
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.conversations.routing.presence import AWAY, Agent
from segue.lambdas import now
from segue.times import Millis
from segue.wiring import presence as staff
from segue.wiring.staff_names import names


class PresenceBody(BaseModel):
    """Where the caller is, said again within three minutes. `queues`: those that they take, none: any."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["online", "away"]
    queues: Annotated[list[Name], Field(max_length=50)] = []


class PresenceAnswer(Answer):
    """One of the staff by user name, and what they are called: away after `until`, unless another word comes."""

    name: str
    called: str
    state: str
    queues: list[str]
    until: Time


def say_presence(body: PresenceBody, request: Request) -> PresenceAnswer:
    """Says where the caller is; who is there gets what waits, where the policy says so."""
    moment = now()
    said = staff.here(caller_of(event_of(request)).name, body.state, tuple(body.queues), moment)
    return _answer(said, moment)


def list_presence() -> Page[PresenceAnswer]:
    """Who of the staff is there, and who is away."""
    moment = now()
    return Page(items=[_answer(one, moment) for one in staff.presence().all()])


def _answer(agent: Agent, moment: Millis) -> PresenceAnswer:
    state = agent.state if agent.until > moment else AWAY
    return PresenceAnswer.model_validate(
        {**vars(agent), "queues": list(agent.queues), "state": state, "called": names().called(agent.name)}
    )
