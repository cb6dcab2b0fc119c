"""People in dictionaries, with the contract of the real table: all or nothing, and only what has not changed."""

from collections.abc import Sequence
from dataclasses import replace

from segue.errors import Conflict
from segue.identity.edges import LOGIN
from segue.identity.linking import Linked, Linking
from segue.identity.merging import Decision, Kind
from segue.identity.naming import Link
from segue.identity.persons import PersonSet
from segue.identity.rules import Rules
from segue.identity.writes import Writes
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity
from segue.times import Millis


class FakePeople:
    """Rows of identities and of people; a row of people is a set or a redirect."""

    def __init__(self, *seen: IdentityKey) -> None:
        self.rows = {key: Identity(key, version=1) for key in seen}
        self.people: dict[PersonId, PersonSet] = {}
        self.into: dict[PersonId, tuple[int, PersonId]] = {}
        self.conflicts = 0
        self.writes = 0

    def identities(self, keys: Sequence[IdentityKey]) -> dict[IdentityKey, Identity]:
        return {key: self.rows.get(key, Identity(key)) for key in keys}

    def sets(self, persons: Sequence[PersonId]) -> dict[PersonId, PersonSet]:
        return {one: self._set(one) for one in persons}

    def versions(self, persons: Sequence[PersonId]) -> dict[PersonId, int]:
        return {one: self._version(one) for one in persons}

    def write(self, writes: Writes) -> None:
        items = len(writes.people) + len(writes.redirects) + len(writes.checks) + len(writes.points)
        assert 0 < items <= 100, "DynamoDB takes a hundred items in a transaction"
        self.conflicts -= 1
        moved = any(self._version(one.id) != one.version for one in (*writes.people, *writes.checks))
        moved |= any(self._version(one) != version for one, version, _ in writes.redirects)
        moved |= any(self.identities([row.key])[row.key].version != row.version for row, _ in writes.points)
        if self.conflicts >= 0 or moved:
            raise Conflict("conflict")
        self._write(writes)

    def _write(self, writes: Writes) -> None:
        self.writes += 1
        for one in writes.people:
            self.into.pop(one.id, None)
            self.people[one.id] = replace(one, version=one.version + 1)
        for gone, version, into in writes.redirects:
            self.people.pop(gone, None)
            self.into[gone] = (version + 1, into)
        for row, person in writes.points:
            self.rows[row.key] = replace(row, person=person, version=row.version + 1)

    def _version(self, person: PersonId) -> int:
        known = self.people.get(person)
        return known.version if known else self.into.get(person, (0, ""))[0]

    def _set(self, person: PersonId) -> PersonSet:
        while person in self.into:
            person = self.into[person][1]
        return self.people.get(person, PersonSet(person, frozenset({person})))

    def groups(self) -> dict[PersonId, frozenset[IdentityKey]]:
        """Who is who, as each identity's own row leads to it."""
        keys = {*self.rows, *(key for one in self.people.values() for key in one.keys)}
        found: dict[PersonId, set[IdentityKey]] = {}
        for key in keys:
            found.setdefault(self._set(self.identities([key])[key].owner).id, set()).add(key)
        return {person: frozenset(some) for person, some in found.items()}


def a_link(*keys: IdentityKey, event: str = "m1", time: Millis = 1, attestation: int = LOGIN) -> Link:
    """An event's link between its own key and others."""
    return Link(keys, event, time, attestation)


def a_decision(kind: Kind, keep: PersonId, absorb: PersonId, merge: str = "m_1") -> Decision:
    """What staff decided about two people."""
    return Decision(kind, f"{merge}-{kind}", merge, keep, absorb, "kim", "the same card", 5)


def linked(people: FakePeople, link: Link, rules: Rules | None = None) -> Linked:
    """Carries a link out."""
    return linking(people, rules).carry_out(link.change())


def linking(people: FakePeople, rules: Rules | None = None) -> Linking:
    """Linking with these rules, or those by default."""
    return Linking(people, lambda: rules or Rules())
