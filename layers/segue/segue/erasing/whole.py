"""A whole person, as an erasure goes by it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from segue.identity.persons import PersonSet
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity

SURE = 6  # characters from which on a text is looked for anywhere; a shorter one counts where it stands in quotes


class Whole(NamedTuple):
    """`keys` are all identities; `persons` all ids under which anything may lie, those of identities too; `sums` the
    rows of the People table that hold facets of theirs; `written` what was typed to find them."""

    keys: tuple[IdentityKey, ...]
    persons: tuple[PersonId, ...]
    sums: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


def whole_of(asked: str, found: PersonSet) -> Whole:
    """Somebody who was asked for by a key or an id, and the set that it leads to."""
    keys = {*found.keys, *([asked] if not found.version else [])}
    return Whole(tuple(sorted(keys)), tuple(sorted({asked, found.id, *keys, *found.former})), tuple(sorted(found.sums)))


def whole_in(run: Any) -> Whole:
    """The whole person that a request is about, as it keeps it while it is carried out."""
    return Whole(tuple(run.keys), tuple(run.persons), tuple(run.sums), tuple(run.written))


def needles(whole: Whole, rows: Iterable[Identity]) -> tuple[bytes, ...]:
    """What tells that a text is about them: ids, and their identifiers as they were written."""
    known = {value for row in rows for values in _names(row).values() for value in values}
    written = {*known, *whole.written}
    looked_for = {*whole.persons, *whole.keys, *(one if len(one) >= SURE else f'"{one}"' for one in written)}
    return tuple(sorted(one.encode() for one in looked_for))


def written_by(whole: Whole, rows: Iterable[Identity], kind: str) -> frozenset[str]:
    """Their identifiers of a type, as they were written."""
    known = {value for row in rows for value in _names(row).get(kind, {})}
    return frozenset(one.casefold() for one in (*known, *whole.written))


def _names(row: Identity) -> Mapping[str, Mapping[str, object]]:
    return row.facets.get("names", {})
