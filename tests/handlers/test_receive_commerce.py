"""`receive_commerce` on moto: the sample event, proofs, answers."""

import base64
import json
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from segue.aws.catalog_statements import statements_of
from segue.aws.clients import client
from segue.signatures import hmac_sha256
from segue.wiring.quarantine import quarantine
from segue.wiring.replaying import replaying
from segue_tools.signing import SIGNED_WITH
from tests import doors
from tests.builders import NOON

SHOPIFY = {"provider": "shopify", "channel": "commerce", "secrets": [SIGNED_WITH, "the old secret"]}


@pytest.fixture(autouse=True)
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with doors.opened(monkeypatch):
        doors.configure(shopify=SHOPIFY)
        yield


def webhook(topic: str, body: Any, secret: str = SIGNED_WITH, path: str = "/webhooks/shopify") -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    signature = base64.b64encode(hmac_sha256(secret, raw)).decode()
    headers = {"X-Shopify-Topic": topic, "X-Shopify-Hmac-Sha256": signature, "X-Shopify-Webhook-Id": "w-1"}
    return doors.request(path, raw, headers)


def test_the_sample_event_is_stored_once_however_often_it_comes():
    for _ in range(2):
        assert doors.call("receive_commerce", doors.sample("receive_commerce")) == (200, {"success": True})
    (event,) = doors.stored()
    assert (event.event, event.source, event.channel) == ("Cart Updated", "shopify", "commerce")


@pytest.mark.parametrize("secret", SHOPIFY["secrets"])
def test_both_secrets_of_a_rotation_are_valid(secret):
    assert doors.call("receive_commerce", webhook("customers/delete", {"id": 1}, secret))[0] == 200


def test_the_signature_is_over_the_bytes_as_they_came():
    body = '{ "token":"c-1", "note":"\\u00e9 é 🏕" }'.encode()
    assert doors.call("receive_commerce", webhook("carts/create", body)) == (200, {"success": True})
    event = webhook("carts/create", body)
    event["body"], event["isBase64Encoded"] = body.decode(), False
    assert doors.call("receive_commerce", event) == (200, {"success": True})


@pytest.mark.parametrize(
    ("event", "status"),
    [
        (webhook("carts/create", {"token": "c"}, "wrong"), 401),
        (webhook("carts/create", {"token": "c"}, path="/webhooks/other"), 404),
        (webhook("carts/create", {"token": "c"}, path="/webhooks/"), 404),
        ({**webhook("carts/create", {}), "requestContext": {"http": {"method": "GET"}}}, 404),
        (webhook("carts/create", b"x" * 600_000, "wrong"), 401),
    ],
)
def test_what_is_not_proven_is_refused_and_not_kept(event, status):
    assert doors.call("receive_commerce", event)[0] == status
    assert doors.rows("ledger") == doors.quarantined() == []
    assert doors.counted("shopify").refused == (status == 401)


def test_a_signature_that_is_wrong_is_a_line_that_an_alarm_counts(capsys):
    doors.call("receive_commerce", webhook("carts/create", {"email": "kim@shop.test"}, "wrong"))
    lines = [json.loads(one) for one in capsys.readouterr().out.splitlines() if "not-proven" in one]
    assert lines == [{"message": "not-proven", "reason": "bad-signature"}]


def test_what_strangers_send_is_counted_in_no_row_that_what_customers_send_is_counted_in():
    for secret in (SIGNED_WITH, "wrong", "wrong"):
        doors.call("receive_commerce", webhook("shop/update", {}, secret))
    counted = [set(row) for row in doors.rows("requests") if row["pk"] == "source#shopify"]
    assert [{"refused", "ignored.shop/update"} & one for one in counted] == [{"ignored.shop/update"}, {"refused"}]
    found = doors.counted("shopify")
    assert (found.received, found.refused, len(found.days)) == (1, 2, 1)


