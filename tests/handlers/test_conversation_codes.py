"""Six digits that the customer reads in a chat and says on the telephone."""

import re

import pytest

from segue.handover.codes import LASTS, MOST_TRIES
from segue.handover.handovers import Tries
from segue.times import MINUTE
from tests.handlers.talks import chatted, desk, known, listed, wrote


@pytest.fixture
def talk(world) -> str:
    known(world)
    chatted(world, "My tent is torn", "t1")
    return listed(world)[0]["id"]


def test_a_code_leads_to_its_conversation_once_and_the_same_agent_again(world, talk) -> None:
    status, made = desk(world).ask("POST", f"/v1/conversations/{talk}/code")
    assert (status, bool(re.fullmatch(r"\d{6}", made["code"]))) == (201, True)
    spaced = f"{made['code'][:3]} {made['code'][3:]}"
    for said in (made["code"], spaced):
        status, found = desk(world).post("/v1/conversations/code", {"code": said})
        assert (status, found["id"]) == (200, talk)
    assert found["known"]["verified"]["how"] == "code from the conversation"
    status, problem = desk(world, "admin").post("/v1/conversations/code", {"code": made["code"]})
    assert (status, problem["type"]) == (409, "urn:segue:problem:code-used")


def test_the_conversation_of_the_call_is_verified_too(world, talk) -> None:
    wrote(world, "Hello?", "s1", "+4915228817388")
    other = next(one["id"] for one in listed(world) if one["id"] != talk)
    code = desk(world).ask("POST", f"/v1/conversations/{talk}/code")[1]["code"]
    assert desk(world).post("/v1/conversations/code", {"code": code, "conversation": other})[0] == 200
    assert all(one["known"]["verified"]["by"] == "agent-1" for one in listed(world))


def test_the_same_request_again_is_the_same_code_and_another_is_another(world, talk) -> None:
    path = f"/v1/conversations/{talk}/code"
    one, again, other = (desk(world).ask("POST", path, key=key)[1]["code"] for key in ("k1", "k1", "k2"))
    assert (one == again, one == other) == (True, False)


def test_what_is_no_code_of_ours_is_said(world, talk) -> None:
    made = desk(world).ask("POST", f"/v1/conversations/{talk}/code")[1]
    wrong = f"{(int(made['code']) + 1) % 10**6:06d}"
    asked = [desk(world).post("/v1/conversations/code", {"code": one})[0] for one in (wrong, "12345", "abcdef")]
    assert asked == [404, 400, 400]
    world.pass_time(LASTS + MINUTE)
    assert desk(world).post("/v1/conversations/code", {"code": made["code"]})[0] == 410


def test_whoever_tries_many_waits_and_nobody_else(world, talk) -> None:
    made = desk(world).ask("POST", f"/v1/conversations/{talk}/code")[1]["code"]
    wrong = f"{(int(made) + 1) % 10**6:06d}"
    asked = [desk(world).post("/v1/conversations/code", {"code": wrong})[0] for _ in range(MOST_TRIES.own + 1)]
    assert (asked[-2], asked[-1]) == (404, 429)
    assert desk(world, "admin").post("/v1/conversations/code", {"code": made})[0] == 200


def test_all_of_the_staff_together_try_so_many(world, talk, monkeypatch) -> None:
    assert MOST_TRIES.all == 300  # the odds in `segue.handover.codes` are of this number
    monkeypatch.setattr("segue.handover.codes.MOST_TRIES", Tries(10, 3))
    asked = [desk(world, name).post("/v1/conversations/code", {"code": "000000"})[0] for name in ("agent", "admin") * 2]
    assert asked == [404, 404, 404, 429]


@pytest.mark.parametrize(("role", "status"), [("agent", 201), ("admin", 201), ("marketer", 403), ("privacy", 403)])
def test_only_who_serves_customers_makes_codes(world, talk, role, status) -> None:
    assert desk(world, role).ask("POST", f"/v1/conversations/{talk}/code")[0] == status
