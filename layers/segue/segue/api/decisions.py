"""The shapes of the questions and answers about who is one person."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, model_validator

from segue.api.answers import Answer, IdentifierAnswer, Time
from segue.times import Millis, from_text

Reason = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
MaybeShort = Annotated[str, StringConstraints(max_length=256, strip_whitespace=True)]


class Someone(BaseModel):
    """A customer by id, or by any identifier."""

    id: MaybeShort = ""
    type: MaybeShort = Field("", examples=["email"])
    value: MaybeShort = Field("", examples=["ada@shop.example"])

    @model_validator(mode="after")
    def _one_of_both(self) -> "Someone":
        if not self.id and not (self.type and self.value):
            raise ValueError("give `id`, or `type` and `value`")
        return self


class MergeBody(BaseModel):
    """Two customers who are one: `keep` keeps its id, the other's leads there for ever."""

    keep: Someone
    absorb: Someone
    reason: Reason = Field("same person", examples=["showed the same loyalty card"])


class DecisionBody(BaseModel):
    """Why."""

    reason: Reason = "not the same person"


class MergeAnswer(Answer):
    """A merge, or two people who may be one. `probability` from 0 to 1 where it was worked out."""

    id: str
    keep: str
    absorb: str
    state: Literal["suggested", "dismissed", "merged", "undone"]
    time: Time
    actor: str = ""
    reason: str = ""
    probability: float | None = None
    evidence: list[str] = Field(default_factory=list)
    undone_by: str = ""
    undone_at: Time | None = None
    undone_why: str = ""

    @property
    def moment(self) -> Millis:
        """The time in milliseconds."""
        return from_text(self.time)


class PersonSeen(Answer):
    """One person before or after."""

    id: str
    identifiers: list[IdentifierAnswer]
    segments: list[str]
    orders: int
    open_carts: int


class RunSeen(Answer):
    """A run of a journey that goes on, and whose it will be."""

    journey: str
    key: str
    person: str


class PreviewAnswer(Answer):
    """People before and after; `overrides` are rules that keep them apart and that the merge would overrule."""

    kind: Literal["merge", "undo"]
    before: list[PersonSeen]
    after: list[PersonSeen]
    overrides: list[str]
    journeys: list[RunSeen]


class EndAnswer(Answer):
    """An identifier at the end of a link; `value` is empty where only its key is known here."""

    key: str
    type: str
    value: str


class LinkAnswer(Answer):
    """Two identifiers that one event named. `state` is `joined` where that made one person of two, `confirms` where
    they were one already, `apart` where it was left out: `reason` is then a stable word and `why` says it to people,
    `person` is whose the other identifier is. What joined can be taken back as a merge of this id."""

    id: str
    left: EndAnswer
    right: EndAnswer
    time: Time
    event: str
    title: str
    source: str
    channel: str
    how: Literal["claimed", "typed", "order", "login", "staff", "spelling"]
    state: Literal["joined", "confirms", "apart"]
    known: bool
    actor: str
    reason: str
    why: str
    person: str
