"""X: direct messages, mentions and the question whether the address is ours."""

import json
from typing import Any

import pytest

from segue.channels import challenge
from segue.errors import Invalid, Unauthorized
from segue.http import Request
from tests.provider_samples import proof
from tests.provider_words import became, ids, said, told

OURS, THEIRS, AT = "900", "77", "1795000000000"
USERS = {THEIRS: {"id": THEIRS, "name": "Kim", "screen_name": "kim"}}


def direct(sender: str, recipient: str, **content: Any) -> dict[str, Any]:
    create = {"sender_id": sender, "target": {"recipient_id": recipient}, "message_data": {"text": "Hello", **content}}
    one = {"type": "message_create", "id": "d1", "created_timestamp": AT, "message_create": create}
    return {"for_user_id": OURS, "direct_message_events": [one], "users": USERS}


def post(author: str = THEIRS, **said: Any) -> dict[str, Any]:
    user = {"id_str": author, "screen_name": "kim"}
    return {"for_user_id": OURS, "tweet_create_events": [{"id_str": "t1", "text": "@us hi", "user": user, **said}]}


def test_the_token_comes_back_signed():
    answered = challenge("x")
    assert answered
    answer = answered(proof(Request("GET", "/webhooks/x", {"crc_token": "foo"}), ["bar", "old"]))
    known = "sha256=FHkzIYqqvAuLEKKzpcNGhMjZQ0G88QpHNtxycPd0GFE="  # openssl dgst -sha256 -hmac bar -binary | base64
    assert json.loads(answer.body) == {"response_token": known}


@pytest.mark.parametrize(("secrets", "query", "error"), [([], {"crc_token": "a"}, Unauthorized), (["s"], {}, Invalid)])
def test_no_secret_or_no_token_no_answer(secrets, query, error):
    answered = challenge("x")
    assert answered
    with pytest.raises(error):
        answered(proof(Request("GET", "/webhooks/x", query), secrets))


@pytest.mark.parametrize("body", ['{"for_user_id": "900"}', "[1]", '"a"', " {}", "{}\n", "é", "a" * 257])
def test_nobody_is_given_the_signature_of_a_body(body):
    answered = challenge("x")
    assert answered
    with pytest.raises(Invalid, match="crc_token"):
        answered(proof(Request("GET", "/webhooks/x", {"crc_token": body}), ["s"]))


def test_stop_is_a_no_to_what_the_shop_sends_of_its_own_accord_and_ours_is_none():
    turn, stop = said("x", direct(THEIRS, OURS, text="STOP"))
    assert (turn.event, stop.event, stop.properties["granted"]) == ("Conversation Turn", "Consent Updated", False)
    assert (stop.channel, stop.properties["channel"], stop.properties["purpose"]) == ("x", "x", "marketing")
    assert len(said("x", direct(OURS, THEIRS, text="STOP"))) == 1


@pytest.mark.parametrize(("pair", "author"), [((THEIRS, OURS), "customer"), ((OURS, THEIRS), "agent")])
def test_a_direct_message_is_a_turn_of_the_customer_s_or_ours(pair, author):
    (event,) = said("x", direct(*pair))
    assert (event.event, event.properties["author"], event.message_id) == ("Conversation Turn", author, "x-d1")
    assert (ids(event), event.context["traits"]["username"]) == (
        [("custom", f"x_id:{THEIRS}"), ("x_id", THEIRS)],
        "kim",
    )
    assert (event.properties["conversation_id"], event.original_timestamp) == (f"x:{OURS}:{THEIRS}", int(AT))


def test_an_attachment_is_named_by_its_id():
    (event,) = said("x", direct(THEIRS, OURS, attachment={"type": "media", "media": {"id_str": "8", "type": "photo"}}))
    assert event.properties["attachments"] == [{"type": "photo", "id": "8"}]


def test_a_mention_is_a_turn_of_the_thread_it_answers():
    older = post(in_reply_to_status_id_str="t0", created_at="Wed Oct 10 20:19:24 +0000 2018")
    (event,) = said("x", older)
    assert (event.properties["conversation_id"], event.properties["reply_to"]) == ("x:t0", "t0")
    assert event.original_timestamp == 1_539_202_764_000


def test_what_the_customer_has_read_is_named():
    read = {"sender_id": THEIRS, "created_timestamp": AT, "last_read_event_id": "d1"}
    (event,) = said("x", {"for_user_id": OURS, "direct_message_mark_read_events": [read]})
    assert (event.event, event.properties) == ("Message Read", {"provider_message_id": "d1"})


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        (post(OURS), "ignored:own-post"),
        (post(retweeted_status={"id_str": "t0"}), "ignored:repost"),
        ({"for_user_id": OURS, "follow_events": [{"type": "follow"}]}, "ignored:follow_events"),
        ({"for_user_id": OURS, "direct_message_events": []}, "ignored:nothing-said"),
        ({"for_user_id": OURS, "teleport_events": [{}]}, "quarantined:unknown-topic"),
        ({"for_user_id": OURS, "direct_message_events": [{"type": "hologram"}]}, "quarantined:unknown-topic"),
    ],
)
def test_the_rest_is_left_out_by_name_or_kept_with_its_reason(payload, wanted):
    assert became("x", payload) == wanted


def test_several_kinds_in_one_delivery_stand_alone():
    broken = {"direct_message_events": [{"type": "hologram"}, *direct(THEIRS, OURS)["direct_message_events"]]}
    found = told("x", {**direct(THEIRS, OURS), **post(), **broken, "follow_events": [{}]})
    assert [len(one) for one in (found.events, found.rejected, found.ignored)] == [2, 1, 1]
