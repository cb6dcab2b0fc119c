"""Consent out of tables, where yes and no are text: each is in force, and what is neither is no row."""

import json

import pytest

from segue.imports.parts import Rejection
from segue.suppressions import suppressions
from tests.unit.test_imports import events, read, written

ANSWERS = {
    "event": "Consent Updated",
    "time": "at",
    "who": {"email": "mail"},
    "properties": {"granted": "granted"},
    "constants": {"channel": "email", "purpose": "marketing"},
}


def answered(tmp_path, granted: str):
    return read(written(tmp_path, f"at,mail,granted\n2025-01-01,kim@shop.test,{granted}\n"), "csv", ANSWERS)


@pytest.mark.parametrize(
    ("text", "granted"), [("false", False), ("No", False), ("0", False), ("TRUE", True), ("1", True)]
)
def test_a_yes_and_a_no_of_a_table_are_understood(tmp_path, text, granted):
    (event,) = events(answered(tmp_path, text))
    assert event.properties["granted"] is granted
    assert bool(suppressions(event)) is not granted


@pytest.mark.parametrize("text", ["", "nope", "2"])
def test_what_is_neither_is_rejected_and_not_taken_for_no_answer(tmp_path, text):
    (found,) = answered(tmp_path, text)
    assert isinstance(found, Rejection)
    assert found.reason == "bad-consent"


@pytest.mark.parametrize("said", [False, 0])
def test_a_no_of_json_forbids_too(tmp_path, said):
    line = json.dumps({"at": "2025-01-01", "mail": "kim@shop.test", "granted": said})
    (event,) = events(read(written(tmp_path, line, "rows.ndjson"), "ndjson", ANSWERS))
    assert suppressions(event)
