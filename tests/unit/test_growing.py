"""People in the making: which edge is taken, which is left out and why, and who founded whom."""

from itertools import permutations
from typing import Any

import pytest

from segue.identity.edges import CLAIMED, LOGIN, ORDER, SPELT, STAFF, TYPED, Edge, best, pair, strength
from segue.identity.forests import Forest
from segue.identity.growing import MOST_KEYS, Graph, Join
from segue.identity.partition import Partition, is_crowded, partition
from segue.identity.rules import Limit, Rules

FREE = Rules(limits={}, shared=dict.fromkeys(("anonymous_id", "device_id"), 99), attested=CLAIMED)


def an_edge(left: str, right: str, time: int = 1, attestation: int = LOGIN, event: str = "m") -> Edge:
    return Edge(left, right, event, time, attestation)


def parted(*edges: Edge, rules: Rules = FREE, **known: Any) -> Partition:
    keys = frozenset(key for one in edges for key in one.pair)
    return partition(Graph(keys, edges, **known), rules)


def groups(found: Partition) -> dict[str, set[str]]:
    return {one: set(keys) for one, keys in found.groups.items()}


def test_an_edge_is_named_by_its_keys_strongest_first_and_a_decision_by_itself() -> None:
    assert (an_edge("a_1", "u_1").pair, an_edge("a_1", "u_1").id) == (("u_1", "a_1"), "u_1.a_1")
    assert an_edge("a_1", "u_1", attestation=STAFF, event="d_1").id == "d_1"
    assert an_edge("e_1", "u_1", 7, ORDER, "m7").order == (-ORDER, 7, "m7", ("u_1", "e_1"))
    assert pair("e_2", "e_1") == ("e_1", "e_2")
    assert sorted(("x_1", "e_2", "u_1", "e_1", "c_1"), key=strength) == ["u_1", "c_1", "e_1", "e_2", "x_1"]


def test_of_each_pair_the_best_edge_counts_in_any_order() -> None:
    late, early, sure = an_edge("u_1", "e_1", 5), an_edge("e_1", "u_1", 4), an_edge("u_1", "e_1", 9, STAFF, "d_1")
    loop = an_edge("u_1", "u_1")
    assert best([late, early, sure, loop]) == best([sure, early, late]) == {"u_1.e_1": early, "d_1": sure}


def test_a_forest_keeps_the_root_of_whom_it_keeps() -> None:
    forest: Forest[str] = Forest()
    forest.join("a", "b")
    forest.join("c", "d")
    forest.join("b", "d")
    assert [forest.root(one) for one in "abcde"] == ["a", "a", "a", "a", "e"]
    assert forest.groups("abe") == {"a": {"a", "b"}, "e": {"e"}}


@pytest.mark.parametrize(
    ("times", "most", "within", "kept"),
    [
        ((1, 2, 3), 2, None, 2),
        ((0, 5, 10), 2, 10, 3),
        ((0, 5, 9), 2, 10, 2),
        ((0, 9, 11, 20), 2, 10, 4),
        ((0, 0), 2, 10, 2),
    ],
)
def test_a_limit_counts_values_within_a_window_shorter_than_its_length(
    times: tuple[int, ...], most: int, within: int | None, kept: int
) -> None:
    edges = [an_edge("u_1", f"e_{n}", time, event=f"m{n}") for n, time in enumerate(times)]
    found = parted(*edges, rules=Rules(limits={"email": Limit(most, within)}))
    assert len(found.groups["u_1"]) == kept + 1
    assert set(found.left_out.values()) <= {"limit email"}


def test_a_value_is_as_old_as_the_first_edge_that_named_it() -> None:
    edges = an_edge("u_1", "e_1", 90), an_edge("p_1", "e_1", 1, CLAIMED, "m0"), an_edge("u_1", "e_2", 95, event="m2")
    rules = Rules(limits={"email": Limit(1, 50)})
    assert groups(parted(*edges, rules=rules)) == {"u_1": {"u_1", "e_1", "e_2", "p_1"}}
    staff = an_edge("p_1", "e_1", 1, STAFF, "d_1")
    assert groups(parted(edges[0], staff, edges[2], rules=rules)) == {"p_1": {"u_1", "e_1", "p_1"}, "e_2": {"e_2"}}


