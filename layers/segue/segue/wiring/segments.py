"""Segments as staff ask for them: definitions, counts, members, and what a definition would give."""

from functools import cache

from segue.aws.member_counts import MemberCounts
from segue.wiring.members import members


@cache
def counts() -> MemberCounts:
    """How many are in segments."""
    return MemberCounts(members())
