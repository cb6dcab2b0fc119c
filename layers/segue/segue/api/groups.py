"""The routes about segments: what they are, how many are inside, and who."""

from collections.abc import Mapping
from typing import Any

from segue.api.answers import Limit, Page, Text
from segue.api.cursors import HINT, clear, opaque
from segue.api.group_answers import MemberAnswer, OverlapAnswer, SegmentAnswer, SegmentDetail
from segue.aws.members import BEGINNING, SHARDS, Member, Place
from segue.errors import Invalid, NotFound
from segue.keys import is_key
from segue.lambdas import now
from segue.segments.counting import Count, overlaps
from segue.segments.fills import Fill
from segue.wiring.back_fills import fills
from segue.wiring.counts import counts
from segue.wiring.members import members
from segue.wiring.people import people
from segue.wiring.tables import playbooks

SAMPLE = 5
COMPARED = 200  # members whose other segments are looked at
MOST_DAYS = 90


def list_segments() -> Page[SegmentAnswer]:
    """The segments in force, and how many are in each."""
    known, fill = sorted(playbooks().definitions("segment").items()), fills().current()
    found = counts().of([key for key, _ in known], now())
    return Page(items=[SegmentAnswer.model_validate(_told(key, spec, (found[key], fill))) for key, spec in known])


def read_segment(segment: str) -> SegmentDetail:
    """One segment: its text, its count by day, some of its people and what else they are in."""
    spec = defined(segment)
    count, text = counts().of([segment], now())[segment], playbooks().files().get(f"segments/{segment}.yaml", "")
    counted = count, fills().current()
    some, _ = members().page(segment, COMPARED)
    memberships = people().memberships([person for person, _ in some])
    shared = overlaps([frozenset(one.segments) for one in memberships.values()], count.people, segment)
    return SegmentDetail.model_validate(
        {
            **_told(segment, spec, counted),
            "text": text,
            "trend": [{"day": day, "count": many} for day, many in counts().days(segment, MOST_DAYS)],
            "sample": [_member(one) for one in some[:SAMPLE]],
            "overlaps": [OverlapAnswer(segment=one.segment, count=one.people, share=one.share) for one in shared],
        }
    )


def list_members(segment: str, limit: Limit = 50, after: Text = "") -> Page[MemberAnswer]:
    """Who is in a segment, in no order that means anything; `after` takes the `next` of an earlier answer."""
    defined(segment)
    found, further = members().page(segment, limit, place_of(after))
    return Page(items=[_member(one) for one in found], next=cursor(further))


def cursor(place: Place | None) -> str | None:
    """A place among members as a cursor."""
    return opaque(f"{place[0]} {place[1]}") if place else None


def place_of(text: str) -> Place:
    """The inverse; an empty cursor is the beginning. Raises Invalid("bad-cursor")."""
    if not text:
        return BEGINNING
    shard, _, person = clear(text).partition(" ")
    if not shard.isascii() or not shard.isdigit() or int(shard) >= SHARDS or not is_key(person):
        raise Invalid("bad-cursor", HINT)
    return int(shard), person


def defined(segment: str) -> Mapping[str, Any]:
    """The playbook's mapping of a segment in force. Raises NotFound("unknown-segment")."""
    found = playbooks().definitions("segment").get(segment)
    if found is None:
        raise NotFound("unknown-segment", "the playbook in force has no segment of this id")
    return found


def _told(key: str, spec: Mapping[str, Any], counted: tuple[Count, Fill | None]) -> dict[str, Any]:
    count, fill = counted
    return {
        "id": key,
        "name": str(spec.get("name") or key),
        "description": str(spec.get("description") or ""),
        "definition": spec.get("when") or {},
        "count": count.people,
        "counted_at": count.at,
        "counting": fill.percent if fill and key in fill.segments else None,
    }


def _member(one: Member) -> MemberAnswer:
    return MemberAnswer.model_validate({"person": one[0], "since": one[1]})
