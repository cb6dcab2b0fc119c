"""Event patterns mean what EventBridge means by them, and what it would refuse is refused with words."""

import pytest

from segue.errors import Invalid
from segue.journeys.pattern_operators import OPERATORS
from segue.journeys.patterns import check, matches

OR = {"$or": [{"a": ["x"]}, {"b": [{"numeric": [">", 1]}]}]}
ITEMS = {"a": [{"b": 1, "c": 1}, {"b": 2, "c": 2}]}


@pytest.mark.parametrize(
    ("pattern", "event", "expected"),
    [
        ({"a": ["x"]}, {"a": "x"}, True),
        ({"a": ["x", "y"]}, {"a": "z"}, False),
        ({"a": ["x"]}, {}, False),
        ({"a": [True]}, {"a": 1}, False),
        ({"a": [1]}, {"a": 1.0}, True),
        ({"a": [None]}, {"a": None}, True),
        ({"a": [None]}, {}, False),
        ({"a": ["x"]}, {"a": ["y", "x"]}, True),
        ({"a": {"b": ["x"]}}, {"a": "x"}, False),
        ({"a": {"b": [1], "c": [1]}}, ITEMS, True),
        ({"a": {"b": [1], "c": [2]}}, ITEMS, False),
        (OR, {"a": "x"}, True),
        (OR, {"b": 2}, True),
        (OR, {"a": "y", "b": 1}, False),
        ({**OR, "c": ["z"]}, {"a": "x"}, False),
        ({"d": OR}, {"d": {"a": "x"}}, True),
    ],
)
def test_fields_and_values_mean_what_eventbridge_means(pattern: dict, event: dict, expected: bool) -> None:
    check(pattern)
    assert matches(pattern, event) is expected


MISSING = object()


@pytest.mark.parametrize(
    ("operator", "operand", "found", "expected"),
    [
        *(("prefix", "se", "segment", True), ("prefix", "se", "Segment", False), ("prefix", "1", 1, False)),
        ("prefix", {"equals-ignore-case": "SE"}, "segment", True),
        *(("suffix", ".png", "a.png", True), ("suffix", ".png", "a.PNG", False)),
        ("suffix", {"equals-ignore-case": ".png"}, "a.PNG", True),
        *(("equals-ignore-case", "eur", "EUR", True), ("equals-ignore-case", "eur", "euro", False)),
        *(("wildcard", "*/a/*.png", "x/a/b.png", True), ("wildcard", "a*b*c", "abc", True)),
        *(("wildcard", "a*b", "ab\n", False), ("wildcard", "a*a", "a", False), ("wildcard", "a*", "a\nb", True)),
        *(("wildcard", "ab*bc", "abc", False), ("wildcard", "a", "a", True), ("wildcard", "*", 7, False)),
        *(("wildcard", "a\\*b", "a*b", True), ("wildcard", "a\\*b", "axb", False), ("wildcard", "\\\\*", "\\x", True)),
        *(("wildcard", "*a*a*b*", "aab", True), ("wildcard", "x*a*a*b", "xab", False)),
        *(("anything-but", ["x"], "y", True), ("anything-but", "x", "x", False), ("anything-but", "x", MISSING, False)),
        *(("anything-but", 1, True, True), ("anything-but", [1, 2], 2.0, False), ("anything-but", "x", None, True)),
        *(("anything-but", "x", ["x", "y"], True), ("anything-but", ["x", "y"], ["x", "y"], False)),
        *(("anything-but", {"prefix": "in"}, "init", False), ("anything-but", {"prefix": ["a", "b"]}, "c", True)),
        *(("anything-but", {"suffix": ".x"}, "a.x", False), ("anything-but", {"suffix": [".x", ".y"]}, "a.y", False)),
        ("anything-but", {"equals-ignore-case": ["A", "B"]}, "b", False),
        *(("anything-but", {"wildcard": "*/lib/*"}, "a/lib/b", False), ("anything-but", {"wildcard": "*"}, 1, True)),
        *(("exists", False, MISSING, True), ("exists", True, None, True), ("exists", True, [], False)),
        *(("exists", False, {"b": 1}, True), ("exists", True, [[], ["x"]], True)),
        *(("numeric", [">", 1, "<=", 5], 5, True), ("numeric", [">", 1, "<=", 5], 1, False)),
        *(("numeric", [">", 1], "5", False), ("numeric", ["=", 1], True, False), ("numeric", ["=", 300], 3e2, True)),
        *(("cidr", "10.0.0.0/24", "10.0.0.7", True), ("cidr", "10.0.0.0/24", "10.0.1.7", False)),
        *(("cidr", "2001:db8::/32", "2001:db8::1", True), ("cidr", "10.0.0.0/24", "2001:db8::1", False)),
        *(("cidr", "10.0.0.0/24", "nowhere", False), ("cidr", "10.0.0.0/24", 167772167, False)),
    ],
)
def test_an_operator_means_what_eventbridge_means(
    operator: str, operand: object, found: object, expected: bool
) -> None:
    event = {} if found is MISSING else {"a": {"b": found}}
    check({"a": {"b": [{operator: operand}]}})
    assert matches({"a": {"b": [{operator: operand}]}}, event) is expected


