"""AWS End User Messaging SMS: messages to the shop's numbers, its own, and what became of them.

https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html,
https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html and
https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html
They come by SNS or EventBridge; Amazon Pinpoint's own event stream is understood too. A report by EventBridge may leave
out the number: then it is about nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from segue.channels import passwords, topics
from segue.channels.drafts import Draft, event_of, stated_id, who
from segue.channels.outgoing import STYLE, AwsCall, Said, Sender, style_of
from segue.channels.payloads import Payload, mapping, text
from segue.channels.proofs import Proof
from segue.channels.sms.wishes import received, refused
from segue.channels.turns import Turn
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid
from segue.messages import Envelope, Message

HEADERS: tuple[str, ...] = ()
PARAMETER = ""  # the function's role is the proof
ANY = "any"  # in place of a sender: whatever the account has
TYPES = {"marketing": "PROMOTIONAL", "transactional": "TRANSACTIONAL"}
ANSWERS: dict[str, Said] = {
    "ConflictException": "refused",  # among others: the number is on an opt-out list
    "ResourceNotFoundException": "refused",
    "ValidationException": "refused",
    "AccessDeniedException": "later",
    "ServiceQuotaExceededException": "later",
    "ThrottlingException": "later",
}
OURS = "message"  # the key of the context that carries our message id
SENT, DELIVERED, FAILED = "SMS Sent", "SMS Delivered", "SMS Failed"
# Whether a carrier tells of the telephone or only of itself depends on the country: AWS uses both for either.
_FAILURES = """
INVALID INVALID_MESSAGE UNREACHABLE CARRIER_UNREACHABLE BLOCKED CARRIER_BLOCKED SPAM TTL_EXPIRED UNKNOWN PROTECT_BLOCKED
FILE_INACCESSIBLE FILE_TYPE_UNSUPPORTED FILE_SIZE_EXCEEDED
"""
STATUSES = {"SENT": SENT, "SUCCESSFUL": DELIVERED, "DELIVERED": DELIVERED} | dict.fromkeys(_FAILURES.split(), FAILED)
PENDING = ("QUEUED", "PENDING")
STREAM = {"_SMS.SEND": SENT, "_SMS.BUFFERED": SENT, "_SMS.SUCCESS": DELIVERED, "_SMS.FAILURE": FAILED}
OPTED_OUT = "_SMS.OPTOUT"


def verify(proof: Proof) -> None:
    """The source's secret, as a password or a token. Raises Unauthorized."""
    passwords.check(proof)


def check(options: Mapping[str, Any]) -> None:
    """The topics whose posts are proven by their signature. Raises Invalid("bad-source")."""
    topics.check(options)


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one message or report says. Raises Invalid."""
    said = topics.inner(delivery.body, "aws.sms-voice")
    if not said:
        yield Ignored(delivery, "topic-administration")
    elif "inboundMessageId" in said:
        yield from _received(said, delivery)
    elif said.get("event_type") == OPTED_OUT:
        yield from _opted_out(said, delivery)
    elif "event_type" in said:
        yield _streamed(said, delivery)
    else:
        yield _reported(said, delivery)


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> AwsCall:
    """SendTextMessage; its context comes back in every event. A sender is a number, a pool, a sender id or `any`; its
    settings are a configuration set."""
    origin = sender.of(message.purpose)
    parameters = {
        "DestinationPhoneNumber": envelope.to,
        "MessageBody": envelope.parts["sms"],
        "MessageType": TYPES[message.purpose],
        "Context": {OURS: message.id} | style_of(message),
        **({"OriginationIdentity": origin} if origin != ANY else {}),
        **({"ConfigurationSetName": sender.settings} if sender.settings else {}),
    }
    return AwsCall("pinpoint-sms-voice-v2", "send_text_message", parameters, "MessageId")


def _received(said: Payload, delivery: Delivery) -> Iterator[Part]:
    customer, shop = text(said.get("originationNumber")), text(said.get("destinationNumber"))
    answered = text(said.get("previousPublishedMessageId"))
    person = who("", {}, {"phone": customer})
    turn = Turn(
        conversation=f"aws-sms:{stated_id(customer, shop)}",
        author="customer",
        text=str(said.get("messageBody") or ""),
        id=f"aws-sms-{text(said.get('inboundMessageId'))}",
        reply_to=answered,
    )
    for draft in received(turn, person, "sms"):
        yield event_of(draft, turn.id, delivery, "sms")
    if answered:
        replied = Draft("SMS Replied", person, properties={"provider_message_id": answered})
        yield event_of(replied, f"{turn.id}-replied", delivery, "sms")


def _reported(said: Payload, delivery: Delivery) -> Part:
    kind, _, status = (text(said.get("eventType")) or "").partition("_")
    if kind == "VOICE":
        return Ignored(delivery, "voice-message")
    if kind not in {"TEXT", "MEDIA"} or status not in (*STATUSES, *PENDING):
        raise Invalid("unknown-topic", "no meaning is known for this event type")
    number, message = text(said.get("destinationPhoneNumber")), text(said.get("messageId"))
    if status in PENDING or not number:
        return Ignored(delivery, status.lower() if status in PENDING else "no-number")
    properties = {
        "message_id": text(mapping(said.get("context")).get(OURS)),
        "variant": text(mapping(said.get("context")).get(STYLE)),
        "provider_message_id": message,
        "status": text(said.get("messageStatus")) or status,
        "reason": text(said.get("messageStatusDescription")) if STATUSES[status] == FAILED else None,
    }
    draft = Draft(STATUSES[status], who("", {}, {"phone": number}), said.get("eventTimestamp"), properties)
    return event_of(draft, f"aws-sms-{message}-{status.lower()}", delivery, "sms")


def _opted_out(said: Payload, delivery: Delivery) -> Iterator[Part]:
    """The customer answered a message with STOP; only Pinpoint was told the words."""
    about = mapping(said.get("attributes"))
    person = who("", {}, {"phone": text(about.get("destination_phone_number"))})
    own = f"aws-sms-{text(about.get('message_id'))}-optout"
    for draft in refused("sms", person, own):
        yield event_of(replace(draft, time=said.get("event_timestamp")), own, delivery, "sms")


def _streamed(said: Payload, delivery: Delivery) -> Part:
    kind, about = text(said.get("event_type")) or "", mapping(said.get("attributes"))
    if kind not in STREAM:
        raise Invalid("unknown-topic", "no meaning is known for this event type")
    message, status = text(about.get("message_id")), text(about.get("record_status"))
    properties = {"provider_message_id": message, "status": status, "campaign_id": text(about.get("campaign_id"))}
    person = who("", {}, {"phone": text(about.get("destination_phone_number"))})
    draft = Draft(STREAM[kind], person, said.get("event_timestamp"), properties)
    return event_of(draft, f"aws-sms-{message}-{kind.lower()}", delivery, "sms")
