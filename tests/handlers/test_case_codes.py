"""The page behind the link in a mail with a code: the customer types it, and no scanner does."""

import json
import re
from urllib.parse import urlencode

import pytest

from segue.times import MINUTE
from tests.faults.shop import http
from tests.handlers.case_shop import CASES, pia, world
from tests.handlers.staff_requests import Api
from tests.handlers.test_cases_api import code_in, did, opened

__all__ = ["pia", "world"]


@pytest.fixture
def case(world, pia):
    made = opened(pia, "access")
    did(pia, made, "verification")
    world.pass_time(MINUTE)
    return made


def link(world) -> str:
    mail = json.dumps(world.region.mailbox.mails[-1].request)
    return re.findall(r"https://segue\.test(/preferences/case\.[\w.~-]+)", mail)[0]


def visited(world, method: str = "GET", code: str = "", path: str = ""):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    body = urlencode({"code": code}) if method == "POST" else ""
    return world.lambdas.invoke("preferences", http(method, path or link(world), body, headers))


def state(pia: Api, case) -> str:
    return pia.get(f"{CASES}/{case['id']}")[1]["state"]


def test_the_customer_types_the_code_and_nobody_need_do_it_for_them(world, pia, case) -> None:
    assert 'name="code"' in visited(world)["body"]
    assert state(pia, case) == "verifying"
    wrong = f"{(int(code_in(world)) + 1) % 10**6:06d}"
    assert (visited(world, "POST", wrong)["statusCode"], state(pia, case)) == (400, "verifying")
    right = f"{code_in(world)[:3]} {code_in(world)[3:]}"
    for _ in range(2):
        done = visited(world, "POST", right)
        assert (done["statusCode"], "Thank you" in done["body"]) == (200, True)
    found = pia.get(f"{CASES}/{case['id']}")[1]
    assert (found["state"], found["history"][-1]["by"]) == ("verified", "customer")


def test_five_tries_on_the_page_and_the_right_code_comes_too_late(world, pia, case) -> None:
    right = code_in(world)
    for n in range(5):
        visited(world, "POST", f"{(int(right) + 1 + n) % 10**6:06d}")
    assert "not good any more" in visited(world, "POST", right)["body"]
    assert state(pia, case) == "verifying"


def test_an_older_link_says_that_there_is_a_newer_one(world, pia, case) -> None:
    old, code = link(world), code_in(world)
    did(pia, case, "verification")
    world.pass_time(MINUTE)
    assert "newest message" in visited(world, "POST", code, old)["body"]
    assert state(pia, case) == "verifying"


def test_a_link_that_is_none_of_ours_leads_nowhere(world, case) -> None:
    path = link(world)
    for one in (path[:-1], path.replace("case.", "case.x"), "/preferences/case.a.b.c"):
        assert visited(world, "POST", "123456", one)["statusCode"] == 404
    assert visited(world, "PUT")["statusCode"] == 404


def test_what_is_kept_of_the_message_holds_no_code(world, pia, case) -> None:
    found = json.dumps([Api(world).get(f"/v1/people/{case['person']}/messages")[1]])
    identity = re.findall(r'"id": "([^"]+)"', found)[0]
    whole = json.dumps(Api(world).get(f"/v1/messages/{identity}")[1])
    assert code_in(world) not in whole
