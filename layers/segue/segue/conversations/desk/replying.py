"""Replying: what staff say to the customer becomes a message, once, that the sender of all messages carries."""

from dataclasses import dataclass
from typing import Any

from segue.contact_points import AT
from segue.conversations.conversations import Conversation, Turn
from segue.errors import Invalid
from segue.journeys.instances import WHOLE
from segue.keys import IdentityKey, digest
from segue.messages import DESK, Message, message_id
from segue.tracing import trace_of

PURPOSE = "transactional"
TITLES = {"said": "Answer of the staff", "note": "Note for the help desk"}  # in lists, until a mail has its subject
AGAIN = ("re:", "aw:", "sv:", "r:")  # what programs put before the subject of an answer
# Characters that the channels take: https://developers.facebook.com/docs/messenger-platform/reference/send-api,
# .../instagram-platform (bytes), .../whatsapp (text), https://docs.x.com/x-api/direct-messages
LONGEST = {"sms": 1_530, "whatsapp": 4_096, "messenger": 2_000, "instagram": 1_000, "x": 10_000}
USUAL = 50_000
OWN = "desk.segue.invalid"  # RFC 2606: no mail is ever from there


@dataclass(frozen=True)
class Destination:
    """Where an answer goes. `address`: where it is not known to be the person's: one that was typed in a chat, say.
    `thread`: of a help desk, its own conversation; `template`: one of the playbook's in place of own words; `signed`:
    the name of who writes, "" where the shop alone signs."""

    channel: str
    point: IdentityKey = ""
    address: str = ""
    thread: str = ""
    template: str = ""
    signed: str = ""


def reply(conversation: Conversation, turn: Turn, to: Destination, answered: Turn | None = None) -> Message:
    """The message that carries a turn of the staff; the same turn, the same message, whoever the person is by now.

    `answered` is the customer's last turn on that channel, whose mail the answer goes below. Raises Invalid("empty",
    "too-long").
    """
    _check(turn, to)
    journey, point = f"{DESK}{conversation.id}", to.point or desk_point(to.thread)
    identity = message_id(conversation.person, (journey, WHOLE, turn.id), point)
    mail = _threaded(identity, answered) if to.channel == "email" else {}
    return Message(
        id=identity,
        person=conversation.person,
        contact_point=point,
        journey=journey,
        key=WHOLE,
        step=turn.id,
        template=to.template,
        channel=to.channel,
        purpose=PURPOSE,
        created=turn.time,
        data=_said(conversation, turn, to, answered) | mail,
        subject=TITLES.get(turn.kind, TITLES["said"]),
        trace=trace_of(turn.id),
    )


def desk_point(thread: str) -> IdentityKey:
    """Where a help desk's conversation is written to: no address of a person's."""
    return f"{AT}helpdesk:{digest(b'thread', thread)}"


def own_mail(identity: str) -> str:
    """The id by which a mail names itself in the thread that it begins. Nobody else can make it: a turn's id is."""
    return f"{identity.rpartition('_')[2]}@{OWN}"


def subject_of(conversation: Conversation, answered: Turn | None) -> str:
    """What an answer by mail is called: as the mail that it goes below, so that programs show them together; else as
    the conversation; one without a subject leaves it to the sender."""
    own = str(answered.detail.get("subject") or "") if answered else ""
    said = " ".join((own or conversation.subject).split())[:200]
    return said if not said or said.casefold().startswith(AGAIN) else f"Re: {said}"


def _said(conversation: Conversation, turn: Turn, to: Destination, answered: Turn | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "text": turn.text,
        "subject": subject_of(conversation, answered),
        "agent": to.signed,
        "language": conversation.language,
        "attachments": [dict(one) for one in turn.attachments],
        "to": to.address,
        "thread": to.thread,
        "kind": "note" if turn.kind == "note" else "",
    }
    return {name: value for name, value in found.items() if value}


def _threaded(identity: str, answered: Turn | None) -> dict[str, Any]:
    """By which ids the customer's mail program knows where it belongs; `mail` is the id of the customer's mail. A mail
    that answers none names itself, since the id that it gets is known to its provider alone."""
    own = str(answered.detail.get("mail", "")) if answered else ""
    root = answered.thread.removeprefix("email:") if answered else ""
    older = list(dict.fromkeys(one for one in (root, own) if one))
    return {"in_reply_to": own, "references": older} if own else {"references": [own_mail(identity)]}


def _check(turn: Turn, to: Destination) -> None:
    if not (turn.text.strip() or turn.attachments or to.template):
        raise Invalid("empty", "an answer says something, or has a file with it")
    most = LONGEST.get(to.channel, USUAL)
    size = len(turn.text.encode()) if to.channel == "instagram" else len(turn.text)
    if size > most:
        raise Invalid("too-long", f"an answer by {to.channel} has at most {most} characters, and this one has {size}")
