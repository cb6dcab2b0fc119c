"""How many people segments would have that are not in force yet."""

from collections.abc import Mapping
from typing import Any

from segue.lambdas import now
from segue.segments.compiling import compile_segments
from segue.segments.previewing import Estimate, estimate, inside
from segue.wiring.segments import everybody
from segue.wiring.tables import playbooks

Specs = Mapping[str, Mapping[str, Any]]
LOOKED = 3_000  # identities that are looked at


def estimates(definitions: Mapping[str, Specs]) -> dict[str, Estimate]:
    """Of each segment that is new or asks for something else than the one in force."""
    segments, before = definitions["segment"], playbooks().definitions("segment")
    changed = [key for key, made in segments.items() if made.get("when") != before.get(key, {}).get("when")]
    if not changed:
        return {}
    made, sampled, moment = compile_segments(segments, definitions["policy"]), everybody().sample(LOOKED), now()
    people = everybody().whole(sampled.rows)
    return {key: estimate(len(inside(people, made[key].when, moment)), sampled.share) for key in changed}
