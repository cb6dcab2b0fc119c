"""The reference pages: as the schemas and the description are today, and every field of them has its words."""

import pytest

from segue.journeys.steps import STEPS
from segue.playbook.kinds import FOLDERS, POLICIES
from segue.playbook.schemas import schemas
from segue.segments.operators import OPERATORS
from segue_tools.reference import api
from segue_tools.reference.__main__ import FOLDER, written
from segue_tools.reference.fields import Rows, in_words
from segue_tools.reference.meanings import default, texts
from segue_tools.reference.playbook import pages
from segue_tools.site.contents import contents
from segue_tools.site.contents import pages as listed

PAGES = pages()
ROUTES = {f"{method} {path}": one for method, path, one in api.operations()}


def cells(line: str) -> list[str]:
    """The cells of a row; a bar in code is none between them."""
    return [one.strip() for one in line.replace("\\|", "/").split("|")[1:-1]]


def test_what_is_committed_is_what_would_be_written():
    """`python -m segue_tools.reference` writes them."""
    assert {one.name: one.read_text() for one in FOLDER.glob("*.md") if one.name != "README.md"} == written()


def test_every_kind_policy_operator_and_step_has_its_place():
    assert {*FOLDERS} | {"operators", "steps"} == {*PAGES}
    assert [one for one in POLICIES if f"## policies/{one}.yaml\n" not in PAGES["policies"]] == []
    assert [one for one in OPERATORS if f"## `{one}`\n" not in PAGES["operators"]] == []
    assert [one for one in STEPS if f"## `{one}`\n" not in PAGES["steps"]] == []
    assert {FOLDER / f"{name}.md" for name in PAGES} <= {*listed(contents())}


@pytest.mark.parametrize("name", PAGES)
def test_every_field_says_what_it_takes_and_what_it_means(name):
    rows = [cells(line) for line in PAGES[name].splitlines() if line.startswith("| `")]
    assert rows
    assert [row for row in rows if len(row) != 4 or not row[1] or not row[3]] == []


def test_no_words_stand_for_a_field_that_is_gone():
    lines = [line for page in PAGES.values() for line in page.splitlines() if line.startswith("| `")]
    told = {name.strip("`") for line in lines for name in cells(line)[0].split(", ")}
    ends = {one.rpartition(".")[2] for one in told}
    own = {path for page, words in texts("meanings").items() if page != "any" for path in words}
    assert sorted(own - told - ends - {*STEPS}) == []


def test_a_default_is_one_only_where_leaving_it_out_changes_nothing():
    (soft,) = [one for one in Rows().of(schemas()["policy-bounces"]) if one.names == ("soft",)]
    (customers,) = [one for one in Rows().of(schemas()["policy-articles"]) if one.names == ("customers",)]
    assert default("policy-bounces", soft) == "`3`"
    assert default("policy-articles", customers) == "the starter says `true`"


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 1000}, "whole number, 1 to 1,000"),
        ({"type": "string", "minLength": 1}, "text"),
        ({"enum": ["a", True]}, "`a`, `true`"),
        ({"anyOf": [{"const": "open"}, {"type": "object"}]}, "`open`, or mapping"),
        ({"type": "array", "minItems": 2, "items": {"type": "boolean"}}, "list of `true` or `false`, at least 2"),
        ({}, "any value"),
    ],
)
def test_what_a_field_takes_is_said_in_words(schema, words):
    assert in_words(schema) == words


def test_a_mapping_that_stands_twice_is_told_once():
    inner = {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}
    rows = [*Rows().of({"properties": {"a": inner, "b": {"type": "array", "items": inner}}})]
    assert [(one.names, one.takes, one.required) for one in rows] == [
        (("a",), "mapping", False),
        (("a.x",), "text", True),
        (("b",), "as `a`", False),
    ]


def test_every_route_stands_on_a_page_with_its_roles_and_a_request_where_it_takes_a_body():
    told = api.pages()
    whole = "".join(text for name, text in told.items() if name != "api")
    assert [route for route in ROUTES if f"## `{route}`\n" not in whole or f"[`{route}`]" not in told["api"]] == []
    assert {route for route, one in ROUTES.items() if "requestBody" in one} == {*texts("api")["requests"]}
    assert told["api"].count("everybody, without a token") == 1


def test_only_the_route_of_health_needs_no_token():
    assert [one.rule for one in api.ROUTES if not one.roles] == ["/health"]
    held = {f"{one.method} {one.rule.replace('<', '{').replace('>', '}')}" for one in api.ROUTES}
    assert held >= {*ROUTES}