def test_a_value_is_as_old_as_its_first_edge_whichever_is_read_first() -> None:
    edges = an_edge("u_1", "e_1", 90), an_edge("p_1", "e_1", 1, CLAIMED, "m0"), an_edge("u_1", "e_2", 95, event="m2")
    for order in permutations(edges):
        found = parted(*order, rules=Rules(limits={"email": Limit(1, 50)}))
        assert groups(found) == {"u_1": {"u_1", "e_1", "e_2", "p_1"}}


@pytest.mark.parametrize(("most", "whole"), [(MOST_KEYS, True), (MOST_KEYS + 1, False)])
def test_nobody_has_more_than_a_thousand_identifiers(most: int, whole: bool) -> None:
    edges = [an_edge("u_1", f"e_{n:04}", n) for n in range(1, most)]
    found = parted(*edges, rules=Rules(limits={}, growth=Limit(5_000, 1)))
    assert (len(found.groups["u_1"]), found.left_out == {}) == (MOST_KEYS, whole)


def test_two_spellings_are_one_value() -> None:
    edges = an_edge("u_1", "e_1"), an_edge("e_1", "e_2", attestation=SPELT), an_edge("u_1", "e_3", 2, event="m2")
    found = parted(*edges, rules=Rules(limits={"email": Limit(2)}))
    assert groups(found) == {"u_1": {"u_1", "e_1", "e_2", "e_3"}}
    assert [one.edge.attestation for one in found.joins] == [LOGIN, LOGIN]
    assert groups(parted(*edges, rules=Rules(limits={"email": Limit(1)}))) == {
        "u_1": {"u_1", "e_1", "e_2"},
        "e_3": {"e_3"},
    }


def test_of_one_event_the_lowest_in_priority_is_taken_last() -> None:
    edges = an_edge("u_1", "p_1"), an_edge("u_1", "e_1")
    tight = Rules(limits={}, growth=Limit(2, 10), attested=CLAIMED)
    assert parted(*edges, rules=tight).left_out == {"u_1.p_1": "growth"}
    phones_first = Rules(limits={}, growth=Limit(2, 10), attested=CLAIMED, priority=("user_id", "phone", "email"))
    assert parted(*edges, rules=phones_first).left_out == {"u_1.e_1": "growth"}


def test_two_who_are_known_are_joined_only_by_who_may() -> None:
    for attestation, reasons in ((TYPED, {"u_1.c_1": "unattested"}), (ORDER, {})):
        found = parted(an_edge("u_1", "c_1", attestation=attestation), rules=Rules(limits={}))
        assert found.left_out == reasons
        assert [one.known for one in found.joins] == [True] * (not reasons)


def test_who_was_vouched_for_is_known() -> None:
    vouched = an_edge("e_1", "a_1", 1, ORDER), an_edge("p_1", "a_2", 2, ORDER, "m2")
    found = parted(*vouched, an_edge("e_1", "p_1", 3, TYPED, "m3"), rules=Rules(limits={}))
    assert found.left_out == {"e_1.p_1": "unattested"}
    typed = [an_edge(one.left, one.right, one.time, TYPED, one.event) for one in vouched]
    assert parted(*typed, an_edge("e_1", "p_1", 3, TYPED, "m3"), rules=Rules(limits={})).left_out == {}


def test_a_join_tells_the_strongest_of_both_sides() -> None:
    first, second = an_edge("u_1", "a_1", 1, event="m1"), an_edge("e_1", "a_2", 2, event="m2")
    third = an_edge("a_1", "a_2", 3, event="m3")
    found = parted(first, second, third)
    assert found.joins[-1] == Join(third, ("u_1", "e_1"), True)


