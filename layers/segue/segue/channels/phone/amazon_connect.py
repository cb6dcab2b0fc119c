"""Amazon Connect's contacts: contact events, contact records, and what a flow tells the function that it calls.

https://docs.aws.amazon.com/connect/latest/adminguide/contact-events.html,
https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html and
https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html
A contact event does not say who called. So every call is kept under the contact's id, which makes a contact event and
the record of the same contact one, and whoever knows the customer's number or address says that it is of this contact.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from segue.channels import passwords, topics
from segue.channels.drafts import Draft, event_of
from segue.channels.payloads import Payload, given, mapping, text
from segue.channels.phone.ringing import Ringing
from segue.channels.proofs import Proof
from segue.clocks import lenient
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid
from segue.identifiers import identifier
from segue.times import SECOND

HEADERS: tuple[str, ...] = ()
STARTED = {"voice": "Call Started", "chat": "Live Chat Conversation Started", "email": "Conversation Opened"}
ENDED = {"voice": "Call Ended", "chat": "Live Chat Conversation Ended", "email": "Conversation Resolved"}
ANSWERED = {"voice": "Call Answered"}
CHANNELS = {"voice": "phone"}
MOMENTS = ("INITIATED", "CONNECTED_TO_AGENT", "DISCONNECTED")
# What happens to a contact in between, and after the customer has gone.
_PASSING = """
CONNECTED_TO_SYSTEM QUEUED CONTACT_DATA_UPDATED CONTACT_EVALUATION_SUBMITTED COMPLETED PAUSED RESUMED
AMD_DISABLED CAMPAIGN_CALL_CONNECTED WEBRTC_API
"""
PASSING = frozenset(_PASSING.split())
NUMBER = re.compile(r"\+?[\d ()-]{5,25}", re.ASCII)  # the digits of `sip:line7@desk.example` are nobody's number
ENDPOINTS = {"TELEPHONE_NUMBER": "phone", "VOIP": "phone", "EMAIL_ADDRESS": "email"}


def verify(proof: Proof) -> None:
    """The source's secret, as a password or a token. Raises Unauthorized."""
    passwords.check(proof)


