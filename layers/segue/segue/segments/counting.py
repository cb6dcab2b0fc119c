"""Counts of segments: how many are inside, when that was counted, and day by day."""

from dataclasses import dataclass

from segue.times import MINUTE, Millis

PER_MEMBER: Millis = 1  # large segments are counted less often: each member adds so much to how long a count is kept


@dataclass(frozen=True)
class Count:
    """How many were in a segment at the moment `at`."""

    people: int
    at: Millis

    def holds(self, now: Millis) -> bool:
        """Whether it is new enough to be told: a minute, and for a million members a quarter of an hour more."""
        return now - self.at < MINUTE + self.people * PER_MEMBER


@dataclass(frozen=True)
class Overlap:
    """How many of a group are in another segment, too; `share` of the group, from 0 to 1."""

    segment: str
    people: int
    share: float


def overlaps(inside: list[frozenset[str]], people: int, leave_out: str = "") -> list[Overlap]:
    """The segments of a group's people, the commonest first, out of those of a sample of it; `people` are all of the
    group."""
    found: dict[str, int] = {}
    for one in inside:
        for segment in one - {leave_out}:
            found[segment] = found.get(segment, 0) + 1
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Overlap(one, round(people * many / len(inside)), many / len(inside)) for one, many in ranked]
