"""A whole person, as an erasure goes by it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from segue.identity.persons import PersonSet
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity

SURE = 6  # characters from which on a text is looked for anywhere; a shorter one counts where it stands in quotes


class Whole(NamedTuple):
    """`keys` are all identities; `persons` all ids under which anything may lie, those of identities too; `sums` the
    rows of the People table that hold facets of theirs."""

    keys: tuple[IdentityKey, ...]
    persons: tuple[PersonId, ...]
    sums: tuple[str, ...] = ()


def whole_of(asked: str, found: PersonSet) -> Whole:
    """Somebody who was asked for by a key or an id, and the set that it leads to."""
    keys = {*found.keys, *([asked] if not found.version else [])}
    return Whole(tuple(sorted(keys)), tuple(sorted({asked, found.id, *keys, *found.former})), tuple(sorted(found.sums)))


def needles(whole: Whole, rows: Iterable[Identity]) -> tuple[bytes, ...]:
    """What tells that a text is about them: ids, and their identifiers as they were written."""
    written = {value for row in rows for values in _names(row).values() for value in values}
    looked_for = {*whole.persons, *whole.keys, *(one if len(one) >= SURE else f'"{one}"' for one in written)}
    return tuple(sorted(one.encode() for one in looked_for))


def _names(row: Identity) -> Mapping[str, Mapping[str, object]]:
    return row.facets.get("names", {})
