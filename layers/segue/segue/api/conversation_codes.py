"""The routes by which a conversation goes on by telephone: a code is made for the customer, who says it to an agent."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Request
from pydantic import BaseModel, StringConstraints

from segue.api.answers import Answer, Time
from segue.api.conversation_answers import ConversationAnswer, Name
from segue.api.conversations import answer_of
from segue.api.repeats import occasion
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.conversations.desk.acts import Act
from segue.handover.codes import HOW
from segue.lambdas import now
from segue.wiring.codes import codes
from segue.wiring.conversations import desk_of_conversations


class CodeAnswer(Answer):
    """Six digits for the customer, good once, until `expires`."""

    code: str
    expires: Time


class CodeBody(BaseModel):
    """What the customer said. `conversation`: the one of the call, whose customer is known by it as well."""

    code: Annotated[str, StringConstraints(max_length=20)]
    conversation: Name = ""


def make_code(conversation: str, request: Request) -> CodeAnswer:
    """Six digits that the customer reads in the conversation and says on the telephone."""
    event, moment = event_of(request), now()
    head = desk_of_conversations().read(conversation)
    code, expires = codes().offer(head, occasion(event, moment), moment)
    return CodeAnswer.model_validate({"code": code, "expires": expires})


def enter_code(body: CodeBody, request: Request) -> ConversationAnswer:
    """The conversation that a code leads to; who is on the telephone is who writes there, and is verified by that."""
    event, moment = event_of(request), now()
    caller = caller_of(event).name
    found, entered = codes().taken(body.code, caller, moment)
    act = Act(caller, entered, occasion(event, moment))
    if body.conversation and body.conversation != found:
        desk_of_conversations().verify(body.conversation, HOW, act)
    return answer_of(desk_of_conversations().verify(found, HOW, act))
