"""Linking: an event that names several identifiers makes their identities one person.

First form: every two identifiers that one event names belong together, and two known people become one set. The
person that stays is the one with the strongest founding identity, whatever the order of arrival. Limits, conflicts
and undo replace `joined`, from the edges that are kept here for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from segue.errors import Conflict, Unavailable
from segue.identifiers import STRENGTH, TYPES
from segue.identities import Identity
from segue.keys import IdentityKey, PersonId
from segue.times import Millis

MOST_ROUNDS = 10
MOST_KEYS = 400  # identity keys of one person: more is no customer, and a row holds no more


@dataclass(frozen=True)
class Edge:
    """Why two identity keys belong together: the event that named both, when, and how well it knew."""

    left: IdentityKey
    right: IdentityKey
    event: str
    time: Millis
    attestation: int


@dataclass(frozen=True)
class PersonSet:
    """A person as a set of identity keys; `former` are absorbed persons. `version` 0: no row yet."""

    id: PersonId
    keys: frozenset[IdentityKey]
    former: frozenset[PersonId] = frozenset()
    edges: tuple[Edge, ...] = ()
    version: int = 0


@dataclass(frozen=True)
class Link:
    """What one event names: its own key first, then the others, with the edge's evidence."""

    keys: tuple[IdentityKey, ...]
    event: str
    time: Millis
    attestation: int

    @property
    def edges(self) -> tuple[Edge, ...]:
        """One edge from the event's own key to each other."""
        own, *others = self.keys
        return tuple(Edge(own, other, self.event, self.time, self.attestation) for other in others)


@dataclass(frozen=True)
class Linked:
    """The person that a link ended in, and whom it absorbed; when it stood already, whoever was absorbed before."""

    person: PersonId
    absorbed: frozenset[PersonId] = field(default_factory=frozenset)


def strength(key: IdentityKey) -> tuple[int, str]:
    """Orders identity keys and person ids, strongest first."""
    return STRENGTH[TYPES[key[0]]], key


def joined(sets: Sequence[PersonSet], link: Link, existing: frozenset[PersonId]) -> PersonSet:
    """The one person that these become; `existing` are those that were people before this link."""
    keep = min(sets, key=lambda one: strength(one.id))
    edges = {(edge.left, edge.right): edge for edge in link.edges}
    edges |= {(edge.left, edge.right): edge for one in sets for edge in one.edges}
    return PersonSet(
        id=keep.id,
        keys=frozenset(link.keys).union(*(one.keys for one in sets)),
        former=(existing - {keep.id}).union(*(one.former for one in sets)),
        edges=tuple(edges.values()),
        version=keep.version,
    )


class People(Protocol):
    """Keeps person sets. `join` writes set, redirects and pointers at once or raises Conflict."""

    def identities(self, keys: Sequence[IdentityKey]) -> dict[IdentityKey, Identity]: ...

    def sets(self, persons: Sequence[PersonId]) -> dict[PersonId, PersonSet]: ...

    def join(self, person: PersonSet, absorbed: Sequence[PersonSet], rows: Sequence[Identity]) -> None: ...


class Linking:
    """Carries out links; repeating one changes nothing."""

    def __init__(self, people: People) -> None:
        self._people = people

    def link(self, link: Link) -> Linked:
        """Joins what the link names. Raises Unavailable when others keep changing the same people."""
        for _ in range(MOST_ROUNDS):
            rows = self._people.identities(link.keys)
            owners = {key: rows[key].owner for key in link.keys}
            sets = self._people.sets(sorted(set(owners.values())))
            found = {owners[key]: sets[owners[key]] for key in link.keys}
            unique = list({one.id: one for one in found.values()}.values())
            if len(unique) == 1 and unique[0].keys >= set(link.keys):
                return Linked(unique[0].id, unique[0].former)
            if sum(len(one.keys) for one in unique) + len(link.keys) > MOST_KEYS:
                return Linked(unique[0].id)
            try:
                return self._join(unique, link, rows)
            except Conflict:
                continue
        raise Unavailable("contended", "the identities of this event keep changing")

    def _join(self, sets: list[PersonSet], link: Link, rows: dict[IdentityKey, Identity]) -> Linked:
        existing = frozenset(one.id for one in sets if one.version or rows[one.id].version)
        person = joined(sets, link, existing)
        absorbed = [one for one in sets if one.id != person.id]
        pointing = [row for row in rows.values() if row.person != person.id]
        self._people.join(person, absorbed, pointing)
        return Linked(person.id, existing - {person.id})
