"""Moving: a conversation goes on elsewhere, by the wish of either side. Pure.

One message says so on the new channel, in words of the shop's (`telling`): whoever typed an address into a chat may
have typed a stranger's, who reads nothing that anybody has typed. Until somebody answers from there, the address is
one of this conversation's and no identity of anybody's.
"""

import re
from dataclasses import dataclass, replace

from segue.contact_points import address_types
from segue.conversations import refs
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.acts import Act
from segue.conversations.desk.promising import promises
from segue.conversations.desk.replying import Destination, reply
from segue.conversations.ports import Change
from segue.conversations.refs import Alias
from segue.conversations.standing import settled
from segue.conversations.turning import place_of
from segue.errors import Invalid
from segue.identifiers import Identifier, identifier
from segue.keys import digest
from segue.languages.texts import _
from segue.messages import Message

TO = ("email", "sms", "whatsapp")  # channels whose addresses people know by heart
# Of addresses that visitors type, through however many chats: to one of them in a day; from one caller in an hour, so
# that nobody uses up what is for all; and to all of them in an hour, by channel: of those who are proven, and of all
# others together. Text messages to numbers of somebody's choice are a fraud that shops pay for.
MOST_TO_ONE, MOST_OF_ONE = 5, 10
MOST_TYPED = {"email": 2_000, "sms": 200, "whatsapp": 200}
MOST_GIVEN = 3  # addresses that were typed into one conversation: nobody writes to many strangers through it
FORMS = {
    "email": re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]+\.[^\s@<>,;\".]{2,}"),
    "phone": re.compile(r"\+\d{7,15}"),
}
WANTED = {
    "email": _("a mail address such as kim@example.com is needed"),
    "phone": _("a number with its country, such as +31612345678 is needed"),
}


@dataclass(frozen=True)
class Told:
    """`text` and `subject` are what goes out, in this `language`, signed by `agent`; `link` is the one in the text.
    `turn` is what the conversation itself says of it."""

    text: str
    subject: str
    turn: str
    language: str = ""
    agent: str = ""
    link: str = ""


@dataclass(frozen=True)
class Going:
    """Where it goes on, and what is said there."""

    to: Destination
    told: Told


def address_of(channel: str, given: str) -> Identifier:
    """What somebody typed as an address of a channel. Raises Invalid("bad-channel", "bad-address")."""
    if channel not in TO:
        given = repr(channel[:40])
        detail = _("a conversation goes on by {channels}, not by {channel}")
        raise Invalid("bad-channel", detail.format(channels=", ".join(TO), channel=given))
    kind = address_types(channel)[0]
    found = identifier(kind, given)
    if found is None or not FORMS[kind].fullmatch(found.value):
        raise Invalid("bad-address", WANTED[kind])
    return found


def moved(head: Conversation, going: Going, act: Act, below: Turn | None = None) -> Change:
    """What is written: the turn that says so, its message, and the promise of the address. `below` is the mail of the
    customer's that it goes below. Raises Invalid("too-many") where too many addresses were given."""
    to = going.to
    given = {**head.given, **({to.channel: to.address} if to.address else {})}
    if to.address and head.given.get(to.channel, to.address) != to.address and head.moves >= MOST_GIVEN:
        raise Invalid("too-many", _("this conversation went on at several addresses already"))
    turn = _turn(head, going, act)
    said = replace(turn, text=going.told.text)
    message = _message(head, said, going, None if to.address else below)
    turn = replace(turn, message=message.id)
    aliases = (Alias(refs.of_turn(turn.id), head.id, place_of(turn)), *promises(head, said, message, act.now))
    after = replace(
        head,
        given=given,
        points={**head.points, to.channel: to.point},
        channels=tuple(dict.fromkeys((*head.channels, to.channel))),
        moves=head.moves + bool(to.address),
        turns=head.turns + 1,
        touched=max(act.now, head.touched),
    )
    return Change(settled(after), (turn,), aliases=aliases, messages=(message,))


def turn_id(conversation: str, act: Act) -> str:
    """The id of the turn that says so: the same occasion, the same turn."""
    return digest(b"desk", f"{conversation}|move|{act.occasion}")


def _message(head: Conversation, said: Turn, going: Going, below: Turn | None) -> Message:
    """A mail that begins a thread has a subject of its own; one that goes below the customer's has theirs."""
    told = going.told
    message = reply(head, said, replace(going.to, signed=told.agent), below)
    new = {} if message.data.get("in_reply_to") else {"subject": told.subject}
    known = {"language": told.language, "link": told.link} | new
    return replace(message, data={**message.data, **{name: one for name, one in known.items() if one}})


def _turn(head: Conversation, going: Going, act: Act) -> Turn:
    return Turn(
        id=turn_id(head.id, act),
        conversation=head.id,
        time=act.now,
        author="system",
        channel=going.to.channel,
        text=going.told.turn,
        agent=act.by,
        detail={"moved": going.to.channel},
    )
