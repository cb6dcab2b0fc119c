"""Persons as sets of identity keys, and what becomes of them when a link, a merge or an undo comes. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property

from segue.edges import Edge, Pair, best
from segue.keys import IdentityKey, PersonId
from segue.partition import IS_SHARED, Graph, Partition, partition
from segue.rules import Rules
from segue.times import Millis

MOST_PAST = 20


@dataclass(frozen=True)
class PersonSet:
    """One person as a set of identity keys. `version` 0: no row yet.

    `former`: ids that the person had before merges. `past`: people that it was one with until an undo. `edges`: all
    that touch its keys; `out`: why some of them, by edge id, were left out. `different`: known-different pairs;
    `undone`: merges that were taken back. `shared`: keys of tills and of families' tablets. `merged`: when two known
    people last became this one. `loose`: people some of whose keys do not lead to them yet. `kinds`: types of
    custom keys. `sums`: keys whose facets are kept added up, by the id of the sum.
    """

    id: PersonId
    keys: frozenset[IdentityKey]
    former: frozenset[PersonId] = frozenset()
    past: frozenset[PersonId] = frozenset()
    edges: tuple[Edge, ...] = ()
    out: Mapping[str, str] = field(default_factory=dict)
    different: frozenset[Pair] = frozenset()
    undone: frozenset[str] = frozenset()
    shared: frozenset[IdentityKey] = frozenset()
    merged: Millis | None = None
    loose: frozenset[PersonId] = frozenset()
    kinds: Mapping[IdentityKey, str] = field(default_factory=dict)
    sums: Mapping[str, frozenset[IdentityKey]] = field(default_factory=dict)
    version: int = field(default=0, compare=False)

    @property
    def nobody(self) -> bool:
        """A till or a family's tablet that stands for itself: no person."""
        return self.keys <= self.shared

    def beyond(self, named: frozenset[str]) -> set[IdentityKey]:
        """Keys of other people that decide with this one: those that edges which were left out lead to.

        Shared keys decide nothing any more; one leads to others only for the edges (`named` ids) that made it shared.
        """
        new = not self.nobody or any(one.id in named for one in self.edges)
        led = [one for one in self.edges if new and self.out.get(one.id, "") != ("" if self.nobody else IS_SHARED)]
        return {key for edge in led if edge.id in self.out for key in edge.pair} - self.keys


@dataclass(frozen=True)
class Change:
    """What is new: edges with the keys that they name, merges taken back with the pairs that are known different.

    `doubtful` keys count only where they are known already: the previous id of an alias may be anything.
    """

    keys: frozenset[IdentityKey]
    edges: tuple[Edge, ...] = ()
    different: frozenset[Pair] = frozenset()
    undone: frozenset[str] = frozenset()
    shared: frozenset[IdentityKey] = frozenset()
    kinds: Mapping[IdentityKey, str] = field(default_factory=dict)
    doubtful: frozenset[IdentityKey] = frozenset()

    def without(self, keys: AbstractSet[IdentityKey]) -> "Change":
        """The change without some of its keys."""
        edges = tuple(one for one in self.edges if keys.isdisjoint(one.pair)) if keys else self.edges
        return replace(self, keys=self.keys - keys, edges=edges, doubtful=frozenset())


