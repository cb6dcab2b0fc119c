"""The page about security names tests that exist."""

import ast
import re

import pytest

from segue_tools.places import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
FILES = sorted(set(re.findall(r"`(tests/[\w/]+\.\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_is_named_is_there(file, name):
    tree = ast.parse((ROOT / file).read_text())
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_files_that_are_named_are_there():
    assert [one for one in FILES if not (ROOT / one).exists()] == []


def test_analysers_that_make_runs_are_told_and_none_is_said_to_be_left_out():
    analysers = re.findall(r"^(checkov|bandit|lint): ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [one for one in analysers if f"`make {one}`" not in PAGE] == []
    assert "is not used" not in PAGE


def test_every_chapter_stands_in_the_table_and_what_is_met_names_a_test():
    rows = re.findall(r"^\| (V\d+) [^|]+\| (\w+) \| ([^|]+)\| ([^|]*)\|$", PAGE, re.MULTILINE)
    assert [chapter for chapter, *_ in rows] == [f"V{number}" for number in range(1, 18)]
    assert {state for _, state, *_ in rows} <= {"met", "part", "no"}
    assert not [chapter for chapter, state, _, tests in rows if state != "no" and "::" not in tests]