def test_who_is_known_to_be_another_is_kept_apart_from_either_side() -> None:
    edges = an_edge("u_1", "e_1"), an_edge("p_1", "a_1", 2, event="m2"), an_edge("e_1", "a_1", 3, event="m3")
    for two in (("u_1", "p_1"), ("p_1", "u_1")):
        assert parted(*edges, different=frozenset({two})).left_out == {"e_1.a_1": "known-different"}
    assert parted(*edges, different=frozenset({("u_1", "e_9")})).left_out == {}


def test_a_window_that_decides_about_who_is_not_here_is_a_matter_of_doubt() -> None:
    edges = an_edge("u_1", "e_1"), an_edge("u_1", "e_2", 2, event="m2")
    for within, doubtful in ((10, {"e_2"}), (None, set())):
        rules = Rules(limits={"email": Limit(1, within)})
        assert parted(*edges, rules=rules, frontier=frozenset({"e_2"})).doubtful == doubtful


def test_what_staff_merged_is_joined_last_and_bound_by_nothing() -> None:
    merge = an_edge("e_1", "u_1", 0, STAFF, "d_1")
    apart = frozenset({("u_1", "e_1")})
    found = parted(merge, an_edge("u_1", "p_1"), an_edge("e_1", "a_1", 2), different=apart, shared=frozenset({"a_1"}))
    assert groups(found) == {"e_1": {"e_1", "u_1", "p_1"}, "a_1": {"a_1"}}
    assert found.left_out == {"e_1.a_1": "shared"}


def test_who_absorbed_each_other_are_known_by_the_strongest() -> None:
    both = an_edge("u_1", "e_1", 1, STAFF, "d_1"), an_edge("e_1", "u_1", 2, STAFF, "d_2")
    assert list(parted(*both).groups) == ["u_1"]
    chain = an_edge("p_1", "e_1", 1, STAFF, "d_1"), an_edge("e_1", "u_1", 2, STAFF, "d_2")
    assert list(parted(*chain).groups) == ["p_1"]


@pytest.mark.parametrize(
    ("key", "stronger", "crowded"),
    [
        ("a_1", ["u_1"], False),
        ("a_1", ["u_1", "u_2"], True),
        ("e_1", [f"u_{n}" for n in range(5)], False),
        ("e_1", [f"u_{n}" for n in range(6)], True),
        ("u_9", [f"u_{n}" for n in range(20)], False),
        ("u_9", [f"u_{n}" for n in range(21)], True),
        ("y_1", [f"o_{n}" for n in range(50)], False),
        ("d_1", [f"o_{n}" for n in range(20)], False),
        ("d_1", [f"o_{n}" for n in range(21)], True),
        ("k_1", [f"e_{n}" for n in range(21)], True),
    ],
)
def test_a_key_with_too_many_users_or_too_great_a_crowd_is_nobody(key: str, stronger: list[str], crowded: bool) -> None:
    assert is_crowded(Graph(frozenset()), Rules(), key, stronger) is crowded
    assert not is_crowded(Graph(frozenset()), Rules(shared={"user_id": 0}), "u_1", [])


def test_a_custom_key_has_the_type_that_its_shop_declared() -> None:
    graph = Graph(frozenset(), kinds={"x_1": "library_card"})
    assert [graph.kind(one) for one in ("x_1", "x_2", "u_1")] == ["library_card", "custom", "user_id"]


@pytest.mark.parametrize(("attestation", "left_out"), [(ORDER, {"u_1.e_1": "unattested"}), (TYPED, {})])
def test_an_order_between_spellings_that_are_one_already_vouches_for_them(attestation: int, left_out: Any) -> None:
    spelt = [an_edge(f"e_{n}", f"e_{n + 1}", n, SPELT, f"m{n}") for n in (1, 2)]
    third, typed = an_edge("e_1", "e_3", 3, attestation, "m3"), an_edge("u_1", "e_1", 4, TYPED, "m4")
    assert parted(*spelt, third, typed, rules=Rules(limits={})).left_out == left_out
