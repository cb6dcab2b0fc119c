"""Regrouping: what becomes of people when a link, a merge or an undo comes. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from segue.identity.edges import Edge, best
from segue.identity.growing import IS_SHARED, Graph
from segue.identity.partition import Partition, partition
from segue.identity.persons import Change, PersonSet
from segue.identity.rules import KNOWN, Rules
from segue.keys import IdentityKey, PersonId

MOST_PAST = 20
MOST_DOUBTS = 20  # people who are read because a window decides about them; with more the time of the link decides
MOST_OUT = 100  # links of one person that were left out; the others stand with those at their far end


@dataclass(frozen=True)
class Regrouping:
    """The people that a change touches, before and after. `seen`: keys that have been somebody before.

    At the far end of a link that was left out somebody may stand who was not read. As a lone key that end decides as
    the whole would: what a rule forbids with one key it forbids with more. Where the link would be taken now, that
    somebody is to be read too (`reaching`), or, when it is `closed`, has to wait. Windows are the exception: since when
    a key is known only its whole person tells, so where one decides, some are read too.
    """

    before: tuple[PersonSet, ...]
    change: Change
    rules: Rules
    seen: frozenset[IdentityKey] = frozenset()
    closed: bool = False

    @cached_property
    def inside(self) -> frozenset[IdentityKey]:
        """The keys of the people who were read."""
        return self.change.keys.union(*(one.keys for one in self.before))

    @cached_property
    def frontier(self) -> frozenset[IdentityKey]:
        """The far ends of links that were left out."""
        return frozenset[IdentityKey]().union(*(one.ends() for one in self.before)) - self.inside

    @property
    def reaching(self) -> frozenset[IdentityKey]:
        """Keys of people who are to be read too before this can be written."""
        groups = self.partition.groups.values()
        taken = (one - self.inside for one in groups if not one.isdisjoint(self.inside))
        doubtful = self.partition.doubtful if len(self.partition.doubtful) <= MOST_DOUBTS else frozenset[IdentityKey]()
        return doubtful.union(*taken)

    @cached_property
    def graph(self) -> Graph:
        """All that decides."""
        keys = self.inside | (frozenset[IdentityKey]() if self.closed else self.frontier)
        undone = self.change.undone.union(*(one.undone for one in self.before))
        edges = [edge for one in self.before for edge in one.edges] + list(self.change.edges)
        marked = {key for one in self.before for key in one.shared if key not in self.change.somebody or one.edges}
        return Graph(
            keys=keys,
            edges=tuple(one for one in best(edges).values() if keys.issuperset(one.pair) and one.event not in undone),
            different=self.change.different.union(*(one.different for one in self.before)),
            shared=self.change.shared | marked,
            frontier=self.frontier,
            kinds=dict(self.change.kinds) | {key: kind for one in self.before for key, kind in one.kinds.items()},
        )

    @cached_property
    def partition(self) -> Partition:
        """Who is who now."""
        return partition(self.graph, self.rules)

    @cached_property
    def after(self) -> tuple[PersonSet, ...]:
        """The people as they are to be; those that did not change equal the ones before."""
        groups = self.partition.groups.items()
        return tuple(self._person(one, keys) for one, keys in groups if not keys.isdisjoint(self.inside))

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

    @property
    def lost_sums(self) -> tuple[str, ...]:
        """Sums whose identities parted."""
        before, after = ({name for one in people for name in one.sums} for people in (self.before, self.after))
        return tuple(sorted(before - after))

    def _nothing_said(self, one: PersonSet) -> bool:
        """A key that stands alone, always did, and of which there is nothing to say has no row.

        Of what is nobody known, such as an order, that it was named together with a till is said of the till.
        """
        was = frozenset[PersonId]().union(*(some.former for some in self.before))
        known = self.graph.kind(one.id) in KNOWN
        with_tills = all(one.out.get(edge.id) == IS_SHARED and not known for edge in one.edges)
        bare = PersonSet(one.id, frozenset({one.id}), edges=one.edges, out=one.out)
        return with_tills and one == bare and not one.version and one.id not in was

    def _person(self, person: PersonId, keys: frozenset[IdentityKey]) -> PersonSet:
        own = [one for one in self.before if not one.keys.isdisjoint(keys)]
        here = next((one for one in self.before if one.id == person), None)
        shared = len(keys) == 1 and keys <= self.partition.shared
        edges = self._evidence(person, here, self._edges(own, keys)) if shared else self._edges(own, keys)
        joins = [one.edge.time for one in self.partition.joins if one.known and one.edge.left in keys]
        return PersonSet(
            id=person,
            keys=keys,
            former=self._former(keys) - {person},
            past=frozenset() if shared else self._past(own, keys),
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
        ranked = sorted(best(touching).values(), key=lambda one: one.order)
        within = [one for one in ranked if keys.issuperset(one.pair)]
        leading_out = [one for one in ranked if not keys.issuperset(one.pair)][:MOST_OUT]
        return tuple(sorted((*within, *leading_out), key=lambda one: one.order))

    def _evidence(self, key: IdentityKey, here: PersonSet | None, edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
        """Of a shared key only what made it shared is kept: others may be a million, and its row is not to be hot."""
        if here and here.nobody:
            return here.edges
        stronger = [one for one in edges if one.pair[1] == key]
        users = [one for one in stronger if self.graph.kind(one.pair[0]) == "user_id"]
        most = self.rules.most_users(self.graph.kind(key))
        return tuple(users[: most + 1] if len(users) > most else stronger[: self.rules.crowd + 1])

    def _out(self, own: Iterable[PersonSet], edges: Iterable[Edge]) -> dict[str, str]:
        known = {edge: reason for one in own for edge, reason in one.out.items()} | dict(self.partition.left_out)
        decided = {one.id for one in self.graph.edges} - set(self.partition.left_out)
        return {one.id: known[one.id] for one in edges if one.id in known and one.id not in decided}

    def _former(self, keys: frozenset[IdentityKey]) -> frozenset[PersonId]:
        before = {person for one in self.before for person in (*one.former, *([one.id] if one.version else []))}
        return keys & (before | self.seen)

    def _past(self, own: Sequence[PersonSet], keys: frozenset[IdentityKey]) -> frozenset[PersonId]:
        """Whom it was one with: messages and journeys of that time stand under their ids."""
        parted = {one for whole in own if not whole.keys <= keys for one in (whole.id, *whole.former)}
        known = parted.union(*(one.past for one in own)) - keys
        return frozenset(sorted(known)[:MOST_PAST])

    def _undone(self, own: Iterable[PersonSet], keys: frozenset[IdentityKey]) -> frozenset[str]:
        new = self.change.undone if not keys.isdisjoint(self.change.keys) else frozenset()
        return new.union(*(one.undone for one in own))
