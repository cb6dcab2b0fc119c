"""Behind: the persons that stand behind a part of a measure, out of their pseudonyms."""

from collections.abc import Mapping, Sequence

import msgspec

from segue.keys import PersonId
from segue.measures.results import Wish

Counted = Sequence[tuple[int, int]]  # pseudonyms with how many things, those with most first


class Behind(msgspec.Struct, frozen=True):
    """Persons with how many things, those with most first; `gone`: pseudonyms that nobody has any more."""

    people: Sequence[tuple[PersonId, int]]
    gone: int


class Question(msgspec.Struct, frozen=True):
    """Whose are wanted: those behind a part of what is wished."""

    wish: Wish
    part: str


def behind(counted: Counted, owners: Mapping[int, PersonId]) -> Behind:
    """Everybody once, also where two pseudonyms have become one person since the night."""
    found: dict[PersonId, int] = {}
    for who, things in counted:
        if who in owners:
            found[owners[who]] = found.get(owners[who], 0) + things
    people = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return Behind(people, sum(who not in owners for who, _ in counted if who))
