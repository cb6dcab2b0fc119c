"""The building blocks of facets: who wins, what a bound keeps, and how a text is clipped."""

from typing import Any

import pytest

from segue import facets
from segue.experiments.telling import viewed
from segue.facets.buckets import add_buckets, add_counts
from segue.facets.registers import TIE, add_registers, kept, last, latest, mark, newest, short, text
from segue.predictions import SOURCE
from tests.builders import NOON, an_event, an_identify


def test_short_ids_are_the_same_in_every_version() -> None:
    assert short("m1") == 0x63DFFC71D1
    event = an_event(message_id="m1")
    assert mark(event) == [NOON, short("m1") & TIE]
    assert short("\ud800") == short("?")


@pytest.mark.parametrize(
    ("older", "newer"),
    [([1, 9, "z"], [2, 0, "a"]), ([1, 1, "z"], [1, 2, "a"]), ([1, 1, "a"], [1, 1, "b"])],
)
def test_the_newest_wins_then_the_greater_id_then_the_greater_text(older: list[Any], newer: list[Any]) -> None:
    assert newest(older, newer) == newest(newer, older) == newer
    assert add_registers({"a": older, "b": older}, {"a": newer, "c": older}) == {"a": newer, "b": older, "c": older}


def test_values_of_different_kinds_and_objects_in_any_order_of_their_keys_have_an_order() -> None:
    assert newest([1, 1, 5], [1, 1, "a"]) == newest([1, 1, "a"], [1, 1, 5])
    two = [1, 1, {"a": 2, "b": 1}]
    for one in ({"a": 1, "b": 9}, {"b": 9, "a": 1}):
        assert newest([1, 1, one], two) == newest(two, [1, 1, one]) == two


def test_the_meaning_of_all_facets_has_the_same_name_in_every_version() -> None:
    known = {name: facets.FACETS[name]._replace(version=1) for name in ("carts", "orders")}
    assert facets.versions(known) == "aaba12903f"


def test_a_bound_keeps_what_was_written_last_and_of_one_moment_the_later_name() -> None:
    registers = {"z": [1, 5, "x"], "b": [2, 1, "x"], "a": [2, 1, "y"], "c": [2, 0, "z"]}
    assert list(latest(registers, 2)) == ["a", "b"]
    assert latest(registers, 4) is registers
    assert latest({"b": [2, 1, "y"], "a": [2, 1, "z"]}, 1) == {"b": [2, 1, "y"]}


def test_names_are_kept_by_their_hash_whatever_their_order() -> None:
    names = {f"n{n}": n for n in range(9)}
    least = sorted(names, key=short)[:4]
    assert list(kept(names, 4)) == list(kept(dict(reversed(names.items())), 4)) == least
    assert kept(names, 9) is names


def test_a_log_keeps_its_last_entries_each_once() -> None:
    assert last([[3, 1], [1, 1]], [[2, 1], [3, 1]], 2) == [[2, 1], [3, 1]]


@pytest.mark.parametrize(
    ("given", "clipped"), [(" a ", "a"), (7, "7"), ("x" * 70, "x" * 64), (True, ""), (None, ""), (1.5, ""), ([], "")]
)
def test_a_text_or_number_is_clipped_and_anything_else_is_none(given: Any, clipped: str) -> None:
    assert text(given) == clipped
    assert text(given, 2) == clipped[:2]


def test_counts_add_up_and_old_buckets_fall_out_whole() -> None:
    assert add_counts({"a": 1, "b": 2}, {"b": 3, "c": 4}) == {"a": 1, "b": 5, "c": 4}
    left, right = {10: {"a": 1}, 8: {"a": 1}}, {10: {"a": 1, "b": 2}, 7: {"a": 9}}
    assert add_buckets(left, right, 2, 9) == {10: {"a": 2, "b": 2}, 8: {"a": 1}}
    assert add_buckets({}, {}, 2, 9) == {}
    assert add_buckets(left, right, 2, 1)[10] == kept({"a": 2, "b": 2}, 1)


@pytest.mark.parametrize("name", facets.FACETS)
def test_nothing_adds_nothing(name: str) -> None:
    said = {"granted": True, "size": "M", "products": [{"product_id": "a"}], "order_id": "o1", "score": 5}
    called = {"consent": "Consent Updated", "support": "Survey Answered", "style": "Email Link Clicked"}
    event = an_event(called.get(name, "Order Completed"), properties=said | {"format": "text"})
    event = an_identify(size="M") if name == "traits" else event
    event = an_event("Predictions Updated", source=SOURCE, properties=said) if name == "predictions" else event
    if name == "experiments":
        event = viewed("journey:j:e", "a", "u_1", (NOON, NOON))
    value, add = facets.of(event)[name], facets.FACETS[name].add
    assert value
    assert add({}, value) == add(value, {}) == value
    assert add({}, {}) == {}


def test_the_facets_in_which_two_profiles_differ_are_named() -> None:
    left, right = {"names": {"a": 1}, "traits": {"b": 2}}, {"names": {"a": 1}, "traits": {"b": 3}, "carts": {"c": 4}}
    assert facets.differing(left, right) == {"traits", "carts"}
    assert facets.differing(right, right) == frozenset()
