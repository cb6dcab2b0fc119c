"""The channels by which people can be written to, a line each: all that the product knows of a channel by name.

Who carries a channel's messages and what they report is in `segue.channels.<channel>`.
"""

from typing import NamedTuple

from segue.identifiers import TYPES
from segue.keys import IdentityKey


class Channel(NamedTuple):
    """`address`: the type of identifier that it writes to. `parts`: what a template says on it; `html` is escaped.
    `messages`: what people call them."""

    address: str
    parts: tuple[str, ...]
    messages: str


CHANNELS = {
    "email": Channel("email", ("subject", "html", "text"), "mails"),
}
PURPOSES = ("marketing", "transactional")
WRITTEN_TO = {name: one.address for name, one in CHANNELS.items()}
# What an answer on consent is about; shops ask for more channels than we write to.
ADDRESSES = {"sms": "phone", "whatsapp": "phone", "phone": "phone"} | WRITTEN_TO


def channel_of(contact_point: IdentityKey) -> str:
    """The first channel that writes to contact points of this type; "" for none."""
    kind = TYPES.get(contact_point[:1], "")
    return next((name for name, one in CHANNELS.items() if one.address == kind), "")
