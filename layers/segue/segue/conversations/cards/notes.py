"""The hand-over card as an internal note in a help desk's own conversation: once for what it says, and again only when
facts have changed, so that whoever stays in the help desk starts from them too. Pure."""

from collections.abc import Iterable

import msgspec

from segue.conversations.cards.cards import Card, text_of
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.replying import Destination, reply
from segue.keys import digest
from segue.messages import Message
from segue.times import Millis

DESK = "helpdesk"


def notes_of(head: Conversation, turns: Iterable[Turn], card: Card, now: Millis) -> tuple[Message, ...]:
    """A note for each thread of a help desk; none where the card says no more than the desk has itself. The same facts
    give the same messages."""
    threads = dict.fromkeys(one.thread for one in turns if one.channel == DESK and one.thread)
    if head.state == "resolved" or not _adds(card):
        return ()
    note = Turn(f"card-{_facts(card)}", head.id, now, "system", DESK, "note", text_of(card))
    return tuple(reply(head, note, Destination(DESK, thread=one)) for one in threads)


def _adds(card: Card) -> bool:
    """What the help desk does not see by itself: other channels, an order, who it is for sure, steps, forms."""
    return bool(card.order or card.tried or card.forms or card.sure or set(card.channels) - {DESK})


def _facts(card: Card) -> str:
    """What a new note is written for: not the time, nor which language is spoken."""
    said = [card.name, card.verified, card.sure, dict(card.order or {}), card.problem, card.tried, card.forms]
    return digest(b"card", msgspec.json.encode(said).decode())
