"""Meta: what comes to a page on Messenger and Instagram, one address for all."""

import json
from typing import Any

import pytest

from segue.channels import challenge
from segue.channels.social import meta
from segue.deliveries import understood
from segue.errors import Unauthorized
from segue.http import Request
from segue.signatures import hmac_sha256
from tests.provider_samples import proof
from tests.provider_words import became, ids, said, told

PAGE, PERSON, AT = "900", "77", 1_795_000_000_000


def entry(kind: str = "page", **what: Any) -> dict[str, Any]:
    between = {"sender": {"id": PERSON}, "recipient": {"id": PAGE}, "timestamp": AT}
    return {"object": kind, "entry": [{"id": PAGE, "time": AT, "messaging": [{**between, **what}]}]}


def change(field: str, kind: str = "instagram", **value: Any) -> dict[str, Any]:
    return {"object": kind, "entry": [{"id": PAGE, "time": AT, "changes": [{"field": field, "value": value}]}]}


@pytest.mark.parametrize(("kind", "channel"), [("page", "messenger"), ("instagram", "instagram")])
def test_a_message_is_the_customer_s_turn(kind, channel):
    (event,) = said("meta", entry(kind, message={"mid": "m1", "text": "Is it in stock?"}))
    assert (event.event, event.channel, event.original_timestamp) == ("Conversation Turn", channel, AT)
    assert ids(event) == [(f"{channel}_id", PERSON)]
    turn = {"conversation_id": f"{channel}:{PAGE}:{PERSON}", "author": "customer", "text": "Is it in stock?"}
    assert event.properties == {**turn, "turn_id": "m1"}


def test_an_echo_is_what_we_said_to_the_customer():
    sent = {
        "sender": {"id": PAGE},
        "recipient": {"id": PERSON},
        "message": {"mid": "m2", "is_echo": True, "text": "Yes"},
    }
    (event,) = said("meta", entry(**sent))
    assert (event.properties["author"], ids(event)) == ("agent", [("messenger_id", PERSON)])


def test_an_edit_and_a_taken_back_message_change_the_turn_they_name():
    (edit,) = said("meta", entry("instagram", message_edit={"mid": "m1", "text": "Is it there?", "num_edit": 1}))
    (unsent,) = said("meta", entry("instagram", message={"mid": "m1", "is_deleted": True}))
    assert [(one.properties["turn_id"], one.properties["change"]) for one in (edit, unsent)] == [
        ("m1", "edited"),
        ("m1", "unsent"),
    ]


def test_media_keep_type_place_and_id():
    attachments = [
        {"type": "image", "payload": {"url": "https://cdn.example/1.png"}},
        {"type": "location", "payload": {"coordinates": {"lat": 52.5, "long": 13.4}}},
        {"type": "story_mention", "payload": {"url": "https://cdn.example/story"}},
    ]
    (event,) = said("meta", entry("instagram", message={"mid": "m3", "attachments": attachments}))
    image, place, story = event.properties["attachments"]
    assert image == {"type": "image", "url": "https://cdn.example/1.png"}
    assert place == {"type": "location", "latitude": 52.5, "longitude": 13.4}
    assert story["type"] == "story_mention"


@pytest.mark.parametrize(
    ("what", "text", "further"),
    [
        ({"postback": {"title": "Opening hours", "payload": "HOURS"}}, "Opening hours", {"payload": "HOURS"}),
        ({"reaction": {"mid": "m1", "action": "react", "emoji": "♥"}}, "♥", {"kind": "reaction", "reply_to": "m1"}),
        ({"message": {"mid": "m4", "text": "M", "quick_reply": {"payload": "SIZE_M"}}}, "M", {"payload": "SIZE_M"}),
    ],
)
def test_an_answer_by_button_or_emoji_is_a_turn_too(what, text, further):
    (event,) = said("meta", entry(**what))
    assert (event.event, event.properties["text"]) == ("Conversation Turn", text)
    assert further.items() <= event.properties.items()


@pytest.mark.parametrize(
    ("status", "granted"), [(None, True), ("STOP_NOTIFICATIONS", False), ("RESUME_NOTIFICATIONS", True)]
)
def test_an_opt_in_to_marketing_messages_is_consent(status, granted):
    optin = {"type": "notification_messages", "title": "News", "notification_messages_status": status}
    (event,) = said("meta", entry(optin=optin))
    wanted = {"channel": "messenger", "purpose": "marketing", "granted": granted, "topic": "News"}
    assert (event.event, event.properties) == ("Consent Updated", wanted)


def test_where_the_customer_came_from_is_kept():
    (event,) = said("meta", entry(referral={"ref": "autumn", "source": "ADS", "type": "OPEN_THREAD", "ad_id": "5"}))
    assert (event.event, event.properties["ref"], event.properties["ad_id"]) == ("Conversation Referred", "autumn", "5")


