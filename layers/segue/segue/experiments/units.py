"""Units: what is drawn for is not the id of a person but the least of all ids that the person has and had.

An id is a hash, so which of them is the least says nothing of what somebody did: of two people who become one either
is as likely to be moved to the other's arm. The least is a function of the set alone, whatever the order of the
merges, and an undo gives both back what they drew (docs/decisions/0264).
"""

from collections.abc import Collection, Iterable, Sequence

from segue.keys import PersonId, share_of

GLOBAL = "global"  # the experiment of which the holdout of all marketing is an arm
PARTS = 10_000


def unit_of(ids: Iterable[PersonId]) -> PersonId:
    """The unit of a person with these ids: its own and those that it had before merges, at least one."""
    return min(ids)


def drawn(experiment: str, unit: str, shares: Sequence[int]) -> int:
    """Into which of the parts, of so many in a hundred each, a unit falls; len(shares) where it is in none. A part that
    grows keeps whom it had, as far as those before it stay as they are."""
    left = share_of(f"{unit}|{experiment}", PARTS)
    for place, share in enumerate(shares):
        left -= share * PARTS // 100
        if left < 0:
            return place
    return len(shares)


def held(ids: Iterable[PersonId], share: int, experiment: str = GLOBAL) -> bool:
    """Whether somebody with these ids is of the so many in a hundred who are held out of an experiment."""
    return share > 0 and drawn(experiment, unit_of(ids), [share]) == 0


def crossed(ids: Collection[PersonId], experiment: str, shares: Sequence[int]) -> bool:
    """Whether not all ids of a person are in the same part: some of its past may belong to another arm, which is
    told beside what is measured. Of the holdout of all marketing: `crossed(ids, GLOBAL, [share])`."""
    return len({drawn(experiment, one, shares) for one in ids}) > 1
