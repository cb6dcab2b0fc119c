"""`collect` where consent is asked for, on moto: no table holds what recognises a device before it is given."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.events import encode
from segue.identifiers import CODES, Identifier
from segue.wiring.collects import collecting
from tests import doors

TABLES = ("ledger", "requests", "contact-points", "playbook")
MARKS = ("canary-anonymous", "canary-device", "canary-cart", "canary-agent", "198.51.100.77")
CONTEXT = {
    "ip": "198.51.100.77",
    "userAgent": "canary-agent",
    "device": {"id": "canary-device", "advertisingId": "canary-device"},
    "externalIds": [{"type": "cart_id", "id": "canary-cart"}],
    "traits": {"anonymousId": "canary-anonymous"},
    "consent": {"categoryPreferences": {"Analytics": False}},
}
SAID = {"anonymousId": "canary-anonymous", "timestamp": "2026-11-22T07:28:07.473Z", "context": CONTEXT}
MESSAGES = (
    {"type": "page", "messageId": "m-1", "userId": "u-1"},
    {"type": "track", "event": "Product Viewed"},
    {"type": "track", "event": "Order Completed", "userId": "u-1", "properties": {"order_id": "o-1"}},
    {"type": "identify", "userId": "u-1", "traits": {"email": "kim@shop.example", "ip": "198.51.100.77"}},
    {"type": "alias", "userId": "u-1", "previousId": "canary-anonymous"},
    {"type": "track", "event": "Unsubscribed", "properties": {"email": "kim@shop.example"}},
    {"type": "odd", "messageId": "m-7"},
    {"type": "track", "event": "Product Added", "properties": {"text": "x" * 40_000}},
)


@pytest.fixture(autouse=True)
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("NEEDED_CONSENT", "Analytics")
    with doors.opened(monkeypatch):
        yield


def kept() -> str:
    """All that any table holds, unpacked."""
    rows = {table: doors.rows(table) for table in TABLES}
    return f"{rows} {[encode(one) for one in doors.stored()]} {[one.delivery for one in doors.quarantined()]}"


def batch(**more: Any) -> dict[str, Any]:
    """The messages of a visitor."""
    return {"batch": [{**SAID, **one, **more} for one in MESSAGES]}


def test_before_consent_nothing_that_recognises_a_device_is_in_any_table() -> None:
    assert doors.posted("/v1/batch", batch()) == (200, {"success": True})
    assert doors.posted("/v1/batch", b'{"batch": [{"anonymousId": "canary-anonymous"')[0] == 400
    found = kept()
    assert not [mark for mark in MARKS if mark in found]
    keys = [key_of(Identifier(kind, mark)) for kind in CODES for mark in MARKS]
    assert not [key for key in keys if key in found]


def test_what_is_left_out_is_counted_and_what_a_customer_said_and_bought_is_kept() -> None:
    doors.posted("/v1/batch", batch())
    titles = sorted(event.title for event in doors.stored())
    assert titles == ["Order Completed", "Unsubscribed", "alias", "identify"]
    assert doors.counted("web").ignored == {"no-consent": 4}


def test_the_same_search_finds_the_marks_once_consent_is_given() -> None:
    granted = {**CONTEXT, "consent": {"categoryPreferences": {"Analytics": True}}}
    doors.posted("/v1/batch", batch(context=granted))
    found = kept()
    assert [mark for mark in MARKS if mark in found] == list(MARKS)
    assert key_of(Identifier("device_id", "canary-device")) in found


def test_a_granted_event_is_one_request_and_one_left_out_is_one_too() -> None:
    doors.posted("/v1/track", {**SAID, "event": "Warm"})
    made = doors.requests_made()
    doors.posted("/v1/track", {**SAID, "event": "Product Viewed"})
    granted = {"consent": {"categoryPreferences": {"Analytics": True}}}
    doors.posted("/v1/track", {**SAID, "event": "Product Viewed", "context": granted})
    assert made == ["UpdateItem", "PutItem"]


def test_without_the_variable_everything_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEEDED_CONSENT")
    collecting.cache_clear()
    doors.posted("/v1/track", {**SAID, "event": "Product Viewed"})
    assert [event.anonymous_id for event in doors.stored()] == ["canary-anonymous"]


def test_pinpoint_s_sdks_cannot_agree_so_of_a_device_nothing_is_kept() -> None:
    said = {"userId": "u-1", "userProfile": {"email": "kim@shop.example"}, "options": {"address": "kim@shop.example"}}
    event = doors.request("/v1/apps/app/identify", json.dumps(said).encode(), doors.authorized())
    assert doors.call("collect", event)[0] == 202
    body = json.dumps({"ChannelType": "GCM", "Address": "canary-device"}).encode()
    update = doors.request("/v1/apps/app/endpoints/canary-device", body, doors.authorized(), method="PUT")
    assert doors.call("collect", update)[0] == 202
    assert "canary" not in kept()
