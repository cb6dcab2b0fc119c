"""Profiles, read: a person under any id, as the sum of its identities."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from segue.aws.people import People
from segue.aws.sums import Sums
from segue.carts.policies import CartPolicy
from segue.facets import Facets, total
from segue.identity.persons import PersonSet
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity
from segue.profile.minors import Minors
from segue.profile.profiles import Profile

Rows = Mapping[IdentityKey, Identity]


@dataclass(frozen=True)
class Profiles:
    """Reads of whole people; without `strong` as they were a moment ago, at half the price."""

    people: People
    sums: Sums
    cart_policy: Callable[[], CartPolicy] = CartPolicy
    strong: bool = True
    minors: Callable[[], Minors] = Minors

    def read(self, person: PersonId) -> Profile | None:
        """The person of this id or of one that absorbed it; None where there never was one.

        Where the id's own row does not lead to its person (it was absorbed before it had one, or by somebody from
        whom it parted again), the pointer of its identity does.
        """
        return self._read(person, self.people.sets([person], self.strong)[person])

    def of(self, found: PersonSet) -> Profile | None:
        """The person of a set that was just read; None where there never was one."""
        return self._read(found.id, found)

    def read_many(self, persons: Collection[PersonId]) -> dict[PersonId, Profile | None]:
        """The same for many at once, by few requests."""
        sets = self.people.sets(persons, self.strong)
        sums = {one: self.sums.read(found, self.strong) for one, found in sets.items()}
        wanted = {key for one, found in sets.items() for key in _wanted(one, found, sums[one])}
        rows = self.people.rows.read(wanted, self.strong)
        return {one: self._added_up(one, found, sums[one], rows) for one, found in sets.items()}

    def _read(self, person: PersonId, found: PersonSet) -> Profile | None:
        sums = self.sums.read(found, self.strong)
        return self._added_up(person, found, sums, self.people.rows.read(_wanted(person, found, sums), self.strong))

    def _added_up(self, person: PersonId, found: PersonSet, sums: Mapping[str, Any], rows: Rows) -> Profile | None:
        held = {key for one in sums for key in found.sums[one]}
        astray = person in rows and (person not in found.keys or not found.version)
        pointer = rows[person].person if astray else None
        if pointer and pointer not in (person, found.id):
            return self.read(pointer)
        inside = [rows[key] for key in found.keys if key in rows and key not in held]
        if not any(row.known for row in inside):
            return None
        return self.added_up(found, (*sums.values(), *(row.facets for row in inside)), len(inside))

    def added_up(self, found: PersonSet, parts: Iterable[Facets], rows: int) -> Profile:
        """The person of a set, out of the facets of its identities, of which so many were read."""
        return Profile(
            id=found.id,
            facets=total(parts),
            rows=rows,
            identities=tuple(sorted(found.keys)),
            former=tuple(sorted(found.former)),
            past=tuple(sorted(found.past)),
            shared=found.nobody,
            merged=found.merged,
            cart_policy=self.cart_policy(),
            minors=self.minors(),
        )


def _wanted(person: PersonId, found: PersonSet, sums: Mapping[str, Any]) -> set[IdentityKey]:
    """The rows to read: those that no sum holds, and that of the id that was asked for."""
    return {*found.keys, person} - {key for one in sums for key in found.sums[one]}
