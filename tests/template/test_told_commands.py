"""Commands, routes and places that the documentation names: each is there, in blocks and in lines of prose."""

import json
import re
import shlex
from typing import Any

import jsonschema_rs
import pytest

from segue_tools.places import ROOT
from tests.template.commands import commands, wrong
from tests.template.documents import blocks, spans
from tests.template.doors import Route, answer, asked, body, known, named

FOLDERS = ("layers", "docs", "tests", "functions", "tools", "examples", "bench", "events")
PLACE = re.compile(rf"(?:{'|'.join(FOLDERS)}|segue)/[\w./-]+(?:::\w+)?")
# Routes of others, which their pages tell.
ABROAD = {
    "docs/channels-social.md": "X's API",
    "docs/connect/x.md": "X's API",
    "docs/help-desks.md": "the help desks' APIs",
    "docs/connect-anything.md": "a receiver's API",
}
# Places that are in a stack or are made.
ELSEWHERE = {"segue/admin", "segue/agent", "segue/agent.read", "segue/marketer", "segue/privacy"}


def parts(text: str) -> list[tuple[str, str]]:
    """Of a block: each request and each status, with the JSON below it."""
    heads = re.compile(r"^((?:GET|POST|PUT|DELETE|PATCH) \S+|\d{3})$", re.MULTILINE)
    _, *found = heads.split(text)
    return [(head, said.strip()) for head, said in zip(found[::2], found[1::2], strict=True)]


def partly(schema: Any) -> Any:
    """A schema of which anything may be left out, and nothing said besides."""
    if isinstance(schema, list):
        return [partly(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: partly(one) for name, one in schema.items() if name != "required" or not isinstance(one, list)}
    closed = isinstance(kept.get("properties"), dict) and "type" in kept
    return kept | ({"additionalProperties": False} if closed else {})


def test_every_command_of_a_block_is_one():
    lines = [(one, line) for one in blocks("sh") for line in one.text.splitlines()]
    assert len(lines) > 10
    assert [(str(one), words, said) for one, line in lines for words in commands(line) if (said := wrong(words))] == []


def test_every_command_in_a_line_of_prose_is_one():
    told = [one for one in spans() if re.match(r"(?:make|(?:\.venv/bin/)?segue|python) [a-z-]", one.text)]
    assert len(told) > 100
    split = [(one, shlex.split(one.text)) for one in told if "{" not in one.text]
    assert [(one.page.name, one.text, said) for one, words in split if (said := wrong(words, whole=False))] == []


def test_every_route_in_a_line_of_prose_is_one():
    told = [one for one in spans() if re.match(r"(GET|POST|PUT|DELETE|PATCH) [./…]", one.text)]
    ours = [one for one in told if str(one.page.relative_to(ROOT)) not in ABROAD]
    assert len(ours) > 100
    assert [(one.page.name, one.text) for one in ours if not named(one.text)] == []
    described = [(one.text, [known(to) for to in named(one.text) if to.operation]) for one in ours]
    assert [text for text, taken in described if taken and not any(asked(text) <= one for one in taken)] == []


def test_every_place_that_is_named_is_there():
    told = {one.text for one in spans() if PLACE.fullmatch(one.text)} - ELSEWHERE
    assert len(told) > 200
    assert sorted(one for one in told if not is_there(one)) == []


def is_there(said: str) -> bool:
    """Whether that file or folder is there, with the test that is named in it."""
    place, _, test = said.partition("::")
    found = [one for one in (ROOT / place, ROOT / "layers" / "segue" / place) if one.exists()]
    return bool(found) and (not test or f"def {test}(" in found[0].read_text())


@pytest.mark.parametrize("block", blocks("http"), ids=str)
def test_a_request_of_a_block_is_one_and_its_answer_could_be(block):
    found: list[Route] = []
    for head, said in parts(block.text):
        found = found if head.isdigit() else named(head)
        assert found, head
        route = found[0]
        schema = answer(route, head) if head.isdigit() else body(route)
        if said and schema:
            checked = jsonschema_rs.validator_for(partly(schema) if head.isdigit() else schema)
            assert [one.message for one in checked.iter_errors(json.loads(said))] == []
        elif said:
            assert isinstance(json.loads(said), dict)
