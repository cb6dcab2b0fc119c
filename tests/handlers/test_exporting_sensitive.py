"""Exports and sensitive traits: whoever is exported gets their own data in the clear, and no other place has it."""

import json

import pytest

from segue.aws.audit import Excerpt
from segue.aws.settings import settings
from segue.exporting.unsealing import GONE
from segue.times import HOUR
from segue.wiring.merges import audit
from tests.faults.cloud.nemesis import Fault, Once
from tests.faults.cloud.wire import Request
from tests.faults.shop import added, post
from tests.faults.striking import FAULTS
from tests.handlers.erased import places
from tests.handlers.exported import data, export, kinds, text
from tests.handlers.sealing_shop import HEALTH, MAIL, WHO, declared, kim_told, shop, told
from tests.handlers.staff_requests import Api

__all__ = ["kim_told", "shop"]

PLAN = "event: identify\nmode: quarantine\nschema: {properties: {plan: {type: string}}}\n"
SENTENCE = "subject: 'Your {{ cart.items.first.name }}'\ntext: 'You earn {{ person.traits.income }}'\n"


def test_the_file_has_it_in_the_clear_and_no_other_place_has(kim_told) -> None:
    said = export(kim_told, WHO)
    (profile,) = kinds(kim_told, said, "profile")
    assert (profile["traits"]["allergies"], profile["traits"]["income"]) == ("canary-peanuts", "canary-4000")
    (event,) = kinds(kim_told, said, "event")
    assert event["traits"]["allergies"] == "canary-peanuts"
    assert "sealed." not in text(kim_told, said)
    _nowhere_else(kim_told)


def test_who_was_exported_stands_in_the_audit_trail(kim_told) -> None:
    export(kim_told, WHO)
    found = [(one.action, one.actor) for one in audit().page(Excerpt(limit=10))[0]]
    assert ("person.exported", "privacy-1") in found


def test_messages_and_what_waits_in_quarantine_have_it_too(world, monkeypatch) -> None:
    body = "<mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section>"
    mail = f"mjml: '<mjml><mj-body>{body}</mj-body></mjml>'\n"
    shop = declared(world, monkeypatch, **{"templates__abandoned-cart": SENTENCE + mail, "plans__identify": PLAN})
    monkeypatch.setenv("CHECKS_PLANS", "true")
    post(shop, told(shop), added(shop, "m2", userId="u1"))
    post(shop, {**told(shop, "m3"), "traits": {"email": MAIL, "plan": 7, "allergies": "canary-shellfish"}})
    shop.pass_time(4 * HOUR)
    done = export(shop, WHO)
    assert json.dumps(kinds(shop, done, "message")).count("canary-4000")
    assert "canary-shellfish" in json.dumps(kinds(shop, done, "not_understood"))
    assert "sealed." not in text(shop, done)
    _nowhere_else(shop)


def test_of_what_a_destroyed_key_had_sealed_the_file_says_so(kim_told) -> None:
    kim_told.region.keys.gone.add(HEALTH)
    done = export(kim_told, WHO)
    (profile,) = kinds(kim_told, done, "profile")
    assert (profile["traits"]["allergies"], profile["traits"]["income"]) == (GONE, "canary-4000")
    assert GONE in text(kim_told, done)
    assert "sealed." not in text(kim_told, done)


def test_while_kms_is_away_there_is_no_file_and_then_a_whole_one(kim_told) -> None:
    kim_told.region.keys.away = True
    officer = Api(kim_told, "privacy", "privacy")
    begun = officer.post("/v1/privacy/exports", {"identifier": WHO, "reason": "by mail"})[1]["id"]
    kim_told.pass_time(60_000)
    assert officer.get(f"/v1/privacy/requests/{begun}")[1]["state"] != "done"
    kim_told.region.keys.away = False
    kim_told.pass_time(HOUR)
    done = officer.get(f"/v1/privacy/requests/{begun}")[1]
    assert done["state"] == "done"
    assert "canary-peanuts" in text(kim_told, done)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("index", [0, 1])
def test_a_fault_at_kms_and_the_job_tries_again(kim_told, fault: Fault, index: int) -> None:
    plan = Once("privacy", index, fault)

    def at_kms(request: Request) -> Fault | None:
        return plan(request) if request.service == "kms" else None

    kim_told.region.gate.plan = at_kms
    begun = Api(kim_told, "privacy", "privacy").post("/v1/privacy/exports", {"identifier": WHO, "reason": "by mail"})
    kim_told.pass_time(4 * HOUR)
    done = Api(kim_told, "privacy", "privacy").get(f"/v1/privacy/requests/{begun[1]['id']}")[1]
    assert (plan.struck, done["state"]) == ("kms.Decrypt", "done")
    assert {"canary-peanuts", "canary-4000"} <= set(
        data(kim_told, done)["records"]["profile"][0]["data"]["traits"].values()
    )
    _nowhere_else(kim_told)


def _nowhere_else(world) -> None:
    """In no table or other bucket, no queue, and no line of a log."""
    assert [one for one in places(world, "canary") if one.split()[0] != settings().exports_bucket] == []
    assert not [line for line in world.lambdas.output if "canary" in str(line)]
