"""Mails to the shop that Amazon SES received, as turns of a conversation.

https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
By SNS (the mail in it, as UTF-8 or base64), by a Lambda action (headers alone), or from a bucket
(`segue.channels.email.stored_mails`). What a machine wrote, spam and viruses are left out by name. A mail that says
nothing but "unsubscribe", from a sender that is proven, is an opt-out of marketing as well; it stays a turn, so that
somebody reads it.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from typing import Any, NamedTuple

import msgspec

from segue.channels import passwords, topics
from segue.channels.drafts import Draft, event_of, stated_id, who
from segue.channels.email import mails, unsubscribing
from segue.channels.payloads import Payload, given, mapping, rows, text
from segue.channels.proofs import Proof
from segue.channels.sms.wishes import OWN_ACCORD
from segue.channels.turns import Turn, said
from segue.deliveries import Delivery, Ignored, Part, one_by_one
from segue.errors import Invalid
from segue.profile.names import IN_MAILS

HEADERS: tuple[str, ...] = ()
HELD = {"virusVerdict": "virus", "spamVerdict": "spam"}


class Mail(NamedTuple):
    """A mail with what SES says of it; `whole`: not its headers alone."""

    notice: Payload
    mail: EmailMessage
    whole: bool


def verify(proof: Proof) -> None:
    """As for the other reports of SES. Raises Unauthorized."""
    passwords.check(proof)


def check(options: Mapping[str, Any]) -> None:
    """The topics whose posts are proven by their signature. Raises Invalid("bad-source")."""
    topics.check(options)


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What a mail says. Raises Invalid."""
    notice = topics.inner(delivery.body, "aws.ses")
    records = rows(notice.get("Records"))
    if not notice:
        yield Ignored(delivery, "topic-administration")
    elif records:
        yield from one_by_one(delivery, [msgspec.json.encode(mapping(one.get("ses"))) for one in records], incoming)
    elif "receipt" not in notice or "mail" not in notice:
        raise Invalid("unknown-topic", "this is no notification of a received mail")
    else:
        yield from _parts(notice, delivery)


def _parts(notice: Payload, delivery: Delivery) -> Iterator[Part]:
    receipt, mail = mapping(notice.get("receipt")), _mail(notice)
    held = [word for name, word in HELD.items() if mapping(receipt.get(name)).get("status") == "FAIL"]
    returned_to = mapping(notice.get("mail")).get("source")
    left_out = "".join(held[:1]) or mails.machine(mail.mail, returned_to if isinstance(returned_to, str) else None)
    if left_out:
        yield Ignored(delivery, left_out)
        return
    writer = mails.customer(mail.mail, _recipients(receipt))
    if not writer[1] and mails.sender(mail.mail)[1]:
        yield Ignored(delivery, "own-mail")
        return
    for draft in _drafts(mail, writer):
        yield event_of(draft, "", delivery, "email")


def _recipients(receipt: Payload) -> list[str]:
    listed = receipt.get("recipients")
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def _mail(notice: Payload) -> Mail:
    raw = _content(notice)
    if raw:
        return Mail(notice, mails.mail_of(raw), True)
    listed = rows(mapping(notice.get("mail")).get("headers"))
    lines = [f"{one.get('name')}: {' '.join(str(one.get('value')).split())}" for one in listed]
    return Mail(notice, mails.mail_of("\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n"), False)


def _content(notice: Payload) -> bytes:
    """The mail; SES says how it is written, or not: then no mail has only letters of base64 before its first colon."""
    content = notice.get("content")
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else b""
    encoding = mapping(mapping(notice.get("receipt")).get("action")).get("encoding")
    if encoding == "UTF8" or b":" in raw:
        return raw
    try:
        return base64.b64decode(raw, validate=True)
    except binascii.Error:
        return raw


def _drafts(mail: Mail, writer: tuple[str, str]) -> Iterator[Draft]:
    name, address = writer
    about, thread = mapping(mail.notice.get("mail")), mails.thread(mail.mail)
    dmarc = (text(mapping(mapping(mail.notice.get("receipt")).get("dmarcVerdict")).get("status")) or "").lower()
    # What a header says never takes the place of a name; one that nobody vouches for is not worth keeping at all.
    person = who("ses", {}, {"email": address, IN_MAILS: (name or None) if dmarc != "fail" else None})
    delivered = thread.id or text(about.get("messageId"))
    further = {
        "email_subject": mails.header(mail.mail, "Subject")[:500] or None,
        "dmarc": dmarc or None,
        "provider_message_id": thread.ours or None,
        "incomplete": None if mail.whole else True,
        "stored": text(mapping(mapping(mail.notice.get("receipt")).get("action")).get("objectKey")),
    }
    turn = said(_turn(mail.mail, thread, delivered or ""), person, text(about.get("timestamp")), further)
    yield _named(turn, "turn", delivered, address)
    wording = unsubscribing.wording(mail.mail, str(turn.properties.get("text") or "")) if mail.whole else ""
    for purpose in OWN_ACCORD if wording and unsubscribing.is_proven(mail.notice, mail.mail, address) else ():
        no = {"channel": "email", "purpose": purpose, "granted": False, "method": "email", "wording": wording}
        yield _named(Draft("Consent Updated", person, turn.time, no), f"unsubscribe-{purpose}", delivered, address)
    if thread.ours:
        replied = {
            name: turn.properties.get(name) for name in ("conversation_id", "email_subject", "provider_message_id")
        }
        yield _named(Draft("Email Replied", person, turn.time, given(replied)), "replied", delivered, address)


def _turn(mail: EmailMessage, thread: mails.Thread, delivered: str) -> Turn:
    return Turn(
        conversation=f"email:{thread.root or delivered}",
        author="customer",
        text=mails.text_of(mail),
        id=delivered,
        attachments=mails.attachments(mail),
        reply_to=thread.answered or None,
    )


def _named(draft: Draft, kind: str, delivered: str | None, address: str) -> Draft:
    """Under an id that is the same however many of the shop's addresses the mail was sent to."""
    return Draft(
        draft.event, draft.who, draft.time, draft.properties, id=stated_id(kind, delivered, address.casefold())
    )