def test_receipts_name_our_messages():
    delivered = said("meta", entry(delivery={"mids": ["a", "b"], "watermark": AT}))
    (read,) = said("meta", entry("instagram", read={"mid": "a"}))
    named = [(one.event, one.properties["provider_message_id"]) for one in (*delivered, read)]
    assert named == [("Message Delivered", "a"), ("Message Delivered", "b"), ("Message Read", "a")]
    assert len({one.message_id for one in delivered}) == 2


def test_what_the_customer_thinks_of_the_service_is_a_survey():
    question = {"type": "CSAT", "payload": "4", "follow_up": {"type": "free_form", "payload": "Quick"}}
    (event,) = said("meta", entry(messaging_feedback={"feedback_screens": [{"questions": {"q1": question}}]}))
    assert (event.event, event.properties["survey"], event.properties["score"]) == ("Survey Answered", "csat", 4.0)


def test_a_comment_is_a_turn_under_the_post():
    value = {"id": "c9", "from": {"id": PERSON, "username": "kim"}, "media": {"id": "p1"}, "text": "How long is it?"}
    (event,) = said("meta", change("comments", **value))
    assert (event.properties["conversation_id"], event.properties["post_id"]) == ("instagram:c9", "p1")
    assert (ids(event), event.context["traits"]) == ([("instagram_id", PERSON)], {"username": "kim"})


def test_a_comment_on_facebook_can_be_changed_and_removed():
    value = {"item": "comment", "comment_id": "c1", "post_id": "p1", "parent_id": "p1", "from": {"id": PERSON}}
    verbs = [said("meta", change("feed", "page", **value, verb=one))[0] for one in ("add", "edited", "remove")]
    assert [one.properties.get("change") for one in verbs] == [None, "edited", "unsent"]
    assert became("meta", change("feed", "page", **{**value, "item": "like"}, verb="add")) == "ignored:feed"


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        (entry(pass_thread_control={"new_owner_app_id": "1"}), "ignored:pass_thread_control"),
        (entry(delivery={"watermark": AT}), "ignored:delivery-watermark"),
        (change("mentions", media_id="1"), "ignored:mentions"),
        (change("comments", "instagram", id="c1", **{"from": {"id": PAGE}}), "ignored:own-comment"),
        ({"object": "page", "entry": [{"id": PAGE}]}, "ignored:nothing-said"),
        (entry(teleport={}), "quarantined:unknown-topic"),
        (change("teleports"), "quarantined:unknown-topic"),
    ],
)
def test_the_rest_is_left_out_by_name_or_kept_with_its_reason(payload, wanted):
    assert became("meta", payload) == wanted


def test_one_thing_that_is_not_understood_takes_no_other_with_it():
    good, bad = entry(message={"mid": "m1", "text": "Hi"}), entry(teleport={})
    found = told("meta", {"object": "page", "entry": [*good["entry"], *bad["entry"], *good["entry"]]})
    assert ([one.event for one in found.events], len(found.rejected)) == (["Conversation Turn"] * 2, 1)
    assert json.loads(found.rejected[0].delivery.body)["entry"] == bad["entry"]
    assert understood(found.rejected[0].delivery, meta.incoming).rejected == found.rejected


def asked(secrets: tuple[str, ...] = ("s1", "s2"), **query: str) -> Any:
    named = {f"hub.{name}": value for name, value in query.items()}
    answered = challenge("meta")
    assert answered
    return answered(proof(Request("GET", "/webhooks/meta", named), secrets))


@pytest.mark.parametrize("secret", ["s1", "s2"])
def test_meta_s_word_comes_back_as_text(secret):
    answer = asked(mode="subscribe", verify_token=secret, challenge="1158201444")
    assert (answer.status, answer.body) == (200, b"1158201444")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("query", [{}, {"mode": "subscribe", "verify_token": "s3"}, {"verify_token": "s1"}])
def test_nobody_else_gets_an_answer(query):
    with pytest.raises(Unauthorized):
        asked(**query, challenge="1")


def test_letters_that_stand_escaped_are_signed_as_they_stand():
    body = b'{"object": "page", "entry": [], "text": "\\u00e4\\u00f6\\/"}'
    headers = {"x-hub-signature-256": f"sha256={hmac_sha256('s', body).hex()}"}
    meta.verify(proof(Request("POST", "/webhooks/meta", {}, headers, body), ["s"]))
    with pytest.raises(Unauthorized):
        meta.verify(proof(Request("POST", "/webhooks/meta", {}, headers, "äö".encode()), ["s"]))


@pytest.mark.parametrize(
    ("who", "wanted"), [({}, ["Conversation Turn", "Consent Updated"]), ({"is_echo": True}, ["Conversation Turn"])]
)
def test_a_stop_is_the_customer_s_alone(who, wanted):
    assert became("meta", entry(message={"mid": "m1", "text": "STOP", **who})) == wanted