def test_who_asks_for_a_source_without_a_secret_makes_us_look_once_a_minute(monkeypatch):
    client("ssm").delete_parameter(Name="/shop/sources/shopify")
    asked = Counter[str]()
    client("ssm").meta.events.register("before-call.ssm", lambda model, **_: asked.update([model.name]))
    monkeypatch.setattr("segue.wiring.doors.now", lambda: NOON)
    for _ in range(3):
        assert doors.call("receive_commerce", webhook("carts/create", {"token": "c"}))[0] == 401
    assert asked == {"GetParameter": 1}


@pytest.mark.parametrize("secrets", [[], [""], "not a list"])
def test_a_source_without_a_secret_accepts_nothing(secrets):
    doors.configure(shopify={**SHOPIFY, "secrets": secrets})
    assert doors.call("receive_commerce", webhook("carts/create", {"token": "c"}, ""))[0] == 401


@pytest.mark.parametrize(("topic", "body"), [("orders/teleported", b"{}"), ("carts/create", b"{not json")])
def test_what_is_not_understood_is_answered_200_and_kept_without_its_signature(topic, body):
    status, said = doors.call("receive_commerce", webhook(topic, body))
    (record,) = quarantine().newest(10)
    assert (status, said["why"]) == (200, [{"reason": record.reason, "detail": record.detail}])
    assert (record.delivery.body, record.delivery.source) == (body, "shopify")
    assert set(record.delivery.headers) == {"x-shopify-topic", "x-shopify-webhook-id"}


def test_a_webhook_over_500_kb_is_413_kept_and_replayable():
    body = json.dumps({"token": "c-1", "note": "x" * 600_000}).encode()
    assert doors.call("receive_commerce", webhook("carts/create", body))[0] == 413
    (record,) = doors.quarantined()
    assert record.reason == "oversize"
    assert replaying().replay(record.id, NOON).stored == 1


def test_a_body_that_does_not_fit_is_cut_and_says_so():
    noise = base64.b64encode(Random(7).randbytes(900_000))
    doors.call("receive_commerce", webhook("carts/create", noise))
    (record,) = doors.quarantined()
    assert (record.whole, record.size) == (False, len(noise))
    assert noise.startswith(record.delivery.body)


def test_quarantine_is_listed_by_source_and_reason_newest_first():
    for topic in ("a/b", "c/d"):
        doors.call("receive_commerce", webhook(topic, {"id": topic}))
    doors.call("receive_commerce", webhook("carts/create", b"["))
    assert [one.reason for one in quarantine().newest(10, reason="bad-json")] == ["bad-json"]
    assert len(quarantine().newest(2)) == 2
    assert quarantine().newest(10, source="other") == []


def test_an_opt_out_of_a_customer_is_at_the_contact_point():
    consent = {"state": "unsubscribed", "consent_updated_at": "2026-11-22T10:00:00Z"}
    said = {"customer_id": 7, "email_address": "kim@shop.example", "email_marketing_consent": consent}
    doors.call("receive_commerce", webhook("customers_email_marketing_consent/update", said))
    assert "no_marketing" in doors.rows("contact-points")[0]


def test_a_product_goes_into_the_catalog_and_is_counted_as_stored_or_as_a_repeat():
    tent = {"id": 42, "title": "Tent", "updated_at": "2026-11-22T10:00:00Z", "variants": [{"id": 1, "price": "9.50"}]}
    for said in (tent, tent, {**tent, "title": "Old", "updated_at": "2026-11-21T10:00:00Z"}):
        assert doors.call("receive_commerce", webhook("products/update", said)) == (200, {"success": True})
    (row,) = doors.rows("catalog")
    (standing,) = statements_of(row)
    assert (standing.id, standing.fields["title"], standing.fields["variants"]["1"]["price"]) == ("42", "Tent", 950)
    found = doors.counted("shopify")
    assert (found.received, found.stored, found.duplicate) == (3, 1, 2)
