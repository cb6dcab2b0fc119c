"""Amazon SES: its events as events of Segment's e-mail spec, and a message as the parameters of SendEmail (API v2).

https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html and
https://segment.com/docs/connections/spec/email/
They come through EventBridge or SNS (trusted by the caller's permission) or by HTTPS (proven by SNS's signature,
where the source names its `topics`, else by the source's secret). An event per recipient: each is about somebody else.
"""

from collections.abc import Iterator, Mapping
from email.utils import parseaddr
from typing import Any

import msgspec

from segue.channels import passwords, topics
from segue.channels.email import one_click
from segue.channels.email.ses_meanings import MEANINGS, Meaning
from segue.channels.outgoing import STYLE, AwsCall, Said, Sender, style_of
from segue.channels.payloads import Payload, given, mapping, rows, text
from segue.channels.proofs import Proof
from segue.clocks import event_time, lenient
from segue.deliveries import Delivery, Ignored, Part, one_by_one
from segue.domains import deliverable, spelt
from segue.errors import Invalid
from segue.events import Event
from segue.ledger import fingerprint
from segue.messages import Envelope, Message

HEADERS: tuple[str, ...] = ()
PARAMETER = ""  # the function's role is the proof
NOT_SPAM = "not-spam"  # the mailbox's owner takes a complaint back
OURS = "message"  # the e-mail tag that carries our message id


def verify(proof: Proof) -> None:
    """The source's secret, as a password or a token. Raises Unauthorized."""
    passwords.check(proof)


def check(options: Mapping[str, Any]) -> None:
    """The topics whose posts are proven by their signature. Raises Invalid("bad-source")."""
    topics.check(options)


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What is said in one notification, bare or in SNS's or EventBridge's envelope. Raises Invalid."""
    said = topics.inner(delivery.body, "aws.ses")
    kind = text(said.get("eventType")) or text(said.get("notificationType"))
    if not said:
        yield Ignored(delivery, "topic-administration")
        return
    if kind == "Received":
        from segue.channels.email import ses_inbound  # a library of its own, and few events are mails

        yield from ses_inbound.incoming(delivery)
        return
    if kind not in MEANINGS:
        raise Invalid("unknown-topic", f"no meaning is known for the event type {str(kind)[:80]!r}")
    yield from _reported(said, str(kind), delivery)


def _reported(said: Payload, kind: str, delivery: Delivery) -> Iterator[Part]:
    if kind == "Complaint" and mapping(said.get("complaint")).get("complaintFeedbackType") == NOT_SPAM:
        yield Ignored(delivery, NOT_SPAM)
        return
    addresses = _addresses(said, MEANINGS[kind])
    if len(addresses) > 1:
        alone = (_of_one(said, MEANINGS[kind], address) for address in addresses)
        yield from one_by_one(delivery, map(msgspec.json.encode, alone), incoming)
        return
    for address in addresses:
        yield _event(said, kind, address, delivery)


def _of_one(said: Payload, meaning: Meaning, address: str) -> Payload:
    """What is said of one of the recipients."""
    part, alone = mapping(said.get(meaning.part)), {"mail": {**mapping(said.get("mail")), "destination": [address]}}
    listed = [one for one in rows(part.get(meaning.people)) if parseaddr(str(one.get("emailAddress")))[1] == address]
    people = {meaning.part: {**part, meaning.people: listed or [address]}} if meaning.people else {}
    return {**said, **alone, **people}


def _addresses(said: Payload, meaning: Meaning) -> list[str]:
    people = mapping(said.get(meaning.part)).get(meaning.people) or mapping(said.get("mail")).get("destination")
    listed = people if isinstance(people, list) else []
    texts = [one.get("emailAddress") if isinstance(one, dict) else one for one in listed]
    return list(dict.fromkeys(parseaddr(one)[1] for one in texts if isinstance(one, str)))


def _event(said: Payload, kind: str, address: str, delivery: Delivery) -> Event:
    mail, meaning = mapping(said.get("mail")), MEANINGS[kind]
    part = mapping(said.get(meaning.part))
    when = text(part.get("timestamp")) or text(mail.get("timestamp"))
    provider_id, link = text(mail.get("messageId")), text(part.get("link"))
    # What was sent to a domain in letters of its own is reported by its other name, and is about both.
    properties = {**_about(mail), **meaning.says(part), "email": spelt(address) or None}
    unsubscribed = meaning.part == "subscription" and not properties["granted"]
    named = [str(one) for one in (provider_id, kind, address.casefold(), when, link)]
    client_time = lenient(when)
    return Event(
        type="track",
        event="Unsubscribed" if unsubscribed else meaning.name,
        message_id=f"ses-{fingerprint('|'.join(named).encode())}",
        timestamp=event_time(client_time, delivery.received_at),
        received_at=delivery.received_at,
        original_timestamp=client_time,
        source=delivery.source,
        channel="email",
        properties=given(properties),
        context=given(
            {"traits": {"email": address}, "ip": text(part.get("ipAddress")), "userAgent": text(part.get("userAgent"))}
        ),
    )


def _about(mail: Payload) -> Payload:
    tags = mapping(mail.get("tags"))
    return {
        "message_id": _tag(tags, OURS),
        "variant": _tag(tags, STYLE),
        "provider_message_id": text(mail.get("messageId")),
        "sent_at": text(mail.get("timestamp")),
        "email_subject": text(mapping(mail.get("commonHeaders")).get("subject")),
    }


def _tag(tags: Payload, name: str) -> str | None:
    said = tags.get(name)
    return text(said[0]) if isinstance(said, list) and said else None


# https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
ANSWERS: dict[str, Said] = {
    "BadRequestException": "refused",
    "MailFromDomainNotVerifiedException": "refused",
    "MessageRejected": "refused",
    "NotFoundException": "refused",
    "ValidationException": "refused",
    "AccessDeniedException": "later",
    "AccountSuspendedException": "later",
    "LimitExceededException": "later",
    "SendingPausedException": "later",
    "TooManyRequestsException": "later",
}


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> AwsCall:
    """SendEmail; the tags come back in every event. The sender's settings are a configuration set."""
    parts = {name: {"Data": text, "Charset": "UTF-8"} for name, text in envelope.parts.items()}
    content = {"Subject": parts["subject"], "Body": {"Html": parts["html"], "Text": parts["text"]}}
    said = one_click(envelope.unsubscribe) if message.purpose == "marketing" else dict(envelope.headers)
    headers = {"Headers": _pairs(said)} if said else {}
    parameters = {
        "FromEmailAddress": sender.of(message.purpose),
        "Destination": {"ToAddresses": [deliverable(envelope.to)]},
        "Content": {"Simple": content | headers | _attached(envelope)},
        "EmailTags": _pairs({OURS: message.id, "purpose": message.purpose} | style_of(message)),
        **({"ConfigurationSetName": sender.settings} if sender.settings else {}),
        **({"ReplyToAddresses": [sender.reply_to]} if sender.reply_to else {}),
    }
    return AwsCall("sesv2", "send_email", parameters, "MessageId")


def _attached(envelope: Envelope) -> Payload:
    found = [{"FileName": one.name, "ContentType": one.type, "RawContent": one.content} for one in envelope.files]
    return {"Attachments": [{**one, "ContentDisposition": "ATTACHMENT"} for one in found]} if found else {}


def _pairs(given: dict[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in given.items()]
