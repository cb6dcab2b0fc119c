"""Segment's HTTP API: routes, keys, bodies, and what becomes of a message."""

import gzip
import json

import pytest

from segue.errors import Invalid, NotAllowed, NotFound, TooLarge, Unauthorized
from segue.http import Request, problem
from tests.builders import NOON
from tests.fake_doors import KEY, Behind, a_track, basic


@pytest.mark.parametrize("kind", ["identify", "track", "page", "screen", "group", "alias"])
@pytest.mark.parametrize("form", ["/v1/{}", "/v1/{}/", "/ingest/v1/{}", "/prod/v1/{}"])
def test_every_type_has_a_path_and_prefixes_and_slashes_do_not_matter(kind, form):
    for name in (kind, kind[0]):
        behind = Behind()
        behind.post(form.format(name), a_track(type="ignored", userId="u1"))
        assert behind.ledger.events[0].type == kind


@pytest.mark.parametrize("path", ["/v1/batch", "/v1/b", "/beacon/v1/batch", "/v1/import"])
def test_batches_have_four_paths_and_only_import_is_history(path):
    behind = Behind()
    assert json.loads(behind.post(path, {"batch": [a_track()]}).body) == {"success": True}
    assert behind.ledger.events[0].backfill is (path == "/v1/import")


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/tracks", "/v1/message", "/v1/history", "/v1/track/x", "/v2/track"])
def test_other_paths_are_not_found(path):
    with pytest.raises(NotFound):
        Behind().post(path, a_track())


@pytest.mark.parametrize(
    ("headers", "query", "said"),
    [
        ({"authorization": basic(KEY)}, {}, {}),
        ({}, {"writeKey": KEY}, {}),
        ({}, {}, {"writeKey": KEY}),
        ({"authorization": basic("other")}, {"writeKey": ["odd"]}, {"writeKey": KEY}),
    ],
)
def test_a_valid_write_key_in_any_place_is_enough(headers, query, said):
    assert Behind().post("/v1/track", a_track(**said), headers, query=query).status == 200


@pytest.mark.parametrize("authorization", ["", "Basic", "Basic %%%", "Bearer x", "Basic /w==", basic("wk_tesu")])
def test_without_a_valid_write_key_nothing_is_kept(authorization):
    behind = Behind()
    for body in (a_track(writeKey=5), b"{not json", b"x" * 600_000):
        with pytest.raises(Unauthorized):
            behind.post("/v1/track", body, {"authorization": authorization})
    assert not behind.ledger.events
    assert not behind.quarantine.rejected


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("content", ["application/json", "text/plain", "application/x-www-form-urlencoded"])
def test_gzip_is_seen_in_the_bytes_whatever_the_headers_say(packed, content):
    raw = json.dumps({"batch": [a_track()]}).encode()
    body = gzip.compress(raw[:40]) + gzip.compress(raw[40:]) if packed else b"\xef\xbb\xbf" + raw
    headers = {"authorization": basic(KEY), "content-type": content, "content-encoding": "identity"}
    assert Behind().post("/v1/batch", body, headers).status == 200


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"batch": [' + b" " * 520_000 + b"]}", "oversize"),
        (gzip.compress(b"[" * 40_000_000, mtime=0), "oversize"),
        (json.dumps({"batch": [1] * 2501}).encode(), "too-many-messages"),
        (json.dumps({"batch": [], "context": {"x": "y" * 5000}}).encode(), "oversize-context"),
    ],
)
def test_what_is_too_large_is_413_and_kept(body, reason):
    behind = Behind()
    with pytest.raises(TooLarge):
        behind.post("/v1/batch", body)
    assert [(one.reason, one.delivery.body == body) for one in behind.quarantine.rejected] == [(reason, True)]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "bad-json"),
        (b"{not json", "bad-json"),
        (b"\xff\xfe", "bad-json"),
        (b"[]", "bad-batch"),
        (b'{"batch": {}}', "bad-batch"),
        (b"{}", "bad-batch"),
        (b"[" * 100_000, "bad-json"),
        (gzip.compress(b"{}", mtime=0)[:-4], "bad-gzip"),
        (b"\x1f\x8b\x00broken", "bad-gzip"),
    ],
)
def test_a_body_that_is_no_batch_is_400_and_kept(body, reason):
    behind = Behind()
    with pytest.raises(Invalid) as raised:
        behind.post("/v1/batch", body)
    assert raised.value.status == 400
    assert [one.reason for one in behind.quarantine.rejected] == [reason]


def test_browsers_learn_where_to_send():
    answer = Behind().collecting().answer(Request("GET", f"/v1/projects/{KEY}/settings"), NOON)
    sending = json.loads(answer.body)["integrations"]["Segment.io"]
    assert (sending["apiKey"], sending["apiHost"], sending["protocol"]) == (KEY, "api.shop.example/v1", "https")


@pytest.mark.parametrize("path", ["/sourceConfig", "/sourceConfig/", "/ingest/sourceConfig/"])
def test_a_source_config_names_an_enabled_source(path):
    asked = Request("GET", path, {"writeKey": KEY})
    source = json.loads(Behind().collecting().answer(asked, NOON).body)["source"]
    assert source["enabled"]
    assert source["destinations"] == []


@pytest.mark.parametrize("path", ["/v1/projects/other/settings", "/sourceConfig/", "/v1/nothing", "/"])
def test_other_keys_and_paths_have_no_settings(path):
    with pytest.raises(NotFound):
        Behind().collecting().answer(Request("GET", path, {"writeKey": "other"}), NOON)


@pytest.mark.parametrize("path", ["/v1/track", "/ingest/v1/batch", "/v1/import"])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_an_address_for_events_tells_that_they_are_posted(method, path):
    with pytest.raises(NotAllowed, match="events are posted") as raised:
        Behind().collecting().answer(Request(method, path), NOON)
    answer = problem(raised.value, path)
    assert (answer.status, answer.headers["allow"]) == (405, "OPTIONS, POST")


def test_no_method_makes_an_address_of_another():
    with pytest.raises(NotFound, match="no such path"):
        Behind().collecting().answer(Request("PUT", "/v1/nothing"), NOON)
