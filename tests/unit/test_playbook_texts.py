"""YAML 1.2 as the playbook reads it: what words mean, where they stand, and what is refused."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.playbook.texts import MOST_NODES, BadText, Place, read

DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *(("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("y", "y")),
        *(("true", True), ("False", False), ("~", None), ("null", None), ("", None)),
        *(("12:30", "12:30"), ("1:20:30", "1:20:30"), ("2026-12-01", "2026-12-01"), ("1_000", "1_000")),
        *(("010", 10), ("-7", -7), ("0o17", 15), ("0x1f", 31), ("0b11", "0b11"), ("1e3", 1000.0), (".5", 0.5)),
        *(("'true'", "true"), ('"7"', "7"), ("!!str 7", "7"), ("<<", "<<"), ("=", "="), ("1.5h", "1.5h")),
    ],
)
def test_a_word_means_what_yaml_1_2_says(word: str, value: object) -> None:
    made = read(f"a: {word}\n").value["a"]
    assert (made, type(made)) == (value, type(value))


def test_keys_are_texts() -> None:
    assert read("{1: a, true: b, on: c, null: d, 2026-01-01: e}").value == dict(
        zip(["1", "true", "on", "null", "2026-01-01"], "abcde", strict=True)
    )


def test_every_key_and_item_has_its_place() -> None:
    text = read("when:\n  all:\n    - cart: open\n    - {trait: vip,\n       equals: true}\n")
    assert text.place(("when", "all", 1)) == Place(4, 7)
    assert text.place(("when", "all", 1, "equals")) == Place(5, 8)
    assert text.place(("when", "all", 0, "cart", "untouched_for")) == Place(3, 7)
    assert text.place(("elsewhere",)) == Place(1, 1)


def test_an_alias_means_what_stood_before() -> None:
    assert read("a: &one {b: [1, 2]}\nc: [*one, *one]").value["c"] == [{"b": [1, 2]}] * 2


def a_bomb() -> str:
    lines = [f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]" for old, new in pairwise("abcdefghi")]
    return "\n".join(["a: &a [x, x, x, x, x, x, x, x, x, x]", *lines])


@pytest.mark.parametrize(
    ("text", "says", "place"),
    [
        ("a: 1\nb: 2\na: 3", "`a` stands here twice", (3, 1)),
        (a_bomb(), f"at most {MOST_NODES} values", (5, 20)),
        ("a: &a [*a]", "there is no `&a` before this", (1, 8)),
        ("a: 1\n---\nb: 2", "one document", (2, 1)),
        ("a: 1\nb: {c: 1\nd: 2\n", "the `{` that opens here is not closed, or a comma lacks before line 3", (2, 4)),
        ("a:\n  - [b, c\n", "the `[` that opens here is not closed, or a comma lacks before line 3", (2, 5)),
        ("a: {b: 1 c: 2}\n", "while parsing a flow mapping, did not find expected ',' or '}'", (1, 11)),
        ('a: 1\nb: "c\nd: 2\n', "the quote that opens here is not closed", (2, 4)),
        ("a:\n  - 'it''s\n  - b\n", "the quote that opens here is not closed", (2, 5)),
        ('a: 1\nb: "c \\q"\n', "unknown escape character", (2, 7)),
        ('a: "b\nc: 1\nd: "e"\n', "the quote that opens here ends only in line 3", (1, 4)),
        ("a: !!python/object/apply:os.system [ls]", "no tags", (1, 4)),
        ("a: !!binary aGk=", "no tags", (1, 4)),
        ("? [a, b]\n: c", "a key is a plain word", (1, 3)),
        (f"a: {DEEP}", "", (1, 68)),
        ("a: .inf", "too large", (1, 4)),
        ("a: 1e999", "too large", (1, 4)),
        (f"a: {'9' * 6000}", "too large", (1, 4)),
        ("a: [1, 2", "the `[` that opens here is not closed", (1, 4)),
        ("a: b: c", "mapping values are not allowed", (1, 5)),
        ('a: Hi {{ b | default: "c" }}', "a text with a colon and a space in it stands in quotes", (1, 21)),
        ("a: {{ b }}", "a text that begins with `{` or `[` stands in quotes", (1, 5)),
        ("a: {% if b %}c{% endif %}", "a text that begins with a sign such as % or @ stands in quotes", (1, 5)),
        ("a:\n\tb: 1", "indented by spaces, not tabs", (2, 1)),
        ("a: 'it's'", "a ' within '...' is written twice", (1, 8)),
        ("a: \x00", "control characters", (1, 1)),
        ("a: \ud800", "control characters", (1, 1)),
    ],
)
def test_what_is_no_text_of_a_playbook_is_refused_with_its_place(text: str, says: str, place: tuple[int, int]) -> None:
    with pytest.raises(BadText) as wrong:
        read(text)
    assert says in wrong.value.detail
    assert wrong.value.place == place


@given(st.text(alphabet=st.sampled_from("ab1:-,[]{}&*!|>'\"#%@`\n \t?.~é😀\x00\ud800"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        made: Any = read(text)
    except BadText as wrong:
        made = wrong
    assert made.place(()) >= Place(1, 1) if not isinstance(made, BadText) else made.place >= Place(1, 1)
