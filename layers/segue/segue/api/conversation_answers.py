"""The shapes of questions and answers about conversations."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from segue.api.answers import Answer, Maybe, Time

State = Literal["open", "waiting", "snoozed", "resolved"]
Said = Annotated[str, StringConstraints(max_length=20_000)]
Name = Annotated[str, StringConstraints(max_length=128, strip_whitespace=True)]


class ReasonAnswer(Answer):
    """Why a message goes no further, as a stable word and as a sentence."""

    word: str
    text: str


class CarriedAnswer(Answer):
    """What became of the message that takes a turn to the customer: `state` is that of the message, `outcomes` what its
    provider has told since, `until` when it is looked at again; `parts`: as how many text messages it is charged, 0 on
    other channels."""

    state: str
    reasons: list[ReasonAnswer]
    outcomes: list[str]
    until: Maybe
    parts: int = 0


class TurnAnswer(Answer):
    """One contribution. `message` is the id of the message that takes it to the customer; `agent` who of the staff;
    `agent_name` what they are called; `carried` what became of it."""

    id: str
    time: Time
    author: str
    channel: str
    kind: str
    text: str
    agent: str
    agent_name: str
    message: str
    carried: CarriedAnswer | None = None
    attachments: list[dict[str, Any]]
    detail: dict[str, Any]


class ConversationAnswer(Answer):
    """Where a conversation stands. `version` goes back with whatever is done in it; `due`: when the next answer is;
    `snoozed`: when it comes back; `assignee_name` and `answered_by_name`: what these two of the staff are called;
    `absorbs`: what was merged into it."""

    id: str
    person: str
    state: State
    version: int
    channel: str
    channels: list[str]
    subject: str
    preview: str
    topic: str
    topic_by: str
    language: str
    queue: str
    assignee: str
    assignee_name: str
    answered_by: str
    answered_by_name: str
    resolved_by: str
    tags: list[str]
    mentions: list[str]
    began: Maybe
    touched: Maybe
    heard: Maybe
    answered: Maybe
    due: Maybe
    escalated: Maybe
    snoozed: Maybe
    resolved: Maybe
    continues: str
    absorbs: list[str]
    known: dict[str, Any]
    repeats: list[str]
    score: int


class WholeConversation(ConversationAnswer):
    """The same with its last turns, oldest first, and `next` for those before. `draft` is the caller's own."""

    turns: list[TurnAnswer]
    card: dict[str, Any] | None = None
    draft: str = ""
    next: str | None = None


class SaidAnswer(Answer):
    """What was said, and how the conversation then stands."""

    turn: TurnAnswer
    conversation: ConversationAnswer


class WantedPart(BaseModel):
    """Which conversations are asked for. `state` empty: whichever are neither snoozed nor resolved; `me` as
    assignee or in mentions is whoever asks, anybody else a name, an address or a user name; `before` is the `next` of
    an earlier answer."""

    state: Literal["", "open", "waiting", "snoozed", "resolved"] = ""
    channel: Name = ""
    assignee: Name = ""
    queue: Name = ""
    tag: Name = ""
    topic: Name = ""
    mentions: Name = ""
    limit: int = Field(50, ge=1, le=200)
    before: Annotated[str, StringConstraints(max_length=256)] = ""


class Body(BaseModel):
    """`version` is the one that the caller has seen; the header `If-Match` says the same."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(0, ge=0)


class TurnBody(Body):
    """An answer to the customer, or a note among the staff. `channel`: where not the one that the customer wrote by.
    `template`: one of the playbook's to be sent instead, as WhatsApp has approved it; `text` may then be empty."""

    text: Said = ""
    kind: Literal["said", "note"] = "said"
    channel: Name = ""
    attachments: Annotated[list[dict[str, Any]], Field(max_length=20)] = []
    macro: Name = ""
    template: Name = ""


class MoveBody(Body):
    """Where it goes on: by `email`, `sms` or `whatsapp`, at an address that is known or at this one."""

    channel: Name
    address: Annotated[str, StringConstraints(max_length=256)] = ""


class MergeBody(Body):
    """Which other conversation: the one that goes on in this one, or that is parted from it."""

    conversation: Annotated[str, StringConstraints(min_length=1, max_length=128)]


class AssignBody(Body):
    """Who has it; by name, address or user name: nobody where it is empty, whoever asks where it is left out."""

    assignee: Name | None = None


class SnoozeBody(Body):
    """When it comes back, as ISO 8601; empty: now."""

    until: Annotated[str, StringConstraints(max_length=40)]


class TagsBody(Body):
    """All of its tags."""

    tags: Annotated[list[Name], Field(max_length=50)]


class TopicBody(Body):
    """What it is about."""

    topic: Name


class DraftBody(BaseModel):
    """What the caller is about to say."""

    text: Said


class DraftAnswer(Answer):
    """What the caller is about to say."""

    text: str
