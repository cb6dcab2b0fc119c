"""Partition: which identity keys are one person. A pure function of edges, known-different pairs and rules.

Edges are taken best attested first, then by time and id. An edge that would break a rule is left out with its
reason and the rest goes on, so the result is the same in any order of arrival; where no rule is touched it is
simply what hangs together. What somebody of the staff merged is joined last and is bound by no rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from segue.identity.edges import STAFF, Edge, best, strength
from segue.identity.forests import Forest
from segue.identity.growing import IS_SHARED, Graph, Growing, Join
from segue.identity.rules import Rules
from segue.keys import IdentityKey

DEVICES, ORDERS = ("device_id", "anonymous_id"), ("order_id", "cart_id")


@dataclass(frozen=True)
class Partition:
    """The groups, who founded each (its id), which edges were left out and why, and how the groups came about.

    `doubtful`: keys of the frontier about which a window has decided, without all that is known of them.
    """

    groups: Mapping[IdentityKey, frozenset[IdentityKey]]
    left_out: Mapping[str, str]
    joins: tuple[Join, ...]
    shared: frozenset[IdentityKey]
    doubtful: frozenset[IdentityKey] = frozenset()


def partition(graph: Graph, rules: Rules) -> Partition:
    """The people that these keys are, each under the id of its strongest key, or of the one the staff kept.

    What staff merged is joined last, as the people that both were: taking it back leaves the others as they are.
    """
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
        doubtful=frozenset(growing.doubtful),
    )


def _shared(graph: Graph, edges: Iterable[Edge], rules: Rules) -> frozenset[IdentityKey]:
    """Keys that more user ids were named with than their type allows, or a crowd of stronger keys: tills, tablets."""
    crowds: dict[IdentityKey, set[IdentityKey]] = {}
    for edge in edges:
        if edge.attestation < STAFF:
            crowds.setdefault(edge.pair[1], set()).add(edge.pair[0])
    return frozenset(one for one, crowd in crowds.items() if is_crowded(graph, rules, one, crowd))


def is_crowded(graph: Graph, rules: Rules, key: IdentityKey, stronger: Iterable[IdentityKey]) -> bool:
    """Whether a key belongs to nobody, for all these stronger ones that it was named with.

    Many orders with one card are a good customer; many orders with nothing but a device are a till.
    """
    kinds = [graph.kind(one) for one in stronger]
    users = kinds.count("user_id") if graph.kind(key) != "user_id" else 0
    device = graph.kind(key) in DEVICES
    crowd = [one for one in kinds if device or one not in ORDERS]
    return users > rules.most_users(graph.kind(key)) or len(crowd) > rules.crowd


def _founder(group: frozenset[IdentityKey], spanning: Iterable[Edge]) -> IdentityKey:
    """The strongest key, but for parts that the staff said to absorb into another."""
    inside = [edge for edge in spanning if edge.left in group]
    by_themselves: Forest[IdentityKey] = Forest()
    for edge in inside:
        if edge.attestation != STAFF:
            by_themselves.join(edge.left, edge.right)
    root = by_themselves.root
    absorbed = {root(one.right) for one in inside if one.attestation == STAFF}
    kept = [one for one in group if root(one) not in absorbed]
    return min(kept or group, key=strength)
