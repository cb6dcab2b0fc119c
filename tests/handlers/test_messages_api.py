"""Single messages by the people API: sent once, told of with reasons and content, stopped before they leave."""

from collections.abc import Iterator
from typing import Any

import pytest

from segue.times import DAY, MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import identified, post
from tests.handlers.staff_requests import Api, person
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import KIM, the_messages
from tests.handlers.trail import entered

TEMPLATE = """subject: Receipt {{ run.data.number }}
mjml: >-
  <mjml><mj-body><mj-section><mj-column>
  <mj-text>Number {{ run.data.number }}</mj-text>
  </mj-column></mj-section></mj-body></mjml>
text: "{{ person.traits.firstName }}, receipt {{ run.data.number }} {{ unsubscribe_url }}"
"""
WHO = {"type": "user_id", "value": "u1"}
BODY: dict[str, Any] = {"who": WHO, "template": "receipt", "channels": ["email"], "data": {"number": "R-1"}}
LATER = 'waits: [marketing, transactional]\npresets: none\nchannels: {email: {every_day: "03:00-04:00"}}\n'


def a_shop(more: dict[str, str]) -> Iterator[World]:
    with started(starter_files() | {"templates/receipt.yaml": TEMPLATE} | more) as world:
        post(world, identified(world, "m1", "u1", KIM))
        world.pass_time(MINUTE)
        yield world


@pytest.fixture
def world() -> Iterator[World]:
    yield from a_shop({})


@pytest.fixture
def night() -> Iterator[World]:
    yield from a_shop({"policies/quiet-hours.yaml": LATER})


def sent(world: World, key: str = "k1", **change: Any) -> tuple[int, Any]:
    answer = Api(world, "marketer").post("/v1/messages", BODY | change, key)
    world.pass_time(MINUTE)
    return answer


def test_a_message_is_sent_once_however_often_it_is_asked_for_under_the_same_key(world: World) -> None:
    first, again = sent(world), sent(world)
    assert first == again
    assert (first[0], first[1]["state"], first[1]["channel"]) == (201, "intended", "email")
    assert [mail.to for mail in world.region.mailbox.mails] == [KIM]
    assert sent(world, "k2")[1]["id"] != first[1]["id"]


def test_it_is_told_with_what_was_weighed_and_with_its_content_as_it_was_sent(world: World) -> None:
    found = Api(world, "marketer").get(f"/v1/messages/{sent(world)[1]['id']}")[1]
    assert (found["state"], found["subject"], found["content"]["subject"]) == ("sent", "Receipt R-1", "Receipt R-1")
    assert found["content"]["text"] == "Kim, receipt R-1 #"
    assert [one["reason"] for one in found["considered"]] == ["chosen"]


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ({"template": "recipt"}, 400, "unknown-template"),
        ({"channels": ["pigeon"]}, 400, "unknown-channel"),
        ({"data": {"x": "y" * 9000}}, 400, "too-large"),
        ({"within": "soon"}, 400, "bad-duration"),
        ({"who": {"type": "user_id", "value": "nobody"}}, 404, "unknown-person"),
        ({"who": {}}, 400, "bad-identifier"),
        ({"purpose": "marketing"}, 422, "not-valid"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_sentence(world: World, change: Any, status: int, reason: str) -> None:
    code, said = sent(world, **change)
    assert (code, said["type"].rpartition(":")[2]) == (status, reason)
    assert len(said["detail"]) > 10


def test_what_does_not_fit_is_told_with_its_place_whether_in_the_body_or_in_the_query(world: World) -> None:
    status, said = Api(world).post("/v1/messages", {"to": "u1", "template": "receipt"})
    wrong = {one["at"]: one["message"].partition(";")[0] for one in said["errors"]}
    assert (status, said["title"]) == (422, "The request does not fit")
    assert wrong == {"body.who": "this is needed", "body.to": "there is no such field here"}
    _, listed = Api(world).get("/v1/merges?state=foo")
    _, paged = Api(world).get("/v1/quarantine?limit=0")
    assert [one["at"] for said in (listed, paged) for one in said["errors"]] == ["query.state", "query.limit"]


@pytest.mark.parametrize(("kind", "hint"), [("e-mail", "; did you mean `email`?"), ("email", ""), ("tier_no", "")])
def test_who_is_not_found_by_a_misspelt_type_is_told_which_was_meant(world: World, kind: str, hint: str) -> None:
    _, said = Api(world).post("/v1/people/find", {"type": kind, "value": "nobody@shop.test"})
    assert said["detail"] == f"no customer is known by that{hint}"


def test_a_held_message_is_seen_before_it_leaves_and_can_be_stopped(night: World) -> None:
    held = sent(night)[1]["id"]
    kim = person(Api(night), WHO)["id"]
    (shown,) = Api(night).get(f"/v1/people/{kim}/messages")[1]["items"]
    assert (shown["id"], shown["state"], shown["until"][11:16]) == (held, "held", "03:00")
    status, stopped = Api(night, "agent").post(f"/v1/messages/{held}/stop", {})
    assert (status, stopped["state"], stopped["reasons"]) == (200, "dropped", ["stopped-by-staff"])
    assert Api(night, "agent").post(f"/v1/messages/{held}/stop", {})[0] == 200
    night.pass_time(2 * DAY)
    assert ([one.state for one in the_messages(night)], night.region.mailbox.mails) == (["dropped"], [])


def test_what_has_left_cannot_be_stopped_and_what_is_not_there_is_not_found(world: World) -> None:
    gone = sent(world)[1]["id"]
    assert Api(world).post(f"/v1/messages/{gone}/stop", {})[0] == 409
    for path in ("x", f"{gone}x"):
        assert Api(world).get(f"/v1/messages/{path}")[1]["type"] == "urn:segue:problem:unknown-message"


@pytest.mark.parametrize("role", ["agent", "privacy"])
def test_who_may_not_send_is_told_so(world: World, role: str) -> None:
    assert Api(world, role).post("/v1/messages", BODY)[0] == 403


def test_who_stopped_a_message_stands_in_the_audit_trail(night: World) -> None:
    held = sent(night)[1]["id"]
    assert Api(night, "agent").post(f"/v1/messages/{held}/stop", {})[0] == 200
    (row,) = entered(night, "message.stop")
    assert (row["actor"], row["role"], row["subjects"]) == ("agent-1", "agent", [person(Api(night), WHO)["id"]])
