"""A request that names another host: no answer leads there, so none that is kept on the way can lead others there."""

import json

import pytest

from tests.faults.shop import http
from tests.handlers.console_staff import staffed

EVIL = "evil.test"
HEADERS: dict[str, str] = dict.fromkeys(
    ("host", "x-forwarded-host", "x-host", "forwarded", "x-original-url", "x-rewrite-url"), EVIL
)
HEADERS |= {"x-forwarded-proto": "http", "origin": f"https://{EVIL}", "referer": f"https://{EVIL}/"}
DOORS = [
    *(("console", f"/console{one}") for one in ("", "/sign-in", "/people", "/nowhere", f"/sign-in?next=//{EVIL}")),
    ("preferences", "/preferences/x.y.z"),
    ("preferences", "/unsubscribe/x.y.z"),
    ("follow_link", "/l/x.y"),
    ("open_file", "/f/x.y"),
    ("surveys", "/s/x.y"),
    ("handover", "/c/123456"),
]


@pytest.fixture(scope="module")
def world():
    with pytest.MonkeyPatch.context() as patch, staffed(patch) as made:
        yield made


@pytest.mark.parametrize("door", DOORS, ids=lambda one: one[1])
def test_no_answer_leads_to_the_host_that_was_named(world, door):
    function, path = door
    answer = world.lambdas.invoke(function, http("GET", path.partition("?")[0], "", HEADERS))
    assert answer["statusCode"] < 500
    assert EVIL not in json.dumps([answer["headers"].get("location", ""), answer.get("body", "")])
