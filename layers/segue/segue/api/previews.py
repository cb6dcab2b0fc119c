"""The route that says what a segment would give, before anybody puts it in force."""

from typing import Any

from segue.api.group_answers import OverlapAnswer, PreviewAnswer, PreviewBody
from segue.api.groups import SAMPLE, defined
from segue.lambdas import now
from segue.profile.profiles import Profile
from segue.segments.counting import overlaps
from segue.segments.previewing import estimate, inside
from segue.segments.verdicts import Condition
from segue.wiring.people import people
from segue.wiring.segments import condition, condition_of, everybody

COMPARED = 1_000  # people whose segments are looked at


def preview_segment(body: PreviewBody) -> PreviewAnswer:
    """How many people a definition would give, some of them, and which segments they are in by now."""
    when = _asked(body)
    sampled = everybody().sample(body.identities)
    whole = everybody().whole(sampled.rows)
    found = inside(whole, when, now())
    told = estimate(len(found), sampled.share)
    return PreviewAnswer.model_validate(
        {
            "count": told.people,
            "error": told.error,
            "low": told.low,
            "high": told.high,
            "share": sampled.share,
            "scanned": len(sampled.rows),
            "of": round(len(sampled.rows) / sampled.share),
            "people": len([one for one in whole if not one.shared]),
            "sample": [one.id for one in found[:SAMPLE]],
            "overlaps": _overlaps(found, told.people, body.id),
        }
    )


def _asked(body: PreviewBody) -> Condition:
    if body.text:
        return condition_of(body.text)
    return condition(defined(body.id).get("when") if body.id else body.when)


def _overlaps(found: list[Profile], count: int, own: str) -> list[Any]:
    memberships = people().memberships([one.id for one in found[:COMPARED]])
    shared = overlaps([frozenset(one.segments) for one in memberships.values()], count, own)
    return [OverlapAnswer(segment=one.segment, count=one.people, share=one.share) for one in shared]
