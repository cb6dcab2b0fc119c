"""Samples of what help desks report, for trying sources out."""

import hmac

import msgspec

from segue.channels import trials
from segue.http import Request
from segue.signatures import hmac_sha256
from segue.times import SECOND, Millis, to_text


def zendesk(secret: str, now: Millis, url: str) -> Request:
    """A user was created, signed with the time before the body."""
    signed_at = to_text(now)
    user = {"id": trials.ID, "role": "end-user", "email": trials.EMAIL, "name": trials.WHOLE_NAME}
    said = {"type": "zen:event-type:user.created", "id": f"segue-test-{now}", "time": signed_at, "detail": user}
    body = msgspec.json.encode(said)
    signature = trials.signed(secret, signed_at.encode() + body)
    headers = {"x-zendesk-webhook-signature": signature, "x-zendesk-webhook-signature-timestamp": signed_at}
    return trials.posted(url, body, headers)


def intercom(secret: str, now: Millis, url: str) -> Request:
    """A contact was created, signed with SHA-1."""
    contact = {"type": "contact", "id": trials.ID, "email": trials.EMAIL, "name": trials.WHOLE_NAME}
    said = {
        "topic": "contact.user.created",
        "id": f"segue-test-{now}",
        "created_at": now // SECOND,
        "data": {"item": contact},
    }
    body = msgspec.json.encode(said)
    signature = hmac.new(secret.encode(), body, "sha1").hexdigest()
    return trials.posted(url, body, {"x-hub-signature": f"sha1={signature}"})


def chatwoot(secret: str, now: Millis, url: str) -> Request:
    """A contact was created, signed with the time, a dot and the body."""
    signed_at = str(now // SECOND)
    said = {
        "event": "contact_created",
        "id": trials.ID,
        "email": trials.EMAIL,
        "name": trials.WHOLE_NAME,
        "created_at": to_text(now),
    }
    body = msgspec.json.encode(said)
    signature = hmac_sha256(secret, f"{signed_at}.".encode() + body).hex()
    headers = {"x-chatwoot-signature": f"sha256={signature}", "x-chatwoot-timestamp": signed_at}
    return trials.posted(url, body, headers)


def front(secret: str, now: Millis, url: str) -> Request:
    """A message went out, as an application of Front's signs it."""
    talk = {"id": f"segue-test-{now}", "recipient": {"handle": trials.EMAIL, "name": trials.WHOLE_NAME}}
    message = {"id": f"segue-test-{now}", "type": "email", "text": trials.TEXT, "created_at": now / SECOND}
    said = {"type": "outbound", "conversation": talk, "target": {"data": message}, "emitted_at": now / SECOND}
    body = msgspec.json.encode(said)
    signature = trials.signed(secret, f"{now}:".encode() + body)
    return trials.posted(url, body, {"x-front-signature": signature, "x-front-request-timestamp": str(now)})


def freshdesk(secret: str, now: Millis, url: str) -> Request:
    """A ticket was answered, with the secret as password."""
    said = {
        "triggered_event": "{reply_sent:sent}",
        "ticket_id": f"segue-test-{now}",
        "ticket_latest_public_comment": trials.TEXT,
        "requester_email": trials.EMAIL,
        "requester_name": trials.WHOLE_NAME,
    }
    return trials.posted(url, {"freshdesk_webhook": said}, trials.password(secret))


SAMPLES = {"zendesk": zendesk, "intercom": intercom, "chatwoot": chatwoot, "front": front, "freshdesk": freshdesk}
