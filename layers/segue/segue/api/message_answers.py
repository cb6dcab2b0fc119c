"""The shapes of questions and answers about single messages."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from segue.api.answers import Answer, MessageAnswer, Short
from segue.messages import BEST

PersonId = Annotated[str, StringConstraints(max_length=64)]


class Whom(BaseModel):
    """A customer: by an identifier's `type` and `value`, or by `id`."""

    model_config = ConfigDict(extra="forbid")

    type: Annotated[str, StringConstraints(max_length=256)] = Field("", examples=["email"])
    value: Annotated[str, StringConstraints(max_length=256)] = Field("", examples=["ada@shop.example"])
    id: PersonId = ""


class MessageBody(BaseModel):
    """A transactional message to one customer. `channels` in the order of choice, or `best` alone; `within`: how late
    it may go out; `data` is what the template finds under `run.data`."""

    model_config = ConfigDict(extra="forbid")

    who: Whom
    template: Short = Field(examples=["receipt"])
    channels: Annotated[list[Short], Field(min_length=1, max_length=10)] = Field([BEST], examples=[["email", "sms"]])
    within: Annotated[str, StringConstraints(max_length=16)] = Field("", examples=["6h"])
    data: dict[str, Any] = {}


class WholeMessage(MessageAnswer):
    """A message with its content as it was sent, by part; empty where it was not sent, or is no longer known."""

    content: dict[str, str]


class InboxMessage(Answer):
    """A message as the customer sees it on the site and in the app."""

    id: str
    title: str
    body: str
    link: str
    image: str
    time: str
    until: str
    read: bool
