"""The shapes of questions and answers, checked by pydantic and written into the OpenAPI document."""

from typing import Annotated, Any, Generic, Literal, TypeVar

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from segue.api.timeline import KINDS, MOST
from segue.messaging.reasons import explained
from segue.times import to_text

Item = TypeVar("Item")


def _moment(time: Any) -> Any:
    return to_text(time) if isinstance(time, int) else time


Time = Annotated[str, BeforeValidator(_moment), Field(description="ISO 8601, UTC")]
Maybe = Annotated[Time | None, BeforeValidator(lambda time: time or None)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=256, strip_whitespace=True)]
Cents = Annotated[int, Field(description="minor units of the currency")]
Limit = Annotated[int, Query(ge=1, le=200)]
Text = Annotated[str, Query(max_length=256)]
LIST_OF_KINDS = rf"^$|^({'|'.join(KINDS)})(,({'|'.join(KINDS)}))*$"


class Answer(BaseModel):
    """Read from plain mappings or from the domain's frozen dataclasses alike."""

    model_config = ConfigDict(from_attributes=True)


class Page(Answer, Generic[Item]):
    """Part of a list; `next` leads to the rest and is null at the end."""

    items: list[Item]
    next: str | None = None


class Who(BaseModel):
    """An identifier of a customer."""

    type: Short = Field(examples=["email"])
    value: Short = Field(examples=["ada@shop.example"])


class IdentifierAnswer(Answer):
    """One name of a customer, and how sure it is."""

    type: str
    value: str
    first_seen: Time
    source: str
    attestation: Literal["claimed", "typed", "order", "login"]


class ConsentAnswer(Answer):
    """The newest yes or no for a channel and a purpose."""

    channel: str
    purpose: str
    granted: bool
    since: Time
    source: str


class MemberOf(Answer):
    """A segment that the customer is in."""

    id: str
    since: Time


class Person(Answer):
    """All that is known of one customer."""

    id: str
    identifiers: list[IdentifierAnswer]
    traits: dict[str, Any]
    consent: list[ConsentAnswer]
    facets: dict[str, Any]
    segments: list[MemberOf]
    merged_from: list[str]


class TimelineEntry(Answer):
    """One thing on a customer's timeline."""

    kind: Literal["event", "message", "decision", "turn", "merge", "survey", "prediction"]
    id: str
    time: Time
    channel: str
    source: str
    title: str
    detail: dict[str, Any]


class TimelinePart(BaseModel):
    """What part of a timeline is asked for; `before` is the `next` of an earlier answer, or a time."""

    limit: int = Field(50, ge=1, le=MOST)
    before: str = Field("", max_length=256)
    channel: str = Field("", max_length=256, description="one or several, with commas")
    kind: str = Field("", pattern=LIST_OF_KINDS, description=f"one or several of {', '.join(KINDS)}, with commas")


class ReasonAnswer(Answer):
    """Something that was weighed: a stable word, a sentence, and what it is about."""

    reason: str
    text: str
    about: dict[str, Any] = {}


def _weighed(rows: Any) -> Any:
    return [{"reason": word, "text": explained(word, about), "about": about} for word, about in rows]


class MessageAnswer(Answer):
    """A message, sent or not, and why. `channels` are those that it may go out on; `until`: it is held until then;
    `considered` is what was weighed when it was decided last."""

    id: str
    person: str
    journey: str
    step: str
    template: str
    channel: str
    channels: list[str]
    purpose: str
    state: str
    reasons: list[str]
    considered: Annotated[list[ReasonAnswer], BeforeValidator(_weighed)]
    created: Time
    decided: Maybe
    until: Maybe
    deadline: Maybe
    locale: str
    variant: str
    subject: str
    outcomes: dict[str, Time]


class JourneyRun(Answer):
    """One run of a journey; `step` is where it stands, `due` when it goes on, `why` what ended or holds it up; `run`
    counts those for the same key. `outcomes` says what its calls were answered."""

    journey: str
    key: str
    state: str
    step: str
    entered: Time
    due: Time | None
    run: int = 1
    why: str = ""
    variants: dict[str, str] = {}
    outcomes: dict[str, str] = {}


class CartLineAnswer(Answer):
    """One product in a cart."""

    product_id: str
    quantity: int
    name: str
    price: Cents
    image_url: str
    url: str
    variant_id: str
    variant: str


class CartAnswer(Answer):
    """A cart; `open` until it is emptied, deleted or ordered, or waits behind another one.

    `saved_for_later` holds the lines of the customer's other open carts, where this is the active one of several.
    """

    id: str
    open: bool
    state: Literal["active", "checkout", "saved", "empty", "ordered", "closed"]
    updated: Time
    items: list[CartLineAnswer]
    saved_for_later: list[CartLineAnswer]
    value: Cents
    currency: str
    url: str


class Health(Answer):
    """Whether the service answers."""

    status: Literal["ok"] = "ok"
