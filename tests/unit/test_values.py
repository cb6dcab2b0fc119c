"""What may be asked of one value."""

from typing import Any

import pytest

from segue.errors import Invalid
from segue.segments.values import value_test
from segue.segments.verdicts import ALWAYS, Verdict
from segue.times import DAY, from_text, to_text
from tests.builders import NOON

HELD = [
    ({"equals": True}, True),
    ({"equals": 1}, 1.0),
    ({"in": ["a", 2]}, 2),
    ({"contains": "TENT"}, "Two tents"),
    ({"contains": "tent"}, ["stove", "Tent"]),
    ({"starts_with": "ki"}, "Kiel"),
    ({"between": [1, 2]}, "1.5"),
    ({"between": ["2026-01-01", "2026-01-31"]}, "2026-01-31T23:59:59Z"),
    ({"at_least": 2}, 2),
    ({"at_most": 2}, "2"),
    ({"before": "2026-01-31"}, "2026-01-30"),
    ({"after": "2026-01-31"}, "2026-02-01"),
    ({"matches": "[a-z]+@shop[.]example"}, "kim@shop.example"),
    ({"matches": "a(b|c)?d*"}, "acdd"),
    ({"exists": True}, 0),
    ({}, ""),
]
FAILED = [
    ({"equals": 1}, True),
    ({"in": [0]}, False),
    ({"contains": "x"}, {"x": 1}),
    ({"starts_with": "el"}, "Kiel"),
    ({"between": [1, 2]}, 2.1),
    ({"at_least": 2}, "many"),
    ({"at_least": 2}, None),
    ({"at_most": 2, "at_least": 1}, 0),
    ({"before": "2026-01-31"}, "2026-01-31"),
    ({"after": "2026-01-31"}, "2026-01-31T20:00:00Z"),
    ({"before": "2026-01-31"}, "soon"),
    ({"matches": "[a-z]+"}, "kim@"),
    ({"exists": False}, 0),
    ({}, None),
]


@pytest.mark.parametrize(
    ("asked", "value", "holds"), [(*one, True) for one in HELD] + [(*one, False) for one in FAILED]
)
def test_a_value_is_what_is_asked_or_not_for_ever(asked: dict[str, Any], value: object, holds: bool) -> None:
    assert value_test(asked)(value, NOON) == Verdict(holds, None, ALWAYS)


@pytest.mark.parametrize(("name", "start", "end"), [("within_last", 0, 30), ("within_next", -30, 0)])
def test_a_time_is_near_for_as_long_as_that_is_said(name: str, start: int, end: int) -> None:
    asks, value = value_test({name: "30d"}), to_text(NOON)
    first, last = NOON + start * DAY, NOON + end * DAY
    assert asks(value, first - 1) == Verdict(False, first, ALWAYS)
    assert asks(value, first) == asks(value, last - 1) == Verdict(True, last, first)
    assert asks(value, last) == Verdict(False, None, last)


@pytest.mark.parametrize("born", ["1990-12-24", "2031-12-24", "1960-12-24T08:00:00Z"])
def test_a_day_comes_again_every_year(born: str) -> None:
    asks, hour = value_test({"yearly_within_next": "7d"}), from_text(born) % DAY
    for year in (2026, 2027):
        start = from_text(f"{year}-12-17") + hour
        end, before = start + 8 * DAY, from_text(f"{year - 1}-12-25") + hour
        assert asks(born, start - 1) == Verdict(False, start, before)
        assert asks(born, start) == asks(born, end - 1) == Verdict(True, end, start)


def test_of_the_29th_of_february_the_28th_is_the_day_in_other_years() -> None:
    asks = value_test({"yearly_within_next": "1d"})
    assert [asks("2000-02-29", from_text(day)).holds for day in ("2027-02-26", "2027-02-28", "2027-03-01")] == [
        False,
        True,
        False,
    ]
    assert asks("2000-02-29", from_text("2028-02-29")).holds
    assert not asks("some day", from_text("2028-02-29")).holds


@pytest.mark.parametrize(
    "asked",
    [
        {"in": "XL"},
        {"between": [1]},
        {"between": [1, "2026-01-31"]},
        {"at_least": "2"},
        {"at_most": True},
        {"before": "31.1.2026"},
        {"within_last": "2 weeks"},
        {"yearly_within_next": "301d"},
        {"contains": ""},
        {"exists": 1},
    ],
)
def test_a_wrong_test_is_refused_at_its_place(asked: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        value_test(asked)
    assert refused.value.path == tuple(asked)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a|a)*",
        "(a|b){9}",
        "((a?)b)*",
        ".*.*.*",
        "a?" * 22,
        "(a|a)" * 22,
        "(?=a)b",
        r"(a)\1",
        "(",
        "x" * 201,
        "",
    ],
)
def test_a_pattern_that_could_take_long_is_refused(pattern: str) -> None:
    with pytest.raises(Invalid):
        value_test({"matches": pattern})


def test_the_slowest_pattern_that_is_taken_is_quick_enough() -> None:
    asks = value_test({"matches": "(a|a)(a|a)(a|a).*.*b"})
    assert not asks("a" * 5000, NOON).holds