@dataclass(frozen=True)
class Regrouping:
    """The people that a change touches, before and after. `rows`: keys that have been somebody before."""

    before: tuple[PersonSet, ...]
    change: Change
    rules: Rules
    seen: frozenset[IdentityKey] = frozenset()

    @cached_property
    def graph(self) -> Graph:
        """All that decides. Edges to people who are not here are none of it: their reason stands."""
        keys = self.change.keys.union(*(one.keys for one in self.before))
        undone = self.change.undone.union(*(one.undone for one in self.before))
        edges = [edge for one in self.before for edge in one.edges] + list(self.change.edges)
        marked = {key for one in self.before for key in one.shared}
        return Graph(
            keys=keys,
            edges=tuple(one for one in best(edges).values() if keys.issuperset(one.pair) and one.event not in undone),
            different=self.change.different.union(*(one.different for one in self.before)),
            shared=self.change.shared | marked,
            kinds=dict(self.change.kinds) | {key: kind for one in self.before for key, kind in one.kinds.items()},
        )

    @cached_property
    def partition(self) -> Partition:
        """Who is who now."""
        return partition(self.graph, self.rules)

    @cached_property
    def after(self) -> tuple[PersonSet, ...]:
        """The people as they are to be; those that did not change equal the ones before."""
        return tuple(self._person(one, keys) for one, keys in self.partition.groups.items())

    @property
    def changed(self) -> list[PersonSet]:
        """Those to be written."""
        known = {one.id: one for one in self.before}
        return [one for one in self.after if one != known.get(one.id) and not self._nothing_said(one)]

    @property
    def unchanged(self) -> tuple[PersonSet, ...]:
        """Those that decided with the others and stay as they are; of shared keys nothing changes that matters."""
        return tuple(one for one in self.before if one.version and one in self.after and not one.nobody)

    @property
    def split(self) -> bool:
        """Whether somebody loses keys to somebody else."""
        groups = self.partition.groups.values()
        return any(one.version and not any(one.keys <= keys for keys in groups) for one in self.before)

    @property
    def redirects(self) -> tuple[tuple[PersonId, int, PersonId], ...]:
        """(id, version, into) of people who are somebody else now."""
        into = {key: one.id for one in self.after for key in one.keys}
        gone = [one for one in self.before if one.version and into[one.id] != one.id]
        return tuple((one.id, one.version, into[one.id]) for one in gone)

    def _nothing_said(self, one: PersonSet) -> bool:
        """A key that stands alone, always did, and of which there is nothing to say has no row."""
        was = frozenset[PersonId]().union(*(some.former for some in self.before))
        return one == PersonSet(one.id, frozenset({one.id})) and not one.version and one.id not in was

    def _person(self, person: PersonId, keys: frozenset[IdentityKey]) -> PersonSet:
        own = [one for one in self.before if not one.keys.isdisjoint(keys)]
        here = next((one for one in self.before if one.id == person), None)
        shared = len(keys) == 1 and keys <= self.partition.shared
        edges = self._evidence(person, here, self._edges(own, keys)) if shared else self._edges(own, keys)
        joins = [one.edge.time for one in self.partition.joins if one.known and one.edge.left in keys]
        return PersonSet(
            id=person,
            keys=keys,
            former=self._former(own, keys) - {person},
            past=frozenset() if shared else self._past(own, person, keys),
            edges=edges,
            out=self._out(own, edges),
            different=frozenset(one for one in self.graph.different if not keys.isdisjoint(one)),
            undone=self._undone(own, keys),
            shared=keys & self.partition.shared,
            merged=max(joins, default=None),
            kinds={key: kind for key, kind in self.graph.kinds.items() if key in keys},
            sums={one: some for whole in own for one, some in whole.sums.items() if some <= keys},
            version=here.version if here else 0,
        )

    def _edges(self, own: Iterable[PersonSet], keys: frozenset[IdentityKey]) -> tuple[Edge, ...]:
        """Those that touch the keys, also the ones that lead to people who are not here."""
        kept = [edge for one in own for edge in one.edges if not self.graph.keys.issuperset(edge.pair)]
        touching = [one for one in (*self.graph.edges, *kept) if not keys.isdisjoint(one.pair)]
        return tuple(sorted(best(touching).values(), key=lambda one: one.order))

    def _evidence(self, key: IdentityKey, here: PersonSet | None, edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
        """Of a shared key only what made it shared is kept: others may be a million, and its row is not to be hot."""
        if here and here.nobody:
            return here.edges
        users = [one for one in edges if "user_id" in {self.graph.kind(end) for end in one.pair if end != key}]
        return tuple(users[: self.rules.most_users(self.graph.kind(key)) + 1])

    def _out(self, own: Iterable[PersonSet], edges: Iterable[Edge]) -> dict[str, str]:
        known = {edge: reason for one in own for edge, reason in one.out.items()} | dict(self.partition.left_out)
        decided = {one.id for one in self.graph.edges} - set(self.partition.left_out)
        return {one.id: known[one.id] for one in edges if one.id in known and one.id not in decided}

    def _former(self, own: Iterable[PersonSet], keys: frozenset[IdentityKey]) -> frozenset[PersonId]:
        before = {person for one in self.before for person in (*one.former, *([one.id] if one.version else []))}
        return frozenset(before | self.seen) & keys if own else frozenset()

    def _past(self, own: Sequence[PersonSet], person: PersonId, keys: frozenset[IdentityKey]) -> frozenset[PersonId]:
        """Whom it was one with: messages and journeys of that time stand under their ids."""
        parted = {one for whole in own if not whole.keys <= keys for one in (whole.id, *whole.former)}
        known = parted.union(*(one.past for one in own)) - keys - {person}
        return frozenset(sorted(known)[:MOST_PAST])

    def _undone(self, own: Iterable[PersonSet], keys: frozenset[IdentityKey]) -> frozenset[str]:
        new = self.change.undone if not keys.isdisjoint(self.change.keys) else frozenset()
        return new.union(*(one.undone for one in own))
