"""Growing: people in the making, as edges are taken one by one under the rules. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from segue.identifiers import TYPES
from segue.identity.edges import LOGIN, ORDER, SPELT, STAFF, Edge, Pair, strength
from segue.identity.forests import Forest
from segue.identity.rules import KNOWN, Limit, Rules
from segue.keys import IdentityKey
from segue.times import Millis

MOST_KEYS = 1_000  # of one person: more waits for a review
VOUCHING = (ORDER, LOGIN)
APART, UNATTESTED, GROWTH, IS_SHARED = "known-different", "unattested", "growth", "shared"


@dataclass(frozen=True)
class Graph:
    """All that is known about how some keys belong together. `kinds`: declared types of custom identifiers;
    `shared`: keys that are known to be shared, whatever their edges here; `frontier`: keys whose own people are not
    here."""

    keys: frozenset[IdentityKey]
    edges: tuple[Edge, ...] = ()
    different: frozenset[Pair] = frozenset()
    shared: frozenset[IdentityKey] = frozenset()
    kinds: Mapping[IdentityKey, str] = field(default_factory=dict)
    frontier: frozenset[IdentityKey] = frozenset()

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
        self.doubtful: set[IdentityKey] = set()
        self._graph, self._rules, self._edges = graph, rules, edges
        self._since: dict[IdentityKey, Millis] = {}
        self._spelt: Forest[IdentityKey] = Forest()
        self._groups: dict[IdentityKey, Group] = {}
        for edge in edges:
            for key in edge.pair if edge.attestation != STAFF else ():
                self._since[key] = min(edge.time, self._since.get(key, edge.time))
            if edge.attestation == SPELT:
                self._spelt.join(*edge.pair)

    def take_all(self) -> dict[str, str]:
        """Why which edges were left out."""
        return {one.id: reason for one in sorted(self._edges, key=self._order) if (reason := self._take(one))}

    def _order(self, edge: Edge) -> tuple[bool, int, Millis, str, int, Pair]:
        """Of one event the identifier of the lowest priority is taken last, and so left out first."""
        first, moment, event, ends = edge.order
        rank = max(self._rules.rank(self._graph.kind(one)) for one in ends)
        return edge.attestation == STAFF, first, moment, event, rank, ends

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
        alone = Group(frozenset({key}), {kind: {self._spelt.root(key): self._since.get(key, 0)}}, kind in KNOWN)
        return self._groups.get(self.forest.root(key), alone)

    def _vouch(self, group: Group, edge: Edge) -> None:
        if edge.attestation in VOUCHING and not group.known:
            self._groups[self.forest.root(edge.left)] = replace(group, known=True)

    def _refusal(self, left: Group, right: Group, edge: Edge) -> str:
        if any(_between(left.keys, right.keys, one) for one in self._graph.different):
            return APART
        if left.known and right.known and edge.attestation < self._rules.attested:
            return UNATTESTED
        for kind in left.values.keys() & right.values.keys():
            limit = self._rules.limit(kind)
            if limit and _beyond(limit, {**left.values[kind], **right.values[kind]}):
                return self._by_window(f"limit {kind}", limit, left.keys | right.keys)
        return self._too_fast(left.keys | right.keys)

    def _too_fast(self, together: frozenset[IdentityKey]) -> str:
        if len(together) > MOST_KEYS:
            return GROWTH
        growth = self._rules.growth
        grown = len(together) > growth.most and _beyond(growth, {one: self._since[one] for one in together})
        return self._by_window(GROWTH, growth, together) if grown else ""

    def _by_window(self, reason: str, limit: Limit, keys: frozenset[IdentityKey]) -> str:
        """The reason; where a window decided about somebody who is not here, that is a matter of doubt."""
        self.doubtful |= keys & self._graph.frontier if limit.within else frozenset()
        return reason

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
