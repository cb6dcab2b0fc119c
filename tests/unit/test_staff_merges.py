"""What somebody of the staff merged: joined last, bound by no rule, and evidence of nothing else."""

from segue.identity.edges import LOGIN, STAFF, TYPED, Edge
from segue.identity.growing import Graph
from segue.identity.partition import Partition, partition
from segue.identity.rules import Limit, Rules


def an_edge(left: str, right: str, time: int = 1, attestation: int = LOGIN, event: str = "m") -> Edge:
    return Edge(left, right, event, time, attestation)


def parted(*edges: Edge, rules: Rules, shared: frozenset[str] = frozenset()) -> Partition:
    return partition(Graph(frozenset(key for one in edges for key in one.pair), edges, shared=shared), rules)


def groups(found: Partition) -> dict[str, set[str]]:
    return {one: set(keys) for one, keys in found.groups.items()}


def test_what_the_staff_merged_is_joined_last_and_bound_by_no_rule() -> None:
    edges = an_edge("u_1", "e_1"), an_edge("u_2", "e_2", 2, event="m2"), an_edge("u_1", "u_2", 9, STAFF, "d_1")
    found = parted(*edges, rules=Rules(limits={"email": Limit(1), "user_id": Limit(1)}))
    assert (groups(found), found.left_out) == ({"u_1": {"u_1", "u_2", "e_1", "e_2"}}, {})


def test_a_link_that_was_left_out_counts_again_once_the_staff_made_both_one() -> None:
    edges = an_edge("u_1", "c_1", 1, TYPED), an_edge("u_1", "c_1", 9, STAFF, "d_1")
    assert parted(edges[0], rules=Rules(limits={})).left_out == {"u_1.c_1": "unattested"}
    assert parted(*edges, rules=Rules(limits={})).left_out == {}


def test_what_the_staff_merged_makes_no_till_and_may_be_one() -> None:
    edges = [an_edge(f"u_{n}", "a_1", n, STAFF, f"d_{n}") for n in (1, 2)]
    for known in (frozenset[str](), frozenset({"a_1"})):
        found = parted(*edges, rules=Rules(), shared=known)
        assert (groups(found), found.left_out, found.shared) == ({"u_1": {"u_1", "u_2", "a_1"}}, {}, known)
