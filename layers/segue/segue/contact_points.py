"""Contact points: an address or number that can be written to, and what a send to it must pass.

Consent per purpose is two moments, the newest yes and the newest no; the no holds when it is not older.
A message that is being sent, or was, is remembered by its short id, so that two people who turn out to be one
do not get it twice.

The channels that write to them are declared here, a line each: all that the product knows of a channel by name. Who
carries a channel's messages, and what comes back, is in `segue.channels.<channel>`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from segue.identifiers import TYPES
from segue.keys import IdentityKey, PersonId
from segue.times import DAY, MINUTE, Millis

REMEMBERED: Millis = 90 * DAY
ATTEMPT: Millis = 2 * MINUTE  # longer than the sender's timeout
MARK_LENGTH = 10
AT = "at:"  # before the contact points of channels that need no address
MOST_FORGOTTEN = 50  # old marks that one claim removes


class Channel(NamedTuple):
    """`address`: the type of identifier that it writes to. `parts`: what a template says on it (`push.title` stands as
    `title` under `push`); `html` is escaped. `messages`: what people call them. `may`: parts that may be left out.
    `or_else`: the type of identifier where nothing of `address` is known. `kept`: nobody carries them; the message
    itself keeps its words, and is read where it stands. `name`: the channel's own within a sentence, where its id is
    no word for people."""

    address: str
    parts: tuple[str, ...]
    messages: str
    may: tuple[str, ...] = ()
    or_else: str = ""
    kept: bool = False
    name: str = ""


CHANNELS = {
    "email": Channel("email", ("subject", "html", "text"), "mails", may=("text",), name="e-mail"),
    "custom": Channel("", ("custom.function", "custom.data"), "calls of a function", name="own channel"),
    "push": Channel("push_id", ("push.title", "push.body", "push.link"), "push messages", may=("push.link",)),
    "sms": Channel("phone", ("sms",), "text messages", name="SMS"),
    "webhook": Channel("", ("webhook.url", "webhook.body"), "webhooks"),
    "whatsapp": Channel(
        "phone",
        ("whatsapp.text", "whatsapp.template", "whatsapp.language", "whatsapp.parameters"),
        "WhatsApp messages",
        may=("whatsapp.template", "whatsapp.language", "whatsapp.parameters"),
        or_else="whatsapp_id",
        name="WhatsApp",
    ),
    "messenger": Channel("messenger_id", ("messenger",), "Messenger messages", name="Messenger"),
    "instagram": Channel("instagram_id", ("instagram",), "Instagram messages", name="Instagram"),
    "x": Channel("x_id", ("x",), "messages on X", name="X"),
    "helpdesk": Channel(
        "", ("helpdesk.text", "helpdesk.kind"), "help-desk answers", may=("helpdesk.kind",), name="help desk"
    ),
    "inapp": Channel(
        "user_id",
        ("inapp.title", "inapp.body", "inapp.link", "inapp.image", "inapp.until"),
        "messages on the site and in the app",
        may=("inapp.link", "inapp.image", "inapp.until"),
        or_else="anonymous_id",
        kept=True,
        name="in-app",
    ),
}


def named(channel: str) -> str:
    """What people call a channel, within a sentence: `e-mail`, `SMS`."""
    return (CHANNELS[channel].name if channel in CHANNELS else "") or channel


PURPOSES = ("marketing", "transactional")
# Channels that write to the same address as another.
SHARING = tuple(
    name
    for name, one in CHANNELS.items()
    if any(one.address and other.address == one.address for also, other in CHANNELS.items() if also != name)
)
USE = "use"  # the purpose of a no to being used at all: what the law wants sent goes out all the same
GUARDIAN = "guardian"  # the purpose of a guardian's yes
RESTRICTED = "restricted"  # why a message does not go out then
PAUSABLE = ("marketing",)  # what waits while a customer wants a pause
WRITTEN_TO = {name: one.address for name, one in CHANNELS.items()}
# What an answer on consent is about; shops ask for more channels than we write to.
ADDRESSES = {"sms": "phone", "whatsapp": "phone", "phone": "phone"} | WRITTEN_TO


@dataclass(frozen=True)
class ContactPoint:
    """`suppressed`: why nothing at all may be sent (bounce, complaint, stop, erased, gone). `attempts`: moment by
    message mark, negative: an attempt is in flight for as long as `ATTEMPT` (positive: one that is known to be over).
    `soft`: moments at which something came back though the address exists; `delivered`: the newest delivery.
    `paused`: marketing waits until then, by the customer's own wish. `owner`: of an app, the identity that was last
    signed in there; "" where nobody said. `linked`: the first click on a no, by purpose."""

    key: IdentityKey
    suppressed: str = ""
    granted: Mapping[str, Millis] = field(default_factory=dict)
    denied: Mapping[str, Millis] = field(default_factory=dict)
    attempts: Mapping[str, Millis] = field(default_factory=dict)
    soft: Mapping[str, Millis] = field(default_factory=dict)
    delivered: Millis = 0
    paused: Millis = 0
    owner: IdentityKey = ""
    linked: Mapping[str, Millis] = field(default_factory=dict)

    def passed_on(self, identities: Collection[IdentityKey]) -> bool:
        """Whether somebody else than the person of these identities uses it by now."""
        return bool(self.owner) and self.owner not in identities

    def refuses(self, purpose: str, asks_first: bool) -> str:
        """Why a message of this purpose may not be sent, as a stable word; "" when it may.

        `asks_first`: the purpose needs a recorded yes, not just the absence of a no.
        """
        if self.suppressed:
            return f"suppressed-{self.suppressed}"
        if purpose in self.denied and self.denied[purpose] >= self.granted.get(purpose, -1):
            return "opted-out"
        return "no-consent" if asks_first and purpose not in self.granted else ""

    @property
    def restricted(self) -> bool:
        """Whether nothing may be sent but what the law wants."""
        return USE in self.denied and self.denied[USE] >= self.granted.get(USE, -1)

    def paused_for(self, purpose: str) -> Millis:
        """Until when messages of this purpose wait; 0 for not at all."""
        return self.paused if purpose in PAUSABLE else 0

    def in_flight(self, now: Millis) -> list[str]:
        """Marks of the messages that are being sent at this moment; an attempt ends within `ATTEMPT`."""
        return [one for one, moment in self.attempts.items() if moment < 0 and now + moment < ATTEMPT]

    def forgettable(self, now: Millis) -> tuple[str, ...]:
        """Marks that are too old to matter, the oldest few first."""
        old = [one for one, moment in self.attempts.items() if abs(moment) < now - REMEMBERED]
        return tuple(sorted(old, key=lambda one: abs(self.attempts[one]))[:MOST_FORGOTTEN])


@dataclass(frozen=True)
class Claim:
    """What a send asks of a contact point; `asks_first`: the purpose needs a recorded yes. `attempt` tells a claim
    from another sender's of the same moment; `forgets`: old marks that go with this write; `needed`: the law wants it
    sent, whoever is restricted."""

    message_id: str
    purpose: str
    asks_first: bool
    attempt: str = ""
    forgets: tuple[str, ...] = ()
    needed: bool = False


def mark(message_id: str) -> str:
    """A message's short id at its contact point: the same for whichever person it was meant."""
    return message_id.rpartition("_")[2][:MARK_LENGTH]


