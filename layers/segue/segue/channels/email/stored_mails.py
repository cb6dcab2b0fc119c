"""Mails that a notification names and does not hold: SES put them into a bucket.

https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-s3.html
What is read is put into the notification without what is attached, so that it can be understood again later.
"""

import base64
from collections.abc import Callable
from email.message import EmailMessage
from typing import NamedTuple

import msgspec

from segue.channels.payloads import Payload, mapping, payload_of, text
from segue.deliveries import STUMBLES
from segue.errors import Invalid
from segue.messages import File


class Place(NamedTuple):
    """Where a mail is."""

    bucket: str
    key: str


def completed(body: bytes, read: Callable[[Place], bytes]) -> bytes:
    """The notification with the mail in it, where it names one; else as it is."""
    if b'"objectKey"' not in body and b'\\"objectKey\\"' not in body:
        return body
    try:
        said = _notice(payload_of(body))
    except Invalid:
        return body  # for quarantine to keep
    where = place(said)
    raw = read(where) if where else b""
    return msgspec.json.encode({**said, "content": base64.b64encode(_slim(raw)).decode()}) if raw else body


def attached(raw: bytes, number: int) -> File | None:
    """What is attached to a mail, by its place among the names of `mails.attachments`; None where nothing is there."""
    from segue.channels.email.mails import attached_to, mail_of

    try:
        parts = attached_to(mail_of(raw))
        part = parts[number] if 0 <= number < len(parts) else None
        content = part.get_payload(decode=True) if part else None
    except STUMBLES:
        return None
    if part is None or not isinstance(content, bytes) or not content:
        return None
    return File(part.get_filename() or "", part.get_content_type(), content)


def place(said: Payload) -> Place | None:
    """Where the mail of a notification is, if it is not in it."""
    action = mapping(mapping(said.get("receipt")).get("action"))
    bucket, key = text(action.get("bucketName")), text(action.get("objectKey"))
    return Place(bucket, key) if bucket and key and not said.get("content") else None


def _notice(said: Payload) -> Payload:
    """Out of SNS's envelope."""
    return payload_of(str(said.get("Message")).encode()) if said.get("Type") == "Notification" else said


def _slim(raw: bytes) -> bytes:
    """The mail with its attachments' names and not their content; as it is where it cannot be taken apart."""
    from segue.channels.email.mails import mail_of  # few notifications name a mail

    try:
        mail = mail_of(raw)
        for part in mail.walk():
            _empty(part)
        return mail.as_bytes()
    except STUMBLES:
        return raw


def _empty(part: EmailMessage) -> None:
    if not part.is_multipart() and (part.is_attachment() or part.get_content_maintype() != "text"):
        part.set_payload("")
