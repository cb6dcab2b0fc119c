"""What a door tells of what it has taken in but not understood: whoever tries it out need not look for it elsewhere."""

from collections.abc import Sequence
from typing import Any

from segue.deliveries import Rejected

MOST = 10  # different reasons of one request


def not_understood(count: int, rejected: Sequence[Rejected]) -> dict[str, Any]:
    """Members of an answer: how many, and each reason once, in the order in which they came; none where all is well.
    For what the catalog has no room for, which is known later, there is a count alone."""
    if not count:
        return {}
    whys = dict.fromkeys((one.reason, one.detail) for one in rejected)
    why = [{"reason": reason, "detail": detail} for reason, detail in list(whys)[:MOST]]
    return {"quarantined": count, **({"why": why} if why else {})}
