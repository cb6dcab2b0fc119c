"""Samples of what social networks report, for trying sources out: people are known by ids there."""

import msgspec

from segue.channels import trials
from segue.http import Request
from segue.signatures import hmac_sha256
from segue.times import Millis


def meta(secret: str, now: Millis, url: str) -> Request:
    """A message came in by Messenger, as an app of Meta's signs it."""
    page, message = {"id": "segue-test-page"}, {"mid": f"segue-test-{now}", "text": trials.TEXT}
    one = {"sender": {"id": trials.ID}, "recipient": page, "timestamp": now, "message": message}
    body = msgspec.json.encode({"object": "page", "entry": [{**page, "time": now, "messaging": [one]}]})
    return trials.posted(url, body, {"x-hub-signature-256": f"sha256={hmac_sha256(secret, body).hex()}"})


def x(secret: str, now: Millis, url: str) -> Request:
    """A direct message came in, as X signs it."""
    account = "segue-test-account"
    message = {
        "sender_id": trials.ID,
        "target": {"recipient_id": account},
        "message_data": {"text": trials.TEXT},
    }
    one = {
        "type": "message_create",
        "id": f"segue-test-{now}",
        "created_timestamp": str(now),
        "message_create": message,
    }
    said = {
        "for_user_id": account,
        "direct_message_events": [one],
        "users": {trials.ID: {"id": trials.ID, "name": trials.WHOLE_NAME}},
    }
    body = msgspec.json.encode(said)
    return trials.posted(url, body, {"x-twitter-webhooks-signature": f"sha256={trials.signed(secret, body)}"})


def aws_social(secret: str, now: Millis, url: str) -> Request:
    """A message came in by WhatsApp, with the secret as password."""
    message = {"from": trials.PHONE[1:], "id": f"segue-test-{now}", "timestamp": str(now // 1000), "type": "text"}
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": "segue-test-number"},
        "messages": [{**message, "text": {"body": trials.TEXT}}],
    }
    entry = {"id": "segue-test-account", "changes": [{"field": "messages", "value": value}]}
    said = {"whatsAppWebhookEntry": msgspec.json.encode(entry).decode(), "messageId": f"segue-test-{now}"}
    return trials.posted(url, said, trials.password(secret))


SAMPLES = {"meta": meta, "x": x, "aws_social": aws_social}
