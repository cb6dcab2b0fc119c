"""Sensitive traits: encrypted before anything is kept, covered wherever they are shown, opened with an audit entry."""

import base64
import gzip
import json

import pytest

from segue.aws.audit import Excerpt
from segue.aws.quarantine import Quarantine
from segue.aws.secrets import write_key
from segue.aws.settings import settings
from segue.sealed import COVER
from segue.times import HOUR
from segue.wiring.merges import audit
from segue.wiring.replaying import replaying
from segue.wiring.sealing import opened
from tests.faults.shop import added, http, identified, message, post
from tests.handlers.console_staff import as_staff, page_of
from tests.handlers.erased import erase, places
from tests.handlers.sealing_shop import (
    HEALTH,
    MAIL,
    WHO,
    come,
    declared,
    identities_of,
    kim_told,
    sealed_of,
    shop,
    told,
)
from tests.handlers.staff_requests import Api
from tests.handlers.test_sending import the_messages

__all__ = ["kim_told", "shop"]

CUT = gzip.compress(b'{"allergies": "canary-nuts"}')[:-9]


def test_nothing_sensitive_lies_anywhere_in_the_clear(kim_told) -> None:
    assert places(kim_told, "canary") == []
    assert {one.split()[0] for one in places(kim_told, "sealed.1.health.")} >= {"LedgerTable", "IdentitiesTable"}
    assert places(kim_told, "gold")


def test_other_places_where_a_trait_is_named_are_sealed_too(shop) -> None:
    said = {"traits": {"allergies": "canary-nuts"}}
    post(shop, message(shop, "track", "m2", userId="u1", event="Told", properties={"income": "canary-1"}, context=said))
    shop.pass_time(60_000)
    assert places(shop, "canary") == []
    assert places(shop, "sealed.1.finances.")


@pytest.mark.parametrize("role", ["agent", "marketer", "privacy", "admin"])
def test_every_answer_and_page_shows_dots(kim_told, role) -> None:
    api = Api(kim_told, role)
    kim = api.post("/v1/people/find", WHO)[1]
    assert (kim["traits"]["allergies"], kim["traits"]["plan"]) == (COVER, "gold")
    timeline = json.dumps(api.get(f"/v1/people/{kim['id']}/timeline"), ensure_ascii=False)
    assert COVER in timeline
    assert "sealed." not in timeline
    staff = as_staff(kim_told, {"agent": "amy", "marketer": "max", "privacy": "pia", "admin": "ann"}[role])
    body = staff.get(f"/people/{kim['id']}").body
    assert COVER in body
    assert "sealed." not in body
    assert "canary" not in body
    assert ("Show what is covered" in body) == (role in ("privacy", "admin"))


@pytest.mark.parametrize(("role", "status"), [("agent", 403), ("marketer", 403), ("privacy", 200), ("admin", 200)])
def test_who_may_sees_it_and_that_is_written_down(kim_told, role, status) -> None:
    api = Api(kim_told, role)
    kim = api.post("/v1/people/find", WHO)[1]["id"]
    asked = api.post(f"/v1/people/{kim}/sensitive", {"reason": "she asked"}, "k1")
    assert asked[0] == status
    entries = [one for one in audit().page(Excerpt(limit=10))[0] if one.action == "person.sensitive_viewed"]
    if status == 403:
        assert entries == []
        return
    assert {one["name"]: one["value"] for one in asked[1]["items"]} == {
        "allergies": "canary-peanuts",
        "income": "canary-4000",
    }
    assert [(one.actor, one.subjects, one.reason) for one in entries] == [(f"{role}-1", (kim,), "she asked")]
    assert places(kim_told, "canary") == []


def test_in_the_console_a_reason_shows_it(kim_told) -> None:
    ann = as_staff(kim_told, "ann")
    kim = page_of(ann, MAIL)
    assert ann.get(kim).post(f"{kim}/sensitive", {"reason": ""}).status == 400
    assert ann.get(kim).post(f"{kim}/sensitive", {"reason": "she asked"}).reads("canary-peanuts")
    assert [one.action for one in audit().page(Excerpt(limit=1))[0]] == ["person.sensitive_viewed"]
    amy = as_staff(kim_told, "amy")
    assert amy.get(kim).post(f"{kim}/sensitive", {"reason": "curious"}).status == 403