def test_many_stars_take_no_time() -> None:
    assert not matches({"a": [{"wildcard": "*a" * 900 + "*b"}]}, {"a": "a" * 100_000})


KNOWN = f"a: one operator at a time; known are {', '.join(OPERATORS)}"
BUT = "a: `anything-but` takes texts, numbers, or one of prefix, suffix, equals-ignore-case, wildcard with texts"
STARS = "a: `wildcard` takes a text with single stars; a backslash stands before a star or another one"
PAIRS = "a: `numeric` takes pairs of =, >, >=, <, <= and a number: one, or a lower and an upper bound"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("x", "a: write the wanted values as a list"),
        ([], "a: write the wanted values as a list"),
        ([["x"]], "a: a wanted value is a text, a number, true, false or null"),
        ([{}], KNOWN),
        ([{"prefix": "x", "exists": True}], KNOWN),
        ([{"prefixx": "x"}], f"{KNOWN}; did you mean `prefix`?"),
        ([{"prefix": 1}], "a: `prefix` takes a text"),
        ([{"suffix": {"equals-ignore-case": 1}}], "a: `suffix` takes a text"),
        ([{"equals-ignore-case": None}], "a: `equals-ignore-case` takes a text"),
        ([{"exists": "yes"}], "a: `exists` takes true or false"),
        *[
            ([{"cidr": one}], "a: `cidr` takes a range of addresses such as 10.0.0.0/24")
            for one in ("10.0.0.1", "x/8", 7)
        ],
        *[([{"wildcard": one}], STARS) for one in ("**", "a\\b", "", 1, "a\\")],
        *[
            ([{"anything-but": one}], BUT)
            for one in ([], [1, "x"], {"numeric": [">", 1]}, {"prefix": []}, {}, True, None)
        ],
        *[
            ([{"numeric": operand}], PAIRS)
            for operand in (["~", 1], [">"], [">", "1"], [">", True], [1, ">"], [[], 1], [], ">", 5, [">", 5, "<", 1])
        ],
    ],
)
def test_a_pattern_that_could_not_be_matched_is_refused_with_what_is_wrong(wanted: object, said: str) -> None:
    with pytest.raises(Invalid) as wrong:
        check({"a": wanted})
    assert wrong.value.detail == said


@pytest.mark.parametrize("wanted", [[], [{"a": ["x"]}], {"a": ["x"]}, "x", [{"a": ["x"]}, {}], [{"a": ["x"]}, "y"]])
def test_alternatives_are_at_least_two_patterns(wanted: object) -> None:
    with pytest.raises(Invalid, match="pattern"):
        check({"$or": wanted})


def test_what_is_wrong_in_a_pattern_has_its_place() -> None:
    with pytest.raises(Invalid) as wrong:
        check({"detail": {"$or": [{"a": ["x"]}, {"b": ["x", {"numeric": 1}]}]}})
    assert wrong.value.path == ("detail", "$or", 1, "b", 1)
