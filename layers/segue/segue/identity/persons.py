"""Persons as sets of identity keys, and what is said about who is one. Pure."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from segue.identity.edges import Edge, Pair
from segue.identity.growing import IS_SHARED
from segue.keys import IdentityKey, PersonId
from segue.times import Millis


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

    def ends(self, shared: bool = False) -> set[IdentityKey]:
        """Keys of others at the far end of links that were left out; or of those left out because an end is shared."""
        led = [one for one in self.edges if one.id in self.out and (self.out[one.id] == IS_SHARED) is shared]
        return {key for edge in led for key in edge.pair} - self.keys


@dataclass(frozen=True)
class Change:
    """What is new: edges with the keys that they name, merges taken back with the pairs that are known different.

    `doubtful` keys count only where they are known already: the previous id of an alias may be anything. `shared` keys
    name nobody by the rules in force, `somebody` keys do name somebody by them.
    """

    keys: frozenset[IdentityKey]
    edges: tuple[Edge, ...] = ()
    different: frozenset[Pair] = frozenset()
    undone: frozenset[str] = frozenset()
    shared: frozenset[IdentityKey] = frozenset()
    kinds: Mapping[IdentityKey, str] = field(default_factory=dict)
    doubtful: frozenset[IdentityKey] = frozenset()
    somebody: frozenset[IdentityKey] = frozenset()

    def without(self, keys: AbstractSet[IdentityKey]) -> "Change":
        """The change without some of its keys."""
        edges = tuple(one for one in self.edges if keys.isdisjoint(one.pair))
        return replace(self, keys=self.keys - keys, edges=edges, doubtful=frozenset())
