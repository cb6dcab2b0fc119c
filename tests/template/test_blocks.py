"""Every block of code in the documentation: the product reads it, or its reason why not stands here."""

import ast
import json
import re
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import jsonschema_rs
import pytest
from liquid import Environment

from segue.imports.formats import plan_of
from segue.measures.computing import connected
from segue.playbook.kinds import KINDS
from segue.playbook.schemas import schema_for, schemas
from segue.playbook.texts import read
from segue_tools.places import ROOT
from tests.template.documents import FENCED, PAGES, blocks
from tests.template.playbook_blocks import around, is_mapping, playbook_blocks, said

# Each language, and the test that reads its blocks. `html` and `js` run against the product's own scripts.
READ = {"yaml", "json", "http", "sh", "js", "html", "liquid", "python", "sql", "csv", "text"}
# What nobody gives to a program, and why.
TEXTS = {
    "docs/playbook.md": "what `segue plan` prints of two mistakes in a folder that is not here",
    "docs/friction.md": "a formula in words",
    "bench/README.md": "a formula in words; its prices stand in bench/prices.py",
}
# Tables are read where their reader is tested.
TABLES = {"docs/pos.md": "tests/unit/test_pos_described.py", "docs/catalog.md": "tests/unit/test_catalog_files.py"}


def every(language: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("block", blocks(language), ids=str)


def test_every_block_says_its_language_and_none_is_made_by_indentation():
    assert {one.language for one in blocks()} <= READ
    assert [str(one) for one in blocks() if not one.text.strip()] == []
    assert [(page.name, line) for page in PAGES for line in indented(page)] == []


def indented(page: Path) -> list[str]:
    """Lines that would be code without a fence: indented behind an empty line, where no list goes on."""
    parts = FENCED.sub("", page.read_text()).split("\n\n")
    alone = [one for before, one in pairwise(parts) if not re.match(r" *([-*]|\d+\.) ", before.lstrip("\n"))]
    return [one for one in alone if one.startswith("    ")]


@pytest.mark.parametrize("block", playbook_blocks(), ids=str)
def test_a_text_of_the_playbook_is_one(block):
    kind, key, spec = said(block)
    KINDS[kind](key, spec, around())
    errors = jsonschema_rs.Draft7Validator(schemas()[schema_for(kind, key)]).iter_errors(spec)
    assert [one.message for one in errors] == []


@pytest.mark.parametrize("block", [one for one in blocks("yaml") if is_mapping(one)], ids=str)
def test_a_mapping_of_an_import_is_one(block):
    plan_of("csv", read(block.text).value)


@every("json")
def test_json_is_json(block):
    json.loads(block.text)


@every("sql")
def test_sql_runs_over_the_archive(block):
    connected().execute(block.text).fetchall()


@every("python")
def test_python_compiles_and_what_it_imports_is_there(block):
    tree = ast.parse(block.text)
    named = [one.names[0].name for one in ast.walk(tree) if isinstance(one, ast.Import)]
    named += [str(one.module) for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
    assert [one for one in named if find_spec(one) is None] == []
    exec(compile(tree, str(block), "exec"), {})


@every("liquid")
def test_liquid_is_read(block):
    Environment().from_string(block.text)


@every("csv")
def test_a_table_is_read_by_the_test_of_its_reader(block):
    assert block.page.name in (ROOT / TABLES[str(block.page.relative_to(ROOT))]).read_text()


@every("text")
def test_what_nobody_gives_to_a_program_has_its_place(block):
    assert TEXTS[str(block.page.relative_to(ROOT))]