def check(options: Mapping[str, Any]) -> None:
    """The topics whose posts are proven by their signature. Raises Invalid("bad-source")."""
    topics.check(options)


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What a contact event, record or flow says. Raises Invalid."""
    said = topics.inner(delivery.body, "aws.connect")
    flow = mapping(mapping(said.get("Details")).get("ContactData"))
    contact = _folded(flow or said)
    kind = (text(contact.get("eventtype")) or "").upper()
    if not said or _passes(contact, kind):
        yield Ignored(delivery, "topic-administration" if not said else kind.lower() or "task")
    elif not contact.get("contactid") or (kind and kind not in MOMENTS):
        raise Invalid("unknown-topic", "this is no event, record or flow of a contact")
    else:
        for draft in _drafts(contact, kind, bool(flow)):
            channel = str(contact["channel"])
            yield event_of(draft, "", delivery, CHANNELS.get(channel, channel))


def rings(delivery: Delivery) -> Ringing:
    """Who is on the line of a contact whose flow asks. Raises Invalid."""
    contact = _flow_of(delivery)
    named = next(iter(_customer(contact).items()), None)
    who = identifier(*named) if named else None
    return Ringing(who, str(_about(contact)["conversation_id"]), "" if who else "hidden-number")


def ringing(delivery: Delivery) -> Iterator[Part]:
    """The same as events: whose contact it is, and that it has begun. A flow does not say when; the contact's own event
    tells of the same beginning with its time, under the same id. Raises Invalid."""
    contact = _flow_of(delivery)
    channel, customer = str(contact["channel"]), _customer(contact)
    named = {**_contact(contact), "traits": customer} if customer else _contact(contact)
    begun = Draft(STARTED.get(channel, "Conversation Opened"), named, None, _about(contact), id=_id(contact, "started"))
    known = Draft(None, named, None, traits=customer, id=_id(contact, "customer"))
    for draft in (known, begun) if customer else (begun,):
        yield event_of(draft, "", delivery, CHANNELS.get(channel, channel))


def _passes(contact: Payload, kind: str) -> bool:
    """Whether it says nothing that is kept. Who chats or mails with the staff is told by what they say there."""
    other = kind == "CONNECTED_TO_AGENT" and contact["channel"] not in ANSWERED
    return kind in PASSING or other or contact["channel"] == "task"


def _flow_of(delivery: Delivery) -> Payload:
    said = topics.inner(delivery.body, "aws.connect")
    flow = mapping(mapping(said.get("Details")).get("ContactData"))
    if not flow.get("ContactId"):
        raise Invalid("unknown-topic", "this is not what a flow tells a function")
    return _folded(flow)


def _drafts(contact: Payload, kind: str, flow: bool) -> Iterator[Draft]:
    """A record has no kind: it tells of the whole contact, an event of one moment, a flow of who is there."""
    customer = _customer(contact)
    if customer:
        named = {**_contact(contact), "traits": customer}
        yield Draft(None, named, contact.get("initiationtimestamp"), traits=customer, id=_id(contact, "customer"))
    elif flow:
        raise Invalid("no-identifier", "the flow does not say who is there")
    if not flow:
        yield from _told(contact, kind)


def _told(contact: Payload, kind: str) -> Iterator[Draft]:
    channel, ended = contact["channel"], contact.get("disconnecttimestamp")
    taken = contact["agent"].get("connectedtoagenttimestamp")
    if kind in ("", "INITIATED"):
        name = STARTED.get(channel, "Conversation Opened")
        when = contact.get("initiationtimestamp")
        yield Draft(name, _contact(contact), when, _about(contact), id=_id(contact, "started"))
    if kind == "CONNECTED_TO_AGENT":
        yield Draft(ANSWERED[channel], _contact(contact), taken, _about(contact), id=_id(contact, "answered"))
    if kind in ("", "DISCONNECTED") and ended:
        name = ENDED.get(channel, "Conversation Resolved")
        yield Draft(name, _contact(contact), ended, {**_about(contact), **_lasted(contact)}, id=_id(contact, "ended"))


def _folded(said: Payload) -> Payload:
    """Names as events write them and as records do, with the channel and the parts under one name."""
    low = {name.lower(): mapping(value) if isinstance(value, dict) else value for name, value in said.items()}
    parts = {name: low.get(name) or low.get(f"{name}info") for name in ("queue", "agent", "customerendpoint")}
    inner = {name: {key.lower(): value for key, value in mapping(part).items()} for name, part in parts.items()}
    return {**low, **inner, "channel": (text(low.get("channel")) or "voice").lower()}


def _contact(contact: Payload) -> Payload:
    return {"externalIds": [{"type": "connect_contact_id", "id": text(contact.get("contactid"))}]}


def _customer(contact: Payload) -> Payload:
    endpoint = contact["customerendpoint"]
    kind, address = ENDPOINTS.get(str(endpoint.get("type"))), text(endpoint.get("address"))
    known = kind == "email" or (address and NUMBER.fullmatch(address))
    return given({kind: address}) if kind and known else {}


def _id(contact: Payload, what: str) -> str:
    return f"connect-{text(contact.get('contactid'))}-{what}"


def _about(contact: Payload) -> Payload:
    method = text(contact.get("initiationmethod"))
    return {
        "conversation_id": f"connect:{text(contact.get('initialcontactid')) or text(contact.get('contactid'))}",
        "call_id": text(contact.get("contactid")),
        "direction": "outbound" if method == "OUTBOUND" else "inbound" if method == "INBOUND" else None,
        "initiation_method": method,
        "queue": text(contact["queue"].get("name")) or text(contact["queue"].get("queuearn")),
        "agent": _agent(contact["agent"]),
    }


def _agent(agent: Payload) -> str | None:
    """Who took it: a record names the user, an event only the end of the user's ARN."""
    place = text(agent.get("agentarn")) or text(agent.get("arn")) or ""
    took = agent.get("connectedtoagenttimestamp")
    return (text(agent.get("username")) or place.rpartition("/")[2] or None) if took else None


def _lasted(contact: Payload) -> Payload:
    ended, agent = contact.get("disconnecttimestamp"), contact["agent"].get("connectedtoagenttimestamp")
    started = contact.get("connectedtosystemtimestamp") or contact.get("initiationtimestamp")
    return {
        "duration": _seconds(started, ended),
        "wait": _seconds(contact["queue"].get("enqueuetimestamp"), agent),
        "talk": _seconds(agent, ended),
        "answered": bool(agent),
        "reason": text(contact.get("disconnectreason")),
        # A customer whom nobody answered still wants something.
        "resolved": False if not agent and text(contact.get("initiationmethod")) == "INBOUND" else None,
    }


def _seconds(start: Any, end: Any) -> float | None:
    """Seconds from one moment to a later one."""
    first, last = lenient(start), lenient(end)
    return (last - first) / SECOND if first is not None and last is not None and last >= first else None
