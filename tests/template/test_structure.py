"""Structure is code too: budgets, names and one-way imports, with no exceptions line by line."""

import ast
import json
import re
from statistics import median, quantiles

import pytest

from segue_tools.places import ROOT
from segue_tools.templates import folder_of, snake, template
from segue_tools.templates import functions as declared
from tests.template import sources

FOLDERS = {one.name: one for one in (ROOT / "functions").iterdir() if one.is_dir() and one.name[0] not in "._"}
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|pyright:\s*ignore|nosec|pragma)", re.IGNORECASE)
TIERS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "services", "misc"}
EDGES = ("aws", "lambdas.py")  # where the clock, chance and AWS are allowed
DOMAIN = [one for one in sources.files("layers/segue") if one.relative_to(sources.PACKAGE).parts[0] not in EDGES]
CLOCKS = {"time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "datetime.datetime.now", "date.today"}
CHANCE = {"random", "secrets", "uuid.uuid4", "uuid.uuid1"}
AWS = {"boto3", "botocore", "moto"}
PROOF = re.compile(r"signature|digest|hmac", re.IGNORECASE)


def test_each_function_has_its_folder_and_each_folder_its_function():
    assert {f"functions/{name}" for name in FOLDERS} == {str(one["CodeUri"]) for one in declared().values()}


def test_each_function_is_named_after_its_folder():
    """One folder may be deployed several times, as `send` is once a channel: `SendEmail`."""
    assert not [name for name in declared() if not f"{snake(name)}_".startswith(f"{folder_of(name)}_")]


def test_each_function_has_a_sample_event():
    samples = {one.stem.partition(".")[0] for one in (ROOT / "events").glob("*.json")} - {"env"}
    assert samples == set(FOLDERS)


def test_the_sample_environment_names_every_variable_of_the_template():
    given = json.loads((ROOT / "events" / "env.json").read_text())["Parameters"]
    shared = template()["Globals"]["Function"]["Environment"]["Variables"]
    own = [name for one in declared().values() for name in one["Environment"]["Variables"]]
    assert {one for one in given if not one.startswith("AWS_")} == {*shared, *own}


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_a_function_is_one_short_file(folder):
    inside = [one.name for one in folder.iterdir() if one.name != "__pycache__"]
    assert inside == ["app.py"]
    assert len((folder / "app.py").read_text().splitlines()) <= 40


def test_a_module_has_at_most_200_lines():
    long = {sources.named(one): lines for one in _checked() if (lines := len(one.read_text().splitlines())) > 200}
    assert not long


def test_a_function_has_at_most_25_lines_most_have_fewer_than_20_and_half_of_them_at_most_10():
    lengths = {name: sources.length(node) for one in sources.product() for name, node in sources.functions(one)}
    assert not {name: lines for name, lines in lengths.items() if lines > 25}
    assert quantiles(lengths.values(), n=10)[-1] < 20
    assert median(lengths.values()) <= 10


def test_a_test_has_at_most_15_lines():
    every = (found for one in sources.files("tests") for found in sources.functions(one))
    assert not [name for name, node in every if node.name.startswith("test_") and sources.length(node) > 15]


def test_what_is_looked_at_without_a_stack_asks_for_none():
    every = [(one, found) for one in sources.files("tests/browser") for found in sources.functions(one)]
    asked = {name for _, (name, node) in every if {one.arg for one in node.args.args} & {"outputs", "collect", "ask"}}
    assert not asked
    assert not [one for one, _ in every if any(name.startswith("tests.local") for name in sources.imports(one))]


def test_blocks_stand_in_each_other_at_most_twice():
    assert not [name for name, node in _functions() if sources.depth(node) > 2]


def test_a_function_takes_at_most_four_parameters():
    taken = {name: [one.arg for one in _parameters(node)] for name, node in _functions()}
    assert not {name: args for name, args in taken.items() if len(args) > 4}


def test_every_function_says_what_it_returns():
    assert not [name for name, node in _functions() if node.returns is None]


def test_every_public_function_and_class_has_a_docstring():
    defined = (ast.FunctionDef, ast.ClassDef)
    nodes = [(one, node) for one in sources.files("layers/segue") for node in sources.tree(one).body]
    public = [(one, node) for one, node in nodes if isinstance(node, defined) and node.name[0] != "_"]
    assert not [f"{sources.named(one)} {node.name}" for one, node in public if not ast.get_docstring(node)]


def test_nothing_is_suppressed_line_by_line():
    every = [(one, line) for one in sources.product() + sources.files("tests") for line in one.read_text().splitlines()]
    assert not [sources.named(one) for one, line in every if SUPPRESSION.search(line) and "re.compile" not in line]


def test_what_needs_a_browser_is_thorough():
    """`make test` does not even look into `tests/browser`."""
    every = [one for one in sources.files("tests") if one.stem.startswith("test_")]
    seen = [one for one in every if one.parent.name == "browser" or re.search(r"mark\.browser", one.read_text())]
    assert seen
    assert not [sources.named(one) for one in seen if "mark.thorough" not in one.read_text()]


def test_no_module_is_named_after_a_tier():
    assert not [sources.named(one) for one in _checked() if one.stem in TIERS or one.parent.name in TIERS]


def test_the_domain_knows_no_aws_no_clock_and_no_chance():
    assert not {sources.named(one): found for one in DOMAIN if (found := _outside(one))}


def _outside(file):
    called = {sources.dotted(one.func) for one in sources.nodes(file) if isinstance(one, ast.Call)}
    return called & CLOCKS | {one for one in sources.imports(file) if {one.split(".")[0], one} & (AWS | CHANCE)}


def test_signatures_are_compared_in_constant_time():
    assert not {sources.named(one): found for one in sources.files("layers/segue") if (found := _proofs_compared(one))}


def _proofs_compared(file):
    equal = (ast.Eq, ast.NotEq)
    compared = [one for one in sources.nodes(file) if isinstance(one, ast.Compare)]
    sides = [side for one in compared if isinstance(one.ops[0], equal) for side in (one.left, *one.comparators)]
    return [ast.unparse(one) for one in sides if PROOF.search(sources.dotted(getattr(one, "func", one)))]


def _checked():
    return [one for one in sources.product() + sources.files("tests") if "cloud" not in one.parts]


def _functions():
    return [found for one in sources.product() for found in sources.functions(one)]


def _parameters(node):
    every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    return [one for one in every if one.arg not in ("self", "cls")]
