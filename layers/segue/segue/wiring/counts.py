"""How many are in segments: asked for by staff, and counted at the end of each day."""

from functools import cache

from segue.aws.member_counts import MemberCounts
from segue.times import Millis
from segue.wiring.members import members
from segue.wiring.tables import playbooks


@cache
def counts() -> MemberCounts:
    """How many are in segments."""
    return MemberCounts(members())


def count_all(now: Millis) -> None:
    """The day's count of every segment in force. Raises Unavailable."""
    counts().of(sorted(playbooks().definitions("segment")), now)
