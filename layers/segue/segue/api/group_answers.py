"""The shapes of what is asked and answered about segments."""

from typing import Annotated, Any

from pydantic import Field

from segue.api.answers import Answer, Time

Share = Annotated[float, Field(ge=0, le=1, description="from 0 to 1")]


class SegmentAnswer(Answer):
    """A living group as the playbook defines it, and how many are in it. Counts are at most a minute old, of large
    segments some minutes."""

    id: str
    name: str
    description: str
    definition: dict[str, Any]
    count: int
    counted_at: Time


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
    """A segment with its text, its last days, some of its people, and the segments that these are in as well.

    Days on which nobody asked for the count are not in the trend.
    """

    text: str
    trend: list[DayCount]
    sample: list[MemberAnswer]
    overlaps: list[OverlapAnswer]
