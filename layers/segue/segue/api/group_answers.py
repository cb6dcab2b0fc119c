"""The shapes of what is asked and answered about segments."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from segue.api.answers import Answer, Time

Share = Annotated[float, Field(ge=0, le=1, description="from 0 to 1")]


class SegmentAnswer(Answer):
    """A living group as the playbook defines it, and how many are in it. Counts are at most a minute old, of large
    segments some minutes. `counting`: its text is new, and of everybody so many percent have been looked at."""

    id: str
    name: str
    description: str
    definition: dict[str, Any]
    count: int
    counted_at: Time
    counting: int | None


class DayCount(Answer):
    """How many were inside on a day, UTC."""

    day: str
    count: int


class MemberAnswer(Answer):
    """Somebody who is in a segment."""

    person: str
    since: Time


class OverlapAnswer(Answer):
    """How many of a group are in another segment, too, worked out from a sample of the group."""

    segment: str
    count: int
    share: Share


class SegmentDetail(SegmentAnswer):
    """A segment with its text, its last days, some of its people, and the segments that these are in as well."""

    text: str
    trend: list[DayCount]
    sample: list[MemberAnswer]
    overlaps: list[OverlapAnswer]


class PreviewBody(BaseModel):
    """What to look for: a condition (`when`), the text of a segment's file, or the id of a segment in force.
    `identities`: about how many are looked at; more take longer and are more exact."""

    when: dict[str, Any] | None = Field(None, examples=[{"cart": "open"}])
    text: Annotated[str, StringConstraints(max_length=20_000)] = Field("", examples=["when:\n  cart: open\n"])
    id: Annotated[str, StringConstraints(max_length=256)] = ""
    identities: int = Field(5_000, ge=1_000, le=20_000)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if [self.when is not None, bool(self.text), bool(self.id)].count(True) != 1:
            raise ValueError("say one of `when`, `text` and `id`")
        return self


class PreviewAnswer(Answer):
    """How many people a definition would give, with 95 % certainty between `low` and `high`, that is at most `error`
    off; worked out from `scanned` identities of about `of`, a `share` of them, who are `people` people. Where `share`
    is 1 everybody was looked at, and the count is exact."""

    count: int
    error: int
    low: int
    high: int
    share: Share
    scanned: int
    of: int
    people: int
    sample: list[str]
    overlaps: list[OverlapAnswer]
