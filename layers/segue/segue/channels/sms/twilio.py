"""Twilio's messages, by SMS, MMS, WhatsApp, RCS and Messenger, and what became of ours.

https://www.twilio.com/docs/messaging/guides/webhook-request,
https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks and
https://www.twilio.com/docs/messaging/api/message-resource
A status has no time of its own, so it is of the moment when it came; which came first decides nothing, because each
outcome of a message is kept for itself (`segue.messages`). `?message=` in the address that Twilio reports to is ours.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from segue.channels import twilio_requests
from segue.channels.drafts import Draft, event_of, stated_id
from segue.channels.outgoing import HttpsCall, Said, Sender
from segue.channels.payloads import Payload, given, text
from segue.channels.phone import twilio_voice
from segue.channels.proofs import Proof
from segue.channels.sms.wishes import received
from segue.channels.sms.words import Wish
from segue.channels.turns import Turn
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid
from segue.messages import Envelope, Message

PARAMETER = "twilio"  # the account's auth token, by which Twilio proves its reports too
# Of 5xx and of what is not here nobody can tell. 401 and 403: the account is not set up, or not paid.
ANSWERS: dict[str, Said] = {
    "400": "refused",
    "404": "refused",
    "401": "later",
    "403": "later",
    "429": "later",
}
MESSAGE = "?message"
HEADERS = (MESSAGE,)
STATUSES = {
    "sent": "Sent",
    "delivered": "Delivered",
    "undelivered": "Failed",
    "failed": "Failed",
    "read": "Read",
}
IGNORED = ("accepted", "scheduled", "queued", "sending", "canceled", "partially_delivered", "receiving")
ADDRESS = re.compile(r"(?:(whatsapp|messenger|rcs):)?(.{1,200})", re.DOTALL)
WISHES: dict[str, Wish] = {"STOP": "stop", "START": "start", "HELP": "help"}  # Advanced Opt-Out
MOST_MEDIA = 10
SERVICE = re.compile(r"MG[0-9a-fA-F]{32}")
CONSENT = {"rcs": "sms"}  # to the same number, and the telephone decides which of the two it is


def verify(proof: Proof) -> None:
    """Twilio's signature under the account's auth token. Raises Unauthorized."""
    twilio_requests.verify(proof)


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one request says. Raises Invalid."""
    said = twilio_requests.fields(delivery.body)
    if "CallSid" in said:
        yield from twilio_voice.incoming(delivery)  # one address for all that an account reports
        return
    status = text(said.get("MessageStatus")) or text(said.get("SmsStatus")) or ""
    if status == "received" or (not status and "From" in said and ("Body" in said or "NumMedia" in said)):
        yield from _received(said, delivery)
    elif status in IGNORED:
        yield Ignored(delivery, status)
    elif status in STATUSES:
        yield _became(said, status, delivery)
    else:
        raise Invalid("unknown-topic", f"no meaning is known for the status {status[:80]!r}")


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """A message by the API of 2010. A sender is a number, a sender id or the SID of a messaging service; the settings
    are the account's SID. Twilio reports to the source of the same name."""
    origin = sender.of(message.purpose)
    form = {
        "To": envelope.to,
        "MessagingServiceSid" if SERVICE.fullmatch(origin) else "From": origin,
        "Body": envelope.parts["sms"],
        "StatusCallback": f"{sender.public_url}/webhooks/twilio?{urlencode({MESSAGE[1:]: message.id})}",
    }
    headers = {
        "authorization": twilio_requests.basic(sender.settings, sender.secret),
        "content-type": "application/x-www-form-urlencoded",
    }
    path = f"/2010-04-01/Accounts/{quote(sender.settings, safe='')}/Messages.json"
    return HttpsCall("api.twilio.com", path, headers, urlencode(form).encode(), "sid")


def _address(value: object) -> tuple[str, str]:
    """(channel, address) of `whatsapp:+31...`."""
    known = ADDRESS.fullmatch(text(value) or "")
    return (known[1] or "sms", known[2]) if known else ("sms", "")


def _who(channel: str, address: str, said: Payload) -> Payload:
    kind, own = {"whatsapp": "whatsapp_id", "messenger": "messenger_id"}.get(channel, ""), address
    if channel == "whatsapp":
        own = text(said.get("WaId")) or re.sub(r"\D", "", address)
    phone = address if channel != "messenger" and re.search(r"\d", address) else None
    external = [{"type": kind, "id": own}] if kind and own else []
    return given({"externalIds": external, "traits": given({"phone": phone, "name": text(said.get("ProfileName"))})})


def _received(said: Payload, delivery: Delivery) -> Iterator[Part]:
    channel, customer = _address(said.get("From"))
    _, shop = _address(said.get("To"))
    sid = text(said.get("MessageSid")) or text(said.get("SmsSid"))
    answered = text(said.get("OriginalRepliedMessageSid"))
    who = _who(channel, customer, said)
    turn = Turn(
        conversation=f"twilio:{stated_id(channel, customer, shop)}",
        author="customer",
        text=str(said.get("Body") or ""),
        id=f"twilio-{sid}",
        attachments=_media(said),
        reply_to=answered,
    )
    for draft in received(turn, who, CONSENT.get(channel, channel), WISHES.get(str(said.get("OptOutType")))):
        yield event_of(draft, turn.id, delivery, channel)
    if answered:
        replied = Draft(_named(channel, "Replied"), who, properties={"provider_message_id": answered})
        yield event_of(replied, f"{turn.id}-replied", delivery, channel)


def _media(said: Payload) -> tuple[Payload, ...]:
    numbered = (
        (text(said.get(f"MediaUrl{one}")), text(said.get(f"MediaContentType{one}"))) for one in range(MOST_MEDIA)
    )
    return tuple(given({"type": kind, "url": url}) for url, kind in numbered if url)


def _became(said: Payload, status: str, delivery: Delivery) -> Part:
    channel, customer = _address(said.get("To"))
    sid = text(said.get("MessageSid")) or text(said.get("SmsSid"))
    properties = {
        "message_id": text(delivery.headers.get(MESSAGE)),
        "provider_message_id": sid,
        "status": status,
        "reason": text(said.get("ErrorCode")),
    }
    # Nobody can tell by SMS that a message was read: then it is one of another channel to a number.
    name = _named("rcs" if status == "read" else channel, STATUSES[status])
    draft = Draft(name, _who(channel, customer, {}), properties=properties)
    return event_of(draft, f"twilio-{sid}-{status}", delivery, channel)


def _named(channel: str, what: str) -> str:
    return f"SMS {what}" if channel == "sms" else f"Message {what}"
