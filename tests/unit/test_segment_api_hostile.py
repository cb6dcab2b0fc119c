"""Whatever strangers send, the answer is never a 500, and what was accepted adds up."""

import gzip
import json
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from segue.events import decode, encode
from segue.facets import of
from segue.identifiers import identifiers_of
from segue.intake.quarantine import record_of, row_of
from segue.intake.replaying import parse
from segue.keys import identity_key
from segue.ledger import kept_until, sort_key
from tests.fake_doors import Behind

NAMES = """type event name category userId anonymousId previousId groupId messageId timestamp originalTimestamp sentAt
channel properties traits context writeKey batch action"""
FIELDS = NAMES.split()
TIMES = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999-14:00", "2026-11-22T07:28:07.473Z", "1", "2026-W47")
TEXTS = st.one_of(st.sampled_from((*TIMES, "track", "identify", "", "\x00", "\ud800", "a@b", "#", "Order Completed")))
NUMBERS = st.one_of(st.integers(), st.integers(-(10**40), 10**40), st.floats())
LEAVES = st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=20), TEXTS)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=8,
)
MESSAGES = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=8)
LIKELY = st.fixed_dictionaries({"type": st.sampled_from(("track", "identify", "page")), "userId": VALUES}).flatmap(
    lambda likely: MESSAGES.map(lambda said: {**said, **likely, "event": "E"})
)
PATHS = st.sampled_from(("/v1/batch", "/v1/track", "/v1/i", "/v1/import", "/v1/\ud800"))


def loud(status: int) -> bool:
    return status not in (200, 400, 401, 404, 413)


@given(path=PATHS, raw=st.binary(max_size=200), packed=st.booleans())
@example(path="/v1/batch", raw=b'{"batch":[' + b'{"a":' * 2000 + b"1" + b"}" * 2000 + b"]}", packed=False)
@example(path="/v1/batch", raw=b'{"batch":[' + b"9" * 6000 + b"]}", packed=False)
@settings(deadline=None)
def test_arbitrary_bytes_are_answered(path, raw, packed):
    answer = Behind().answered(path, gzip.compress(raw) if packed else raw)
    assert not loud(answer["statusCode"])
    json.loads(answer["body"])


@given(path=PATHS, said=st.one_of(VALUES, MESSAGES, st.builds(lambda batch: {"batch": batch}, VALUES)))
@settings(deadline=None)
def test_arbitrary_json_is_answered(path, said):
    assert not loud(Behind().answered(path, json.dumps(said).encode())["statusCode"])


@given(messages=st.lists(st.one_of(LIKELY, MESSAGES, VALUES), max_size=6), shared=VALUES, sent=VALUES)
@settings(deadline=None)
def test_every_message_is_stored_or_a_repeat_or_in_quarantine(messages, shared, sent):
    behind = Behind()
    raw = json.dumps({"batch": messages, "context": shared, "sentAt": sent}).encode()
    answer = behind.answered("/v1/batch", raw)
    assert answer["statusCode"] == 200
    bad = json.loads(answer["body"]).get("quarantined", 0)
    assert bad == len(behind.quarantine.rejected)
    assert 0 <= len(messages) - bad - len(behind.ledger.events) < max(1, len(messages) - bad)


@given(said=LIKELY)
@settings(deadline=None)
def test_what_is_stored_can_be_read_folded_and_kept(said):
    behind = Behind()
    behind.answered("/v1/batch", json.dumps({"batch": [said]}).encode())
    for event in behind.ledger.events:
        assert decode(encode(event)) == event
        assert len(sort_key(event).encode()) <= 1024
        assert identity_key(b"s", identifiers_of(event)[0])
        assert 0 <= event.timestamp <= event.received_at
        assert (kept_until(event) or event.received_at) > 0
        msgspec.msgpack.encode(of(event))


@given(said=st.one_of(MESSAGES, VALUES))
@settings(deadline=None)
def test_what_is_in_quarantine_stays_there_when_it_is_replayed_unchanged(said):
    behind = Behind()
    behind.answered("/v1/batch", json.dumps({"batch": [said]}).encode())
    for rejected in behind.quarantine.rejected:
        record = record_of(row_of(rejected))
        assert record.delivery == rejected.delivery
        assert [one.reason for one in parse(record.delivery).rejected] == [rejected.reason]


@pytest.mark.parametrize("odd", [{}, {"body": None}, {"body": "%", "isBase64Encoded": True}, {"body": "\ud800"}])
def test_odd_forms_of_a_request_are_answered(odd: dict[str, Any]):
    from segue.http import Answer, served

    event = {"rawPath": "/x", "requestContext": {"http": {"method": "post"}}, **odd}
    assert served(event, lambda _: Answer(200))["statusCode"] in (200, 400)
