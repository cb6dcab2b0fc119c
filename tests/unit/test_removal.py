"""Removal effect: against removing each touch in turn and walking the chain, and against what is known by hand."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.measures.removal import chain, effects, shared

Path = tuple[str, bool]  # touches as letters, and whether an order stood at the end
PATHS = st.lists(st.tuples(st.text("abcde", min_size=1, max_size=6), st.booleans()), min_size=1, max_size=12)


def steps(paths: list[Path]) -> list[dict[str, Any]]:
    """A row a step, as SQL would count them."""
    return [
        {
            "touch": one,
            "following": after,
            "steps": 1,
            "begun": int(at == 0),
            "orders_last": int(bought and after is None),
            "orders_first": int(bought and at == 0),
            "orders_linear": bought / len(path),
            "revenue_last": 100 * int(bought and after is None),
            "revenue_first": 100 * int(bought and at == 0),
            "revenue_linear": 100 * bought / len(path),
        }
        for path, bought in paths
        for at, (one, after) in enumerate(pairwise([*path, None]))
        if one is not None
    ]


def walked(paths: list[Path], without: str = "") -> float:
    """The chance that who begins orders, by walking on until hardly anybody is left; who comes to `without` is lost."""
    counts: dict[str, dict[str, int]] = {}
    for path, bought in paths:
        for one, after in pairwise(["begin", *path, "order" if bought else "nothing"]):
            counts.setdefault(one, {}).setdefault(after, 0)
            counts[one][after] += 1
    there, ordered = {"begin": 1.0}, 0.0
    while sum(there.values()) > 1e-9:
        going = [(after, share * part) for one, share in there.items() for after, part in parts(counts[one])]
        ordered += sum(share for after, share in going if after == "order")
        there = dict.fromkeys((after for after, _ in going if after not in (without, "order", "nothing")), 0.0)
        for after, share in going:
            there |= {after: there[after] + share} if after in there else {}
    return ordered


def parts(counts: dict[str, int]) -> list[tuple[str, float]]:
    """The chances to go on."""
    return [(after, often / sum(counts.values())) for after, often in counts.items()]


@given(PATHS)
def test_the_effect_of_a_touch_is_what_is_lost_without_it(paths: list[Path]) -> None:
    whole = walked(paths)
    for touch, effect in effects(chain(steps(paths))).items():
        lost = 1 - walked(paths, touch) / whole if whole else 0.0
        assert effect == pytest.approx(lost, abs=1e-6)


def test_a_chain_that_is_known_by_hand() -> None:
    """Two of three begin at a, and half of them order there; of those at b half do: 2/3 in all, 1/6 without a."""
    found = effects(chain(steps([("ab", True), ("a", True), ("b", False)])))
    assert found == pytest.approx({"a": 0.75, "b": 0.5})


def test_what_is_shared_adds_up_to_all_orders_and_revenue_in_every_way() -> None:
    unknown = [{**one, "touch": "unknown"} for one in steps([("x", True)])]
    rows = shared([*steps([("ab", True), ("a", True), ("b", False)]), *unknown])
    for way in ("last", "first", "linear", "removal"):
        assert sum(row[f"orders_{way}"] for row in rows) == pytest.approx(3)
        assert sum(row[f"revenue_{way}"] for row in rows) == pytest.approx(300)
    assert {row["touch"]: row["revenue_removal"] for row in rows} == pytest.approx({"a": 120, "b": 80, "unknown": 100})
    assert {row["touch"]: row["orders_removal"] for row in rows} == pytest.approx({"a": 1.2, "b": 0.8, "unknown": 1})


def test_where_nobody_ordered_nothing_is_shared() -> None:
    assert [row["orders_removal"] for row in shared(steps([("ab", False)]))] == [0, 0]
    assert shared([]) == []
