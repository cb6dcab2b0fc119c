"""Requests of real SDKs and payloads of real providers, from a folder beside the repository that is not part of it."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from segue.aws import secrets
from segue.events import Event
from segue.signatures import hmac_sha256
from segue.times import from_text
from segue_tools.places import ROOT
from tests import doors

DATA = ROOT.parent / "shared" / "data"
CLIENTS = sorted((DATA / "clients").glob("*/")) if DATA.is_dir() else []
SHOPIFY = sorted((DATA / "webhooks" / "shopify").glob("*.headers.json"))
SES = sorted((DATA / "webhooks" / "ses_events").glob("*.json"))
SPEC = sorted((DATA / "webhooks" / "segment_spec").glob("*.json"))
RECORDED_KEY = "TEST_WRITE_KEY"
UNNAMED = {"page_0", "screen_0", "track_0"}  # the spec's shortest examples name nobody
IGNORED = {"app_uninstalled", "checkouts_delete", "gdpr_shop_redact", "customers_email_marketing_consent_update"}

pytestmark = pytest.mark.skipif(not CLIENTS, reason="no recordings: the folder ../shared/data is not here")


@pytest.fixture(scope="module")
def stack(roads: None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, doors.opened(patch):
        patch.setattr(secrets, "write_key", lambda: RECORDED_KEY)
        channels = {"shopify": "commerce", "ses": "email"}
        sources = {name: {"provider": name, "channel": one, "secrets": ["hush"]} for name, one in channels.items()}
        doors.configure(**sources)
        yield


@pytest.fixture(autouse=True)
def emptied(stack: None) -> None:
    doors.emptied()


def recorded(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))]


def replay(one: dict[str, Any]) -> tuple[int, Any]:
    """A recorded request, byte for byte."""
    path, _, query = one["path"].partition("?")
    asked = dict(part.split("=", 1) for part in query.split("&") if part)
    body = base64.b64decode(one.get("body_base64", ""))
    headers = {name.lower(): value for name, value in one["headers"]}
    return doors.call("collect", doors.request(path, body, headers, method=one["method"], query=asked))


def meant(folder: Path) -> dict[str, dict[str, Any]]:
    """The messages that the SDK wanted stored, by id."""
    bodies = [one["body_json"] for one in recorded(folder) if one.get("body_json")]
    return {said["messageId"]: said for body in bodies for said in body.get("batch", [body])}


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("folder", CLIENTS, ids=lambda one: one.name)
def test_a_recording_leaves_exactly_the_events_that_the_sdk_meant(folder, times):
    for one in recorded(folder) * times:
        assert replay(one)[0] == (204 if one["method"] == "OPTIONS" else 200)
    events = doors.stored()
    assert sorted(event.message_id for event in events) == sorted(meant(folder))
    assert doors.quarantined() == []
    assert [essence(event) for event in events] == [wanted(meant(folder)[event.message_id]) for event in events]


def essence(event: Event) -> tuple[Any, ...]:
    return event.type, event.event, event.user_id, event.anonymous_id, event.original_timestamp


def wanted(said: dict[str, Any]) -> tuple[Any, ...]:
    who = [said.get(name) or None for name in ("userId", "anonymousId")]
    return (said["type"], said.get("event"), *who, from_text(said["timestamp"]))


@pytest.mark.parametrize("folder", CLIENTS, ids=lambda one: one.name)
def test_properties_and_traits_arrive_as_they_were_meant(folder):
    for one in recorded(folder):
        replay(one)
    for event in doors.stored():
        said = meant(folder)[event.message_id]
        assert event.traits == (said.get("traits") or {})
        assert {**event.properties, **(said.get("properties") or {})} == event.properties


def test_what_browsers_load_first_names_where_to_send():
    for one in recorded(DATA / "clients" / "segment-analytics-next"):
        if one["method"] == "GET":
            wanted = json.loads(one["response_given"]["body"])["integrations"]["Segment.io"]
            assert set(replay(one)[1]["integrations"]["Segment.io"]) >= set(wanted)


@pytest.mark.parametrize("file", SPEC, ids=lambda one: one.stem)
def test_every_example_of_the_spec_is_stored(file):
    said = json.loads(file.read_text())
    named = said if {"userId", "anonymousId"} & set(said) else {**said, "anonymousId": "a-1"}
    whole = named if file.stem not in UNNAMED else said
    headers = doors.authorized(RECORDED_KEY)
    answer = doors.call("collect", doors.request(f"/v1/{said['type']}", json.dumps(whole).encode(), headers))
    assert (answer[0], answer[1].get("quarantined", 0)) == (200, int(file.stem in UNNAMED))
    assert len(doors.stored()) == (file.stem not in UNNAMED)


@pytest.mark.parametrize("file", SHOPIFY, ids=lambda one: one.name.partition(".")[0])
def test_every_shopify_payload_passes(file):
    body = file.with_name(file.name.replace(".headers.", ".")).read_bytes()
    headers = json.loads(file.read_text())
    headers["X-Shopify-Hmac-Sha256"] = base64.b64encode(hmac_sha256("hush", body)).decode()
    for _ in range(2):
        answer = doors.call("receive_commerce", doors.request("/webhooks/shopify", body, headers))
        assert answer == (200, {"success": True})
    ids = [event.message_id for event in doors.stored()]
    assert bool(ids) is (file.name.partition(".")[0] not in IGNORED)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("file", SES, ids=lambda one: one.stem)
def test_every_ses_payload_passes_by_sns_and_eventbridge_and_https(file):
    said = json.loads(file.read_text())
    handler = doors.app("receive_email").handler
    handler({"Records": [{"Sns": {"Message": file.read_text()}}]}, None)
    handler({"source": "aws.ses", "detail": said}, None)
    doors.call("receive_email", doors.request("/webhooks/ses", file.read_bytes(), query={"token": "hush"}))
    assert len(doors.stored()) == 1
    assert doors.quarantined() == []
