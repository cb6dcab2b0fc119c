"""Members: who is in a segment, seen from the segment. It follows from the changes of memberships, in any order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segue.keys import PersonId
from segue.times import Millis


@dataclass(frozen=True)
class Move:
    """Somebody came into a segment, or left it (`since` is None). Of two moves of one person in one segment the one
    with the greater `order` is the later one."""

    segment: str
    person: PersonId
    since: Millis | None
    order: str


def moves(person: PersonId, before: Mapping[str, Any], after: Mapping[str, Any], order: str) -> Iterator[Move]:
    """What differs between two states of a membership row ({} for none): entries, exits, and other moments of entry."""
    old, new = before.get("segments", {}), after.get("segments", {})
    for one in sorted({*old, *new}):
        if old.get(one) != new.get(one):
            yield Move(one, person, new.get(one), order)


def last(found: Iterable[Move]) -> list[Move]:
    """The last move of each person in each segment."""
    kept: dict[tuple[str, PersonId], Move] = {}
    for one in sorted(found, key=lambda one: one.order):
        kept[one.segment, one.person] = one
    return list(kept.values())
