"""Mappings in the playbook: what is refused before anything comes in, and what is kept when it does."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels import check_options
from segue.errors import Invalid
from tests.provider_words import ids, told
from tests.unit.test_segment_api_hostile import VALUES

WHO = {"email": "mail"}
LEAST = {"event": "Visited", "who": WHO}


@pytest.mark.parametrize(
    ("mapping", "place"),
    [
        (None, "`mapping` is a mapping"),
        ({**LEAST, "each": "events["}, "`mapping.each` is no"),
        ({**LEAST, "ignore": {"ping": "type =="}}, "`mapping.ignore.ping` is no"),
        ({**LEAST, "time": 5}, "`mapping.time` is a"),
        ({**LEAST, "properties": {"total": "to_number("}}, "`mapping.properties.total` is no"),
        ({**LEAST, "who": {"externalIds": {"loyalty_id": "a..b"}}}, "`mapping.who.externalIds.loyalty_id` is no"),
        ({**LEAST, "who": {"name": "name"}}, "`mapping.who` has no `name`"),
        ({**LEAST, "evnt": "x"}, "`mapping` has no `evnt`"),
        ({**LEAST, "event_from": "type"}, "both an `event` and an `event_from`"),
        ({**LEAST, "event": " "}, "`mapping.event` is text"),
        ({**LEAST, "names": {"a": 1}}, "`mapping.names.a` is the name"),
        ({"who": WHO}, "neither `event` nor `event_from`"),
        ({"event": "Visited"}, "nothing of `who`"),
        ({**LEAST, "cases": []}, "`mapping.cases` is a list"),
        ({**LEAST, "cases": [{"when": "a ="}]}, "`mapping.cases[0].when` is no"),
        ({"who": WHO, "cases": [{"event": "A"}, {"when": "b"}]}, "`mapping.cases[1]` has neither"),
    ],
)
@pytest.mark.parametrize("name", ["hmac", "standard-webhooks"])
def test_what_is_wrong_is_named_with_its_place(name, mapping, place):
    with pytest.raises(Invalid) as wrong:
        check_options(name, {"mapping": mapping})
    assert wrong.value.reason == "bad-source"
    assert place in wrong.value.detail


@pytest.mark.parametrize(
    "options",
    [
        {"algorithm": "md5"},
        {"encoding": "hexa"},
        {"signs": "body"},
        {"signs": "{timestamp}.{body}"},
        {"timestamp_header": "X-Time"},
        {"header": 5},
        {"headr": "X-Signature"},
    ],
)
def test_a_proof_that_cannot_be_is_refused(options):
    check_options("hmac", {"mapping": LEAST})
    with pytest.raises(Invalid):
        check_options("hmac", {"mapping": LEAST, **options})


def meant(mapping: dict[str, Any], body: Any) -> list[str]:
    found = told("hmac", body, {}, {"mapping": mapping})
    return [f"{one.reason}: {one.detail}" for one in found.rejected] or [str(one.event) for one in found.events]


@pytest.mark.parametrize(
    ("mapping", "body", "wanted"),
    [
        (LEAST, {"mail": "k@shop.example"}, "Visited"),
        ({**LEAST, "each": "list"}, {"list": 5}, "bad-mapping: `mapping.each` found no list: list"),
        (
            {"who": WHO, "event_from": "type"},
            {"mail": "k@shop.example"},
            "no-event: `mapping.event_from` found nothing: type",
        ),
        (
            {"who": WHO, "event_from": "type", "names": {"a": "A"}},
            {"type": "b"},
            "unknown-topic: `mapping.names` has no 'b'",
        ),
        (
            {**LEAST, "cases": [{"when": "a == `1`"}]},
            {"a": 2},
            "unknown-topic: the `when` of none of the cases holds: a == `1`",
        ),
        (LEAST, {"mail": None}, "no-identifier: `mapping.who` found nobody by email: mail"),
        (LEAST, [], "no-identifier: `mapping.who` found nobody by email: mail"),
    ],
)
def test_what_comes_is_an_event_or_is_kept_with_the_expression(mapping, body, wanted):
    assert meant(mapping, body) == [wanted]


def test_an_expression_that_cannot_be_applied_is_named():
    mapping = {**LEAST, "properties": {"total": "sum(total)"}}
    (wrong,) = meant(mapping, {"mail": "k@shop.example", "total": "five"})
    assert wrong.startswith("bad-mapping: `mapping.properties.total`")


def test_a_source_without_a_mapping_keeps_everything():
    found = told("standard-webhooks", {"mail": "k@shop.example"})
    assert [one.reason for one in found.rejected] == ["bad-source"]


def test_the_shop_s_own_ids_are_the_event_s():
    who = {"user_id": "user", "anonymous_id": "visitor", "phone": "phone"}
    body = {"user": 7, "visitor": "v", "phone": "+491511234567"}
    (event,) = told("hmac", body, {}, {"mapping": {**LEAST, "who": who}}).events
    assert (event.user_id, event.anonymous_id) == ("7", "v")
    assert [kind for kind, _ in ids(event)] == ["user_id", "phone", "anonymous_id"]


def test_without_an_id_the_same_words_are_the_same_event_and_others_another():
    bodies = [
        {"mail": "k@shop.example", "n": 1},
        {"mail": "k@shop.example", "n": 1},
        {"mail": "k@shop.example", "n": 2},
    ]
    found = [told("hmac", one, {}, {"mapping": LEAST}).events[0].message_id for one in bodies]
    assert found[0] == found[1] != found[2]


def test_seconds_as_text_are_a_time():
    body = {"mail": "k@shop.example", "at": "1795000000"}
    (event,) = told("hmac", body, {}, {"mapping": {**LEAST, "time": "at"}}).events
    assert event.original_timestamp == 1_795_000_000_000


HOSTILE = {
    "each": "a[]",
    "ignore": {"ping": "starts_with(b, 'p')"},
    "who": {"email": "b", "externalIds": {"loyalty_id": "c"}},
    "time": "d",
    "cases": [
        {
            "when": "b",
            "event_from": "c",
            "id": "d",
            "properties": {"n": "to_number(d)", "s": "sum(b)", "j": "join(',', c)"},
        },
        {"event": "Visited", "properties": {"m": "max_by(b, &c)", "all": "@"}, "traits": {"t": "length(d)"}},
    ],
}


@given(
    st.dictionaries(
        st.sampled_from("abcd"), VALUES | st.lists(st.dictionaries(st.sampled_from("bcd"), VALUES), max_size=3)
    )
)
def test_no_payload_is_lost(body):
    found = told("hmac", body, {}, {"mapping": HOSTILE})
    assert "not-understood" not in [one.reason for one in found.rejected]
    assert found.events or found.rejected or found.ignored
