"""Partition: which identity keys are one person. A pure function of edges, known-different pairs and rules.

Edges are taken best attested first, then by time and id. An edge that would break a rule is left out with its
reason and the rest goes on, so the result is the same in any order of arrival; where no rule is touched it is
simply what hangs together. What somebody of the staff decided comes first and is bound by no rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from segue.edges import LOGIN, ORDER, SPELT, STAFF, Edge, Pair, best, strength
from segue.forests import Forest
from segue.identifiers import TYPES
from segue.keys import IdentityKey
from segue.rules import KNOWN, Limit, Rules
from segue.times import Millis

MOST_KEYS = 1_000  # of one person: more waits for a review
VOUCHING = (ORDER, LOGIN, STAFF)
APART, UNATTESTED, GROWTH, IS_SHARED = "known-different", "unattested", "growth", "shared"


@dataclass(frozen=True)
class Graph:
    """All that is known about how some keys belong together. `kinds`: declared types of custom identifiers;
    `shared`: keys that are known to be shared, whatever their edges here."""

    keys: frozenset[IdentityKey]
    edges: tuple[Edge, ...] = ()
    different: frozenset[Pair] = frozenset()
    shared: frozenset[IdentityKey] = frozenset()
    kinds: Mapping[IdentityKey, str] = field(default_factory=dict)

    def kind(self, key: IdentityKey) -> str:
        """The type of the identifier behind a key."""
        return self.kinds.get(key) or TYPES[key[0]]


@dataclass(frozen=True)
class Join:
    """An edge that made one of two groups: the strongest key of each. `known`: both were known people."""

    edge: Edge
    sides: Pair
    known: bool


@dataclass(frozen=True)
class Partition:
    """The groups, who founded each (its id), which edges were left out and why, and how the groups came about."""

    groups: Mapping[IdentityKey, frozenset[IdentityKey]]
    left_out: Mapping[str, str]
    joins: tuple[Join, ...]
    shared: frozenset[IdentityKey]


def partition(graph: Graph, rules: Rules) -> Partition:
    """The people that these keys are, each under the id of its strongest key, or of the one the staff kept."""
    edges = best(graph.edges)
    shared = graph.shared | _shared(graph, edges.values(), rules)
    cut = {one.id: IS_SHARED for one in edges.values() if one.attestation < STAFF and not shared.isdisjoint(one.pair)}
    growing = Growing(graph, rules, [one for one in edges.values() if one.id not in cut])
    left_out = cut | growing.take_all()
    groups = {frozenset(some) for some in growing.forest.groups(graph.keys).values()}
    together = {edge.id for edge in edges.values() if growing.forest.root(edge.left) == growing.forest.root(edge.right)}
    return Partition(
        groups={_founder(some, growing.spanning): some for some in groups},
        left_out={one: reason for one, reason in left_out.items() if one not in together},
        joins=tuple(growing.joins),
        shared=shared,
    )


def _shared(graph: Graph, edges: Iterable[Edge], rules: Rules) -> frozenset[IdentityKey]:
    """Keys that more user ids were named with than their type allows, or a crowd of stronger keys: tills, tablets."""
    crowds: dict[IdentityKey, set[IdentityKey]] = {}
    for edge in edges:
        if edge.attestation < STAFF:
            crowds.setdefault(edge.pair[1], set()).add(edge.pair[0])
    return frozenset(one for one, crowd in crowds.items() if is_crowded(graph, rules, one, crowd))


def is_crowded(graph: Graph, rules: Rules, key: IdentityKey, stronger: Iterable[IdentityKey]) -> bool:
    """Whether a key belongs to nobody, for all these stronger ones that it was named with."""
    kinds = [graph.kind(one) for one in stronger]
    users = kinds.count("user_id") if graph.kind(key) != "user_id" else 0
    return users > rules.most_users(graph.kind(key)) or len(kinds) > rules.crowd


def _founder(group: frozenset[IdentityKey], spanning: Iterable[Edge]) -> IdentityKey:
    """The strongest key, but for parts that the staff said to absorb into another."""
    inside = [edge for edge in spanning if edge.left in group]
    by_themselves: Forest[IdentityKey] = Forest()
    for edge in inside:
        if edge.attestation != STAFF:
            by_themselves.join(edge.left, edge.right)
    root = by_themselves.root
    absorbed = {root(one.right) for one in inside if one.attestation == STAFF and root(one.left) != root(one.right)}
    kept = [one for one in group if root(one) not in absorbed]
    return min(kept or group, key=strength)


@dataclass(frozen=True)
class Group:
    """A person in the making: values by type with since when; `known`: somebody has vouched for who it is."""

    keys: frozenset[IdentityKey]
    values: Mapping[str, Mapping[IdentityKey, Millis]]
    known: bool


class Growing:
    """Takes edges one by one; two spellings of one value count as one value."""

    def __init__(self, graph: Graph, rules: Rules, edges: Sequence[Edge]) -> None:
        self.forest: Forest[IdentityKey] = Forest()
        self.spanning: list[Edge] = []  # those that made one of two
        self.joins: list[Join] = []
        self._graph, self._rules, self._edges = graph, rules, edges
        self._since: dict[IdentityKey, Millis] = {}
        self._spelt: Forest[IdentityKey] = Forest()
        self._groups: dict[IdentityKey, Group] = {}
        for edge in edges:
            for key in edge.pair:
                self._since[key] = min(edge.time, self._since.get(key, edge.time))
            if edge.attestation == SPELT:
                self._spelt.join(*edge.pair)

    def take_all(self) -> dict[str, str]:
        """Why which edges were left out."""
        return {one.id: reason for one in sorted(self._edges, key=self._order) if (reason := self._take(one))}

    def _order(self, edge: Edge) -> tuple[int, Millis, str, int, Pair]:
        """Of one event the identifier of the lowest priority is taken last, and so left out first."""
        first, moment, event, ends = edge.order
        return first, moment, event, max(self._rules.rank(self._graph.kind(one)) for one in ends), ends

    def _take(self, edge: Edge) -> str:
        """Joins the two ends; or answers why not."""
        left, right = self._group(edge.left), self._group(edge.right)
        if left.keys & right.keys:
            self._vouch(left, edge)
            return ""
        reason = "" if edge.attestation >= STAFF else self._refusal(left, right, edge)
        if not reason:
            self._join(left, right, edge)
        return reason

    def _group(self, key: IdentityKey) -> Group:
        kind = self._graph.kind(key)
        alone = Group(frozenset({key}), {kind: {self._spelt.root(key): self._since[key]}}, kind in KNOWN)
        return self._groups.get(self.forest.root(key), alone)

    def _vouch(self, group: Group, edge: Edge) -> None:
        if edge.attestation in VOUCHING and not group.known:
            self._groups[self.forest.root(edge.left)] = replace(group, known=True)

    def _refusal(self, left: Group, right: Group, edge: Edge) -> str:
        if any(_between(left.keys, right.keys, one) for one in self._graph.different):
            return APART
        for kind in left.values.keys() & right.values.keys():
            limit = self._rules.limit(kind)
            if limit and _beyond(limit, {**left.values[kind], **right.values[kind]}):
                return f"limit {kind}"
        if left.known and right.known and edge.attestation < self._rules.attested:
            return UNATTESTED
        return GROWTH if self._too_fast(left, right) else ""

    def _too_fast(self, left: Group, right: Group) -> bool:
        together = left.keys | right.keys
        if len(together) > MOST_KEYS:
            return True
        few = len(together) <= self._rules.growth.most
        return not few and _beyond(self._rules.growth, {one: self._since[one] for one in together})

    def _join(self, left: Group, right: Group, edge: Edge) -> None:
        self.spanning.append(edge)
        if edge.attestation != SPELT:
            sides = (min(left.keys, key=strength), min(right.keys, key=strength))
            self.joins.append(Join(edge, sides, left.known and right.known))
        kinds = left.values.keys() | right.values.keys()
        values = {kind: {**left.values.get(kind, {}), **right.values.get(kind, {})} for kind in kinds}
        known = left.known or right.known or edge.attestation in VOUCHING
        self.forest.join(edge.left, edge.right)
        self._groups[self.forest.root(edge.left)] = Group(left.keys | right.keys, values, known)


def _between(left: frozenset[IdentityKey], right: frozenset[IdentityKey], two: Pair) -> bool:
    return (two[0] in left and two[1] in right) or (two[1] in left and two[0] in right)


def _beyond(limit: Limit, since: Mapping[IdentityKey, Millis]) -> bool:
    """Whether some window of the limit's length holds more values than it allows."""
    if limit.within is None:
        return len(since) > limit.most
    times = sorted(since.values())
    span = limit.within
    return any(last - first < span for first, last in zip(times, times[limit.most :], strict=False))