def address_types(channel: str) -> tuple[str, ...]:
    """The types of identifier that a channel writes to, that which it prefers first; of a channel that we do not write
    to, those that an answer on consent is about. () where it needs none, and for one that is not known."""
    one = CHANNELS.get(channel)
    found = (one.address, one.or_else) if one else (ADDRESSES.get(channel, ""),)
    return tuple(kind for kind in found if kind)


def writers(kind: str) -> tuple[str, ...]:
    """The channels that write to this type of identifier."""
    return tuple(name for name in CHANNELS if kind in address_types(name))


def writers_to(contact_point: IdentityKey) -> tuple[str, ...]:
    """The channels that write to a contact point."""
    if contact_point.startswith(AT):
        return (contact_point.split(":")[1],)
    return writers(TYPES.get(contact_point[:1], ""))


def channel_of(contact_point: IdentityKey) -> str:
    """The first of them; "" for none."""
    return next(iter(writers_to(contact_point)), "")


def point_of(channel: str, person: PersonId) -> IdentityKey:
    """Where a channel that needs no address writes to. A person's id by itself is an identity key: it may be that of
    the person's mail address, whose bounces and answers are about mails."""
    return f"{AT}{channel}:{person}"


def identity_at(contact_point: IdentityKey) -> IdentityKey:
    """The identity under which what somebody does at a contact point is written down."""
    return contact_point.rpartition(":")[2]
