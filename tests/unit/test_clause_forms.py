"""Clauses as a form and as text: whatever a condition asks, the form and the text say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.console.segments.clause_forms import ROOT, Row, row_of, spec_of
from segue.console.segments.clause_groups import acted
from segue.console.segments.clause_slots import shapes
from segue.console.segments.clause_texts import block, placed
from segue.playbook.texts import read as read_text
from segue.segments.operators import SCHEMAS
from tests.properties.operators import EXAMPLES

LEAVES = [one for name in sorted(EXAMPLES) for one in EXAMPLES[name] if next(iter(one)) in SCHEMAS]
TREES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
        inner.map(lambda part: {"has_been": {"for": "2d", "when": part}}),
    ),
    max_leaves=6,
)
WRITTEN = """\
all:
  - cart: {untouched_for: 2h}
  - not: {in_segment: vip}
  - any:
      - trait: a
        equals: true"""
TEXT = "name: A\n# why\nwhen:\n  cart: open  # old\n\n# below\ndescription: B\n"


def read(text):
    return read_text(f"x: {text}").value["x"]


def fields(row: Row) -> dict[str, str]:
    """What a browser would send of a row."""
    own = {f"{row.place}.kind": row.kind} | {f"{row.place}.s.{name}": one for name, one in row.values.items()}
    own |= {f"{row.place}.was": row.kind} | ({f"{row.place}.raw": row.raw} if row.raw else {})
    return own | {name: value for part in row.parts for name, value in fields(part).items()}


def whole(spec):
    """A group of one part is that part."""
    alone = isinstance(spec, dict) and list(spec) == ["all"] and len(spec["all"]) == 1
    return spec["all"][0] if alone else spec


@given(TREES)
def test_a_form_says_what_the_condition_said(spec):
    assert spec_of(fields(row_of(spec, read)), read) == whole(spec)


@given(TREES)
def test_a_text_says_what_the_condition_said_and_keeps_the_rest_of_the_file(spec):
    text = placed(TEXT, spec)
    assert read_text(text).value == {"name": "A", "when": spec, "description": "B"}
    assert text.startswith("name: A\n# why\n")
    assert text.endswith("\n# below\ndescription: B\n")


def test_most_of_what_operators_ask_can_be_asked_in_fields():
    asked = [row_of(spec, read).parts[0].shape is not None for spec in LEAVES]
    assert sum(asked) > 0.9 * len(asked)


def test_every_operator_has_a_shape():
    assert shapes().keys() == {*SCHEMAS, "in_segment"}


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("clause:r", {"all": [{"trait": "a"}, {"cart": "open"}]}),
        ("group:r", {"all": [{"trait": "a"}, {"any": [{"cart": "open"}]}]}),
        ("drop:r.0", {"all": [{"cart": "open"}]}),
        ("check", {"trait": "a"}),
    ],
)
def test_a_button_adds_and_takes_away(act, expected):
    assert acted({"trait": "a"}, act) == expected


def test_a_button_finds_its_place():
    spec = {"all": [{"trait": "a"}, {"not": {"any": [{"trait": "b"}, {"trait": "c"}]}}]}
    assert acted(spec, "drop:r.1.0.0") == {"all": [{"trait": "a"}, {"not": {"any": [{"trait": "c"}]}}]}
    added = acted(spec, "clause:r.1")["all"][1]
    assert added == {"not": {"any": [spec["all"][1]["not"], {"cart": "open"}]}}


def test_another_operator_begins_with_nothing_of_the_old_one():
    form = fields(row_of({"ordered": {"at_least": 2, "coupon": True}}, read))
    assert spec_of(form | {f"{ROOT}.0.kind": "spent"}, read) == {"spent": {"at_least": 2}}


def test_another_operator_does_not_take_the_word_of_the_old_one_for_its_own():
    form = fields(row_of({"cart": "open"}, read))
    assert spec_of(form | {f"{ROOT}.0.kind": "trait"}, read) == {"trait": ""}


def test_a_text_is_written_as_one_would_write_it():
    alone = {"any": [{"trait": "a", "equals": True}]}
    spec = {"all": [{"cart": {"untouched_for": "2h"}}, {"not": {"in_segment": "vip"}}, alone]}
    assert "\n".join(block(spec)) == WRITTEN


def test_a_clause_that_names_nothing_yet_is_an_empty_field() -> None:
    row = row_of({"trait": ""}, read).parts[0]
    assert (row.kind, row.values, row.raw) == ("trait", {"": ""}, "")
