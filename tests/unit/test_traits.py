"""Traits and names: what is kept of what was said, who said it first, and how sure it was."""

from typing import Any

import pytest

from segue.events import Event
from segue.facets import names, traits
from segue.facets.registers import mark
from segue.times import to_text
from tests.builders import NOON, an_event, an_identify, an_order


def test_a_trait_is_kept_with_its_moment_and_source() -> None:
    event = an_identify(size="M")
    assert traits.of(event) == {"size": [[*mark(event), "M", "web"]]}
    told = an_event("Product Viewed", context={"traits": {"size": "L"}}, source="app")
    assert traits.of(told) == {"size": [[*mark(told), "L", "app"]]}
    assert traits.of(an_event("Product Viewed", context={"traits": "big"})) == {}


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [("n" * 64, 1, True), ("n" * 65, 1, False), ("n", "v" * 512, True), ("n", "v" * 513, False), ("n", None, True)],
)
def test_long_names_and_long_texts_belong_into_the_ledger(name: str, value: Any, kept: bool) -> None:
    assert (traits.of(an_identify(**{name: value})) != {}) is kept


def test_each_value_counts_once_by_when_it_was_last_said() -> None:
    said = [[[n, 1, value, f"s{n}"]] for n, value in enumerate(["S", "M", "L", "S", "XL"])]
    value: traits.Traits = {}
    for one in said:
        value = traits.add({"size": one}, value)
    assert value == {"size": [[4, 1, "XL", "s4"], [3, 1, "S", "s3"], [2, 1, "L", "s2"]]}
    assert traits.add(value, {"name": [[1, 1, "Kim", "s"]]}) == value | {"name": [[1, 1, "Kim", "s"]]}
    assert traits.add({"a": [[1, 1, 1, "s"]]}, {"a": [[1, 1, "1", "s"]]})["a"] == [[1, 1, 1, "s"], [1, 1, "1", "s"]]


def test_an_object_is_one_value_whatever_the_order_of_its_keys() -> None:
    said = [[[n, 1, value, "s"]] for n, value in enumerate([{"a": 1, "b": 2}, {"b": 2, "a": 1}])]
    assert traits.add({"home": said[0]}, {"home": said[1]}) == {"home": said[1]}


def test_the_newest_value_is_read_and_null_takes_a_trait_away() -> None:
    value = {"b": [[NOON, 1, "y", "web"], [1, 1, "x", "app"]], "a": [[NOON, 1, None, "web"]], "aa": [[1, 1, 0, "web"]]}
    assert list(traits.read(value).items()) == [("aa", 0), ("b", "y")]
    assert traits.history(value)["b"] == [
        {"value": "y", "time": to_text(NOON), "source": "web"},
        {"value": "x", "time": to_text(1), "source": "app"},
    ]
    assert list(traits.history(value)) == ["a", "aa", "b"]


@pytest.mark.parametrize(
    ("event", "rank"),
    [
        (an_event("Product Viewed", user_id="u"), "login"),
        (an_order(), "order"),
        (an_event("Product Viewed", channel="commerce"), "order"),
        (an_event("Product Viewed", channel="store"), "order"),
        (an_event("Order Completed", context={"unproven": True}), "claimed"),
        (an_event("Product Viewed", user_id="u", context={"unproven": True}), "claimed"),
        (an_event(None, type="identify", channel="store", context={"unproven": True}), "typed"),
        (an_event("Orders Viewed"), "claimed"),
        (an_event(None, type="identify"), "typed"),
        (an_event(None, type="alias"), "typed"),
        (an_event("Checkout Step Viewed"), "typed"),
        (an_event("Product Viewed"), "claimed"),
        (an_event(None), "claimed"),
    ],
)
def test_an_event_attests_its_identifiers_by_how_it_came_about(event: Event, rank: str) -> None:
    assert names.ATTESTATIONS[names.attestation(event)] == rank


def test_an_identifier_is_known_since_its_first_event_and_as_sure_as_its_surest() -> None:
    first, sure = {"email": {"a": [5, "web", 1, 5]}}, [7, "app", 3, 7]
    surest = {"email": {"a": sure}, "phone": {"1": sure}}
    both = {"email": {"a": [5, "web", 3, 7]}, "phone": {"1": sure}}
    assert names.add(first, surest) == names.add(surest, first) == both
    assert names.of(an_event(source="app")) == {"anonymous_id": {"visitor-1": [NOON, "app", 0, NOON]}}


@pytest.mark.parametrize(
    ("seen", "news"),
    [
        (None, True),
        ([NOON - 2, "web", 1, NOON - 1], False),
        ([NOON - 2, "web", 1, NOON], True),  # of two at one moment the id decides, which is not kept
        ([NOON - 2, "web", 1, NOON + 1], True),
        ([NOON - 2, "web", 0, NOON - 2], True),
        ([NOON + 1, "web", 2, NOON + 1], False),
    ],
)
def test_what_is_said_earlier_or_surer_is_news(seen: list[Any] | None, news: bool) -> None:
    assert names.is_news(an_event(None, type="identify"), seen) is news


def test_identifiers_are_told_earliest_first() -> None:
    value = {
        "phone": {"1": [NOON, "app", 3]},
        "email": {"b": [NOON, "web", 2], "a": [NOON, "web", 0], "z": [1, "web", 1]},
    }
    rows = names.read(value)
    assert [(one["type"], one["value"], one["attestation"]) for one in rows] == [
        ("email", "z", "typed"),
        ("email", "a", "claimed"),
        ("email", "b", "order"),
        ("phone", "1", "login"),
    ]
    assert list(rows[3].items())[2:] == [("first_seen", to_text(NOON)), ("source", "app"), ("attestation", "login")]
