"""What leads back to a conversation once something went out of it: so that the customer's answer comes to it, whichever
way it takes, and that what a help desk or a page tells of our own words is not taken for new ones."""

from segue.contact_points import AT
from segue.conversations import refs
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.refs import Alias
from segue.conversations.turning import place_of
from segue.keys import IdentityKey
from segue.messages import Message
from segue.times import DAY, Millis

PROMISED: Millis = 7 * DAY  # how long what comes from an address goes on with the conversation
ECHOED: Millis = DAY  # how long our own words may take to come back


def promises(head: Conversation, turn: Turn, message: Message, now: Millis) -> tuple[Alias, ...]:
    """All that leads to the conversation because of this answer.

    Its address does where the customer has not written from there yet: elsewhere threads and topics say more.
    """
    new = message.channel not in head.points or head.points[message.channel] != message.contact_point
    point = () if not new or message.contact_point.startswith(AT) else (address(head, message.contact_point, now),)
    return (*point, *_own_mail(head, message), *_echoes(head, turn, message, now))


def address(head: Conversation, point: IdentityKey, now: Millis) -> Alias:
    """The promise that what comes from there within a week goes on with this conversation."""
    return Alias(refs.of_address(point), head.id, until=now + PROMISED)


def _own_mail(head: Conversation, message: Message) -> tuple[Alias, ...]:
    """A mail that begins a thread of its own names itself in it, and each answer names that again."""
    if message.channel != "email" or message.data.get("in_reply_to"):
        return ()
    return tuple(Alias(refs.of_thread(f"email:{one}"), head.id) for one in message.data.get("references", ()))


def _echoes(head: Conversation, turn: Turn, message: Message, now: Millis) -> tuple[Alias, ...]:
    own = str(message.data.get("thread", ""))
    threads = [own] if own else [one for one in head.threads if one.startswith(f"{message.channel}:")]
    found = [refs.of_echo(one, turn.text) for one in threads if message.channel != "email" and turn.text.strip()]
    return tuple(Alias(one, head.id, place_of(turn), now + ECHOED) for one in dict.fromkeys(found))
