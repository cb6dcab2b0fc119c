"""A folder comes to what is in force without losing what was edited in it."""

import json
from pathlib import Path

import pytest

from segue_tools.copies import RECORD, Copy, hashed, pulled, recorded, remember, write

A, B = "segments/a.yaml", "segments/b.yaml"


def a_copy(**files: str) -> Copy:
    return Copy(1, {f"segments/{name}.yaml": hashed(text) for name, text in files.items()})


@pytest.mark.parametrize(
    ("here", "there", "copy", "changed", "edited", "conflicts"),
    [
        ({}, {A: "1"}, Copy(), {A: "1"}, (), ()),
        ({A: "1"}, {A: "1"}, Copy(), {}, (), ()),
        ({A: "1"}, {A: "2"}, a_copy(a="1"), {A: "2"}, (), ()),
        ({A: "mine"}, {A: "1"}, a_copy(a="1"), {}, (A,), ()),
        ({A: "mine"}, {A: "2"}, a_copy(a="1"), {}, (), (A,)),
        ({A: "mine"}, {A: "2"}, Copy(), {}, (), (A,)),
        ({A: "1"}, {}, a_copy(a="1"), {A: None}, (), ()),
        ({A: "mine"}, {}, a_copy(a="1"), {}, (), (A,)),
        ({A: "new"}, {}, Copy(), {}, (A,), ()),
        ({}, {A: "1"}, a_copy(a="1"), {}, (A,), ()),
        ({}, {A: "2"}, a_copy(a="1"), {}, (), (A,)),
        ({A: "1", B: "mine"}, {A: "2", B: "1"}, a_copy(a="1", b="1"), {A: "2"}, (B,), ()),
    ],
)
def test_a_pull_takes_what_changed_there_and_leaves_what_was_edited_here(
    here: dict, there: dict, copy: Copy, changed: dict, edited: tuple, conflicts: tuple
) -> None:
    found = pulled(here, there, copy)
    assert (found.changed, found.edited, found.conflicts) == (changed, edited, conflicts)


def test_a_folder_remembers_the_version_and_the_files_that_are_in_it(tmp_path: Path) -> None:
    write(tmp_path, {A: "1", B: "2"})
    write(tmp_path, {B: None})
    remember(tmp_path, 7, {A: "1", B: "2"})
    assert recorded(tmp_path) == Copy(7, {A: hashed("1")})
    assert not (tmp_path / B).exists()


@pytest.mark.parametrize("said", ["", "{}", "[]", "no JSON"])
def test_a_record_that_nobody_understands_is_none(said: str, tmp_path: Path) -> None:
    (tmp_path / RECORD).write_text(said)
    assert recorded(tmp_path) == Copy()


def test_what_is_recorded_has_no_text_in_it(tmp_path: Path) -> None:
    write(tmp_path, {A: "a secret plan"})
    remember(tmp_path, 1, {A: "a secret plan"})
    assert "secret" not in json.dumps((tmp_path / RECORD).read_text())
