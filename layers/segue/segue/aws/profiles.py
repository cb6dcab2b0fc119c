"""Profiles, read: a person under any id, as the sum of its identities."""

from dataclasses import dataclass

from segue import facets
from segue.aws.people import People
from segue.keys import IdentityKey, PersonId
from segue.profiles import Profile


@dataclass(frozen=True)
class Profiles:
    """Strongly consistent reads of whole people."""

    people: People

    def person_of(self, key: IdentityKey) -> PersonId | None:
        """The person behind an identity key; None where the key was never seen."""
        row = self.people.rows.read([key])[key]
        if not row.version:
            return None
        return self.people.sets([row.owner])[row.owner].id

    def read(self, person: PersonId) -> Profile | None:
        """The person of this id or of one that absorbed it; None where there never was one.

        An identity that was absorbed before it had a row of its own in People leads on by its pointer.
        """
        found = self.people.sets([person])[person]
        rows = self.people.rows.read(found.keys)
        pointer = rows[person].person if not found.version and person in rows else None
        if pointer and pointer != person:
            return self.read(pointer)
        if not any(row.version for row in rows.values()):
            return None
        total = facets.total(row.facets for row in rows.values())
        return Profile(found.id, total, tuple(sorted(rows)), tuple(sorted(found.former)))
