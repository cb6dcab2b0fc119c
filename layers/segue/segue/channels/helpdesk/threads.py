"""A help desk's own conversations, and words as it takes them."""

import re
from base64 import b64encode
from collections.abc import Mapping
from html import escape

import msgspec

from segue.channels.outgoing import HttpsCall, Said, Sender
from segue.errors import Refused
from segue.messages import Envelope, Message

TRACE = "x-segue-message"  # for whoever looks for one of them; no desk reads it
NOTE = "note"  # in place of an answer: among the staff alone
OWN = re.compile(r"[A-Za-z0-9_-]{1,64}")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.IGNORECASE)
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+", re.IGNORECASE)
ANSWERS: dict[str, Said] = {
    **dict.fromkeys(("400", "403", "404", "405", "410", "413", "415", "422"), "refused"),
    "401": "later",  # until there is a token that holds
    "409": "later",  # somebody else is changing the same conversation
    "429": "later",
}
Row = Mapping[str, object]


def own_id(envelope: Envelope, desk: str = "") -> str:
    """The desk's own name of the conversation that an answer goes into. Raises Refused("rejected") where it is another
    desk's (`desk` "" takes any), or none."""
    of, _, own = envelope.to.rpartition(":")
    if (of and desk and of != desk) or not OWN.fullmatch(own):
        raise Refused("rejected", f"this is no conversation of {desk or 'the help desk'}")
    return own


def is_note(envelope: Envelope) -> bool:
    """Whether it is for the staff alone."""
    return envelope.parts["helpdesk.kind"] == NOTE


def words(envelope: Envelope) -> str:
    """What is said."""
    return envelope.parts["helpdesk.text"]


def html(envelope: Envelope) -> str:
    """The same where the desk takes HTML."""
    blocks = [one for one in words(envelope).split("\n\n") if one.strip()]
    return "".join(f"<p>{escape(one.strip(), quote=False).replace(chr(10), '<br>')}</p>" for one in blocks)


def host_of(place: str, under: str) -> str:
    """The desk's host: a name under the provider's, or the whole host. Raises Refused("rejected")."""
    if NAME.fullmatch(place):
        return f"{place.lower()}.{under}"
    return host(place)


def host(place: str) -> str:
    """A host as it stands. Raises Refused("rejected")."""
    if not HOST.fullmatch(place):
        raise Refused("rejected", "HelpDeskPlace names no host")
    return place.lower()


def number(sender: str) -> int | str:
    """An id as the desk writes it."""
    return int(sender) if sender.isdecimal() and sender.isascii() else sender


def basic(user: str, password: str) -> str:
    """HTTP's Basic."""
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


def asked(message: Message, place: tuple[str, str], said: Row, proof: Mapping[str, str]) -> HttpsCall:
    """A POST of JSON to (host, path)."""
    headers = {**proof, "content-type": "application/json", "accept": "application/json", TRACE: message.id}
    return HttpsCall(*place, headers, msgspec.json.encode(said))


def by(message: Message, sender: Sender) -> str:
    """Who writes it there."""
    return sender.of(message.purpose)
