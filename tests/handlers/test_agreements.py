"""Consent that a customer gives aloud or in a chat: the words, the proof, and that it holds before it is answered."""

from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import MINUTE
from segue.wiring.people import profiles
from segue.wiring.tables import contact_points
from segue_tools.playbooks import starter_files
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.shop import identified, post, put_in_force
from tests.handlers.staff_requests import Api, person
from tests.handlers.talks import KIM, NUMBER, desk, known
from tests.handlers.trail import entered

WHO = {"type": "user_id", "value": "u1"}
SCRIPTS = "policies/scripts.yaml"


@pytest.fixture
def kim(world) -> str:
    put_in_force(world, {**files(), SCRIPTS: starter_files()[SCRIPTS]})
    known(world)
    return person(Api(world, "agent"), WHO)["id"]


def script(world: World, kim: str, channel: str = "sms") -> Any:
    found = desk(world).get(f"/v1/people/{kim}/consent/scripts")[1]["items"]
    return next(one for one in found if one["channel"] == channel)


def said(world: World, kim: str, granted: bool = True, key: str = "", **more: Any) -> tuple[int, Any]:
    asked = script(world, kim)
    body = {"script": asked["id"], "version": asked["version"], "granted": granted, "method": "voice", **more}
    return desk(world).post(f"/v1/people/{kim}/consent", {"proof": "contact-1", **body}, key)


def point(world: World) -> Any:
    with world.aside():
        return contact_points().read(key_of(Identifier("phone", NUMBER)))


def test_a_yes_aloud_holds_before_it_is_answered_and_is_kept_with_words_and_proof(world, kim) -> None:
    status, answer = said(world, kim)
    assert (status, answer["granted"], point(world).refuses("marketing", asks_first=True)) == (201, True, "")
    world.pass_time(MINUTE)
    row, version = consent(world, kim), script(world, kim)["version"]
    assert (row["channel"], row["purpose"], row["granted"]) == ("sms", "marketing", True)
    assert row["proof"] == {"event": answer["event"], "method": "voice", "wording": version}
    (moment,) = [one for one in timeline(world, kim) if one["title"] == "Consent Updated"]
    assert (moment["channel"], moment["detail"]["proof"]) == ("phone", "contact-1")
    assert (moment["detail"]["text"][:6], script(world, kim)["standing"]) == ("May we", "yes")


def consent(world: World, kim: str) -> Any:
    """The one answer that holds."""
    with world.aside():
        profile = profiles().read(kim)
    assert profile
    (row,) = profile.consent
    return row


def timeline(world: World, kim: str) -> list[Any]:
    return Api(world, "admin").get(f"/v1/people/{kim}/timeline")[1]["items"]


def test_a_no_aloud_holds_before_it_is_answered_and_needs_no_proof(world, kim) -> None:
    said(world, kim)
    assert said(world, kim, False, proof="", method="chat")[0] == 201
    assert point(world).refuses("marketing", asks_first=True) == "opted-out"
    world.pass_time(MINUTE)
    assert script(world, kim)["standing"] == "no"


def test_the_same_request_again_is_one_answer(world, kim) -> None:
    assert said(world, kim, key="k1") == said(world, kim, key="k1")
    world.pass_time(MINUTE)
    assert len([one for one in timeline(world, kim) if one["title"] == "Consent Updated"]) == 1


@pytest.mark.parametrize(
    ("more", "status", "reason"),
    [
        ({"proof": " "}, 400, "no-proof"),
        ({"version": "sms-marketing/en@0000000000"}, 400, "other-words"),
        ({"script": "sms-marketng"}, 404, "unknown-script"),
        ({"address": "+4915228817399"}, 400, "unknown-address"),
        ({"address": "hello"}, 400, "no-address"),
    ],
)
def test_what_does_not_hold_is_refused(world, kim, more, status, reason) -> None:
    found, problem = said(world, kim, **more)
    assert (found, problem["type"]) == (status, f"urn:segue:problem:{reason}")
    assert point(world).granted == {}


def test_only_who_serves_customers_asks(world, kim) -> None:
    for role, status in (("agent", 200), ("marketer", 403), ("privacy", 403)):
        assert desk(world, role).get(f"/v1/people/{kim}/consent/scripts")[0] == status


def test_a_customer_without_a_number_cannot_agree_to_text_messages(world, kim) -> None:
    post(world, identified(world, "m9", "u2", f"sam-{KIM}"))
    world.pass_time(MINUTE)
    sam = person(Api(world, "agent"), {"type": "user_id", "value": "u2"})["id"]
    assert said(world, sam)[1]["type"] == "urn:segue:problem:no-address"


def test_who_kept_it_stands_in_the_audit_trail(world, kim) -> None:
    assert said(world, kim)[0] == 201
    (row,) = entered(world, "consent.recorded")
    assert (row["actor"], row["subjects"]) == ("agent-1", [kim])
