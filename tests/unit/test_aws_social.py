"""What AWS End User Messaging Social reports: entries of Meta's own webhook, in SNS's envelope."""

import json
from typing import Any

import pytest

from segue.channels.social import aws_social, meta
from segue.deliveries import Delivery, Parsed, understood
from tests.builders import NOON

STATUS = {"id": "wamid.1", "status": "delivered", "timestamp": str(NOON // 1000), "recipient_id": "14255550199"}
MESSAGE = {"from": "14255550199", "id": "w2", "timestamp": str(NOON // 1000), "type": "text", "text": {"body": "Hi"}}


def entry(**value: Any) -> dict[str, Any]:
    """An entry of Meta's webhook about a number of ours."""
    whole = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "20"}, **value}
    return {"id": "waba", "changes": [{"field": "messages", "value": whole}]}


def event(said: Any) -> dict[str, Any]:
    """An event as AWS writes it to the topic."""
    header = {"MetaWabaIds": [{"wabaId": "waba", "arn": "arn:aws:social-messaging:eu-west-1:123456789012:waba/1"}]}
    about = {"aws_account_id": "123456789012", "message_timestamp": "2026-01-08T23:30:43.271279391Z"}
    return {"context": header, "whatsAppWebhookEntry": json.dumps(said), **about, "messageId": "6d69f07a"}


def read(said: Any, provider: Any = aws_social) -> Parsed:
    """What is understood of it."""
    return understood(Delivery("s", "s", json.dumps(said).encode(), {}, NOON), provider.incoming)


def test_what_it_says_is_what_meta_says_itself() -> None:
    whole = entry(statuses=[STATUS], messages=[MESSAGE])
    ours = read(event(whole)).events
    theirs = read({"object": "whatsapp_business_account", "entry": [whole]}, meta).events
    assert [one.event for one in ours] == ["Conversation Turn", "Message Delivered"]
    assert [(one.message_id, one.channel, one.properties) for one in ours] == [
        (one.message_id, one.channel, one.properties) for one in theirs
    ]


def test_a_post_of_sns_to_our_address_is_read_too() -> None:
    whole = {"Type": "Notification", "Message": json.dumps(event(entry(statuses=[STATUS])))}
    assert [one.event for one in read(whole).events] == ["Message Delivered"]


def test_of_several_things_the_one_that_cannot_be_read_comes_again_alone() -> None:
    parsed = read(event(entry(statuses=[STATUS, {**STATUS, "status": "teleported"}])))
    assert [one.event for one in parsed.events] == ["Message Delivered"]
    (kept,) = parsed.rejected
    again = understood(
        Delivery("s", "s", kept.delivery.body.replace(b"teleported", b"read"), {}, NOON), aws_social.incoming
    )
    assert [one.event for one in again.events] == ["Message Read"]


@pytest.mark.parametrize("said", [{}, {"whatsAppWebhookEntry": ""}, {"whatsAppWebhookEntry": "no json"}, {"x": 1}])
def test_what_holds_no_entry_is_kept_aside(said: dict[str, Any]) -> None:
    parsed = read({"messageId": "1", **said})
    assert (parsed.events, len(parsed.rejected)) == ((), 1)
