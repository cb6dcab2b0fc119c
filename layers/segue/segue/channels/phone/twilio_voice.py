"""Twilio's calls.

https://www.twilio.com/docs/voice/twiml#request-parameters and
https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent
However many of a call's states come, it starts once and ends once.
"""

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from segue.channels import twilio_requests
from segue.channels.drafts import Draft, event_of, who
from segue.channels.payloads import Payload, text
from segue.channels.phone.ringing import Ringing
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid
from segue.identifiers import identifier

HEADERS: tuple[str, ...] = ()
BEGINNING = ("queued", "initiated", "ringing")
DIALLED = "outbound-dial"
# What Twilio writes for a caller who shows no number, typed on a telephone's keys: ANONYMOUS, RESTRICTED, BLOCKED,
# UNAVAILABLE, UNKNOWN.
HIDDEN = ("266696687", "7378742833", "17378742833", "2562533", "86282452253", "8656696", "anonymous")
# What is done with a call once it is known who rings.
ENDINGS = {
    "workflow": re.compile(r"WW[0-9a-f]{32}"),
    "flow": re.compile(r"https://webhooks\.twilio\.com/v1/Accounts/AC[0-9a-f]{32}/Flows/FW[0-9a-f]{32}"),
    "queue": re.compile(r"[^<>&\x00-\x1f]{1,64}"),
}
WANTED = {
    "workflow": "the sid of a TaskRouter workflow: WW and 32 digits",
    "flow": "the webhook URL of a Studio flow, as its trigger shows it",
    "queue": "the name of a queue of Twilio's, at most 64 characters",
}
ENDED = ("completed", "busy", "no-answer", "canceled", "failed")


def verify(proof: Proof) -> None:
    """Twilio's signature under the account's auth token. Raises Unauthorized."""
    twilio_requests.verify(proof)


def check(options: Mapping[str, Any]) -> None:
    """What is done with a call once it is known who rings: `workflow` (a TaskRouter workflow), `flow` (a Studio flow's
    webhook) or `queue` (a queue of Twilio's). Raises Invalid("bad-source")."""
    strange = [str(one) for one in options if one not in ENDINGS]
    if strange:
        raise Invalid("bad-source", f"a source of calls knows {', '.join(ENDINGS)}, not {', '.join(strange)}")
    if len(options) > 1:
        raise Invalid("bad-source", f"say one of {', '.join(ENDINGS)}")
    for name, given in options.items():
        if not isinstance(given, str) or not ENDINGS[name].fullmatch(given):
            raise Invalid("bad-source", f"`{name}` is {WANTED[name]}")


def rings(delivery: Delivery) -> Ringing:
    """Who is on the line of a call that Twilio asks about. Raises Invalid."""
    said = twilio_requests.fields(delivery.body)
    if not text(said.get("CallSid")):
        raise Invalid("unknown-topic", "this is not how Twilio asks about a call")
    inbound = not str(said.get("Direction") or "").startswith("outbound")
    number = _number(said, inbound) or ""
    hidden = number.lstrip("+") in HIDDEN or ":" in number or not number
    return Ringing(
        None if hidden else identifier("phone", number),
        f"twilio:{text(said.get('CallSid'))}",
        "hidden-number" if hidden else "",
    )


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one state of a call says. Raises Invalid."""
    said = twilio_requests.fields(delivery.body)
    status, inbound = text(said.get("CallStatus")) or "", str(said.get("Direction") or "inbound") == "inbound"
    if said.get("Direction") == DIALLED:
        yield Ignored(delivery, "dialled-leg")  # to whom a call is put through; the call itself tells of the customer
    elif (_number(said, inbound) or "").lstrip("+") in HIDDEN:
        yield Ignored(delivery, "hidden-number")
    elif status in BEGINNING and not inbound:
        yield Ignored(delivery, status)  # nobody has taken it yet
    elif status in (*BEGINNING, "in-progress"):
        yield event_of(
            _draft("Call Started", said, inbound), f"twilio-{text(said.get('CallSid'))}-started", delivery, "phone"
        )
    elif status in ENDED:
        yield event_of(_ended(said, status, inbound), f"twilio-{text(said.get('CallSid'))}-ended", delivery, "phone")
    else:
        raise Invalid("unknown-topic", f"no meaning is known for the status {status[:80]!r}")


def _number(said: Payload, inbound: bool) -> str | None:
    return text((said.get("From") or said.get("Caller")) if inbound else (said.get("To") or said.get("Called")))


def _draft(name: str, said: Payload, inbound: bool, further: Payload | None = None) -> Draft:
    phone = _number(said, inbound)
    properties = {
        "conversation_id": f"twilio:{text(said.get('CallSid'))}",
        "call_id": text(said.get("CallSid")),
        "direction": "inbound" if inbound else "outbound",
    }
    person = who("", {}, {"phone": phone if phone and phone[-1:].isdigit() and ":" not in phone else None})
    return Draft(name, person, properties={**properties, **(further or {})})


def _ended(said: Payload, status: str, inbound: bool) -> Draft:
    seconds = text(said.get("CallDuration"))
    answered = status == "completed"
    lasted = {
        "status": status,
        "duration": float(seconds) if seconds and seconds.isascii() and seconds.isdigit() else None,
        "answered": answered,
        # A customer whom nobody answered still wants something.
        "resolved": False if inbound and not answered else None,
    }
    draft = _draft("Call Ended", said, inbound, lasted)
    return Draft(draft.event, draft.who, _moment(said.get("Timestamp")), draft.properties)


def _moment(stated: Any) -> str | None:
    """RFC 2822, as Twilio writes it; None for anything else."""
    try:
        return parsedate_to_datetime(stated).isoformat() if isinstance(stated, str) else None
    except ValueError:
        return None