def test_without_kms_nothing_is_kept_and_the_sender_comes_again(shop) -> None:
    shop.region.keys.away = True
    batch = {"writeKey": write_key(), "batch": [told(shop), added(shop, "m2", userId="u1")]}
    answer = shop.lambdas.invoke("collect", http("POST", "/v1/batch", json.dumps(batch), {}))
    assert answer["statusCode"] == 503
    assert places(shop, "canary") == [] == places(shop, MAIL)
    shop.region.keys.away = False
    come(shop)
    assert places(shop, "sealed.1.health.")


def test_events_without_sensitive_traits_cost_no_call_and_others_one_key_an_hour(shop) -> None:
    def calls() -> int:
        return sum(count for (_, name), count in shop.region.meter.requests.items() if name.startswith("kms."))

    post(shop, identified(shop, "m0", "u1", MAIL), added(shop, "m00", userId="u1"))
    assert calls() == 0
    for number in range(5):
        post(shop, told(shop, f"m{number + 1}"))
    assert calls() == 2


def test_who_is_erased_takes_them_along(kim_told) -> None:
    erase(kim_told, WHO)
    assert places(kim_told, "sealed.1.") == []


def test_a_template_that_may_says_it_and_it_is_kept_sealed(world, monkeypatch) -> None:
    text = "subject: 'Your {{ cart.items.first.name }}'\ntext: 'You earn {{ person.traits.income }}'\n"
    body = "<mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section>"
    mail = f"mjml: '<mjml><mj-body>{body}</mj-body></mjml>'\n"
    shop = declared(world, monkeypatch, **{"templates__abandoned-cart": text + mail})
    post(shop, told(shop), added(shop, "m2", userId="u1"))
    shop.pass_time(4 * HOUR)
    (sent,) = shop.region.mailbox.mails
    assert "You earn canary-4000" in json.dumps(sent.request)
    assert places(shop, "canary") == []
    (message,) = the_messages(shop)
    kim = page_of(as_staff(shop, "ann"), MAIL)
    assert message.state == "sent"
    assert "canary" not in as_staff(shop, "ann").get(f"{kim}/messages/{message.id}").body


def test_a_value_opens_nowhere_else(kim_told) -> None:
    sealed = sealed_of(kim_told)
    owners = identities_of(kim_told)
    assert opened({"allergies": sealed}, owners) == {"allergies": "canary-peanuts"}
    assert opened({"plan": sealed}, owners) == {"plan": None}
    assert opened({"allergies": sealed[:-4] + "AAAA"}, owners) == {"allergies": None}


def test_what_waits_in_quarantine_is_sealed_repeats_are_one_and_a_replay_brings_it(world, monkeypatch) -> None:
    plan = "event: identify\nmode: quarantine\nschema: {properties: {plan: {type: number}}}\n"
    shop = declared(world, monkeypatch, plans__identify=plan)
    monkeypatch.setenv("CHECKS_PLANS", "true")
    for _ in range(2):
        post(shop, told(shop))
    assert places(shop, "canary") == []
    (record,) = Quarantine(settings().requests).newest(9)
    assert (record.reason, MAIL.encode() in record.delivery.body) == ("off-plan", True)
    declared(world, monkeypatch, plans__identify=plan.replace("number", "string"))
    assert replaying().replay(record.id, shop.clock).stored == 1
    shop.pass_time(60_000)
    assert opened({"allergies": sealed_of(shop)}, identities_of(shop)) == {"allergies": "canary-peanuts"}


@pytest.mark.parametrize("body", [b'{"allergies": "canary-', CUT], ids=["broken", "cut"])
def test_what_cannot_be_read_and_may_name_one_is_kept_without_its_body(shop, body) -> None:
    event = http("POST", "/v1/track", "", {"authorization": _basic()})
    event |= {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
    assert shop.lambdas.invoke("collect", event)["statusCode"] == 400
    assert places(shop, "canary") == []
    (record,) = Quarantine(settings().requests).newest(9)
    assert record.delivery.body.startswith(b"not kept")


def test_what_the_stack_has_no_key_for_cannot_be_declared(world, monkeypatch) -> None:
    api = Api(world, "admin", "playbook")
    change = {"files": {"policies/sensitive.yaml": "traits: {allergies: {sensitive: health}}\n"}}
    status, said = api.post("/v1/playbook/apply", change)
    assert (status, said["type"].rpartition(":")[2]) == (400, "no-key")
    assert "HealthClass=true" in said["detail"]
    monkeypatch.setenv("HEALTH_CLASS", HEALTH)
    assert api.post("/v1/playbook/apply", change)[0] == 200


def _basic() -> str:
    return "Basic " + base64.b64encode(f"{write_key()}:".encode()).decode()
