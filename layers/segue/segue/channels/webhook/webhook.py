"""A message as a POST to an address that the template names, signed per Standard Webhooks.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
The id is the message's, so that whoever takes it knows a second one.
"""

import re
from typing import Any

import msgspec

from segue.channels.outgoing import HttpsCall, Said, Sender
from segue.errors import Refused
from segue.journeys.calling import signed
from segue.messages import Envelope, Message
from segue.times import to_text

PARAMETER = "webhook"  # signs
PLACE = re.compile(r"https://(?P<host>(?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]+)(?P<path>/[!-~]*)?")
LONGEST = 2000
# What was not taken. Of 5xx nobody can tell, but for 503, by which a server says that it does nothing at the moment.
ANSWERS: dict[str, Said] = {
    **dict.fromkeys(("400", "401", "403", "404", "405", "410", "413", "415", "422"), "refused"),
    **dict.fromkeys(("408", "425", "429", "503"), "later"),
}


def outgoing(message: Message, envelope: Envelope, sender: Sender) -> HttpsCall:
    """A POST of the message's facts, with what the template says as `said`: JSON where it is JSON, else its text.
    Raises Refused("rejected") where the address is none."""
    place = PLACE.fullmatch(envelope.parts["webhook.url"])
    if not place or len(place[0]) > LONGEST:
        raise Refused("rejected", "the template's `url` is not https:// and the name of a host, without a port")
    about = {name: getattr(message, name) for name in ("person", "journey", "key", "step", "template", "purpose")}
    data = {"message": message.id, **about, "said": _said(envelope.parts["webhook.body"])}
    said = {"type": "message.sent", "timestamp": to_text(sender.moment), "data": data}
    body = msgspec.json.encode(said, order="sorted")
    headers = signed(message.id, body, [sender.secret], sender.moment)
    return HttpsCall(place["host"].lower(), place["path"] or "/", headers, body, "id")


def _said(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
