"""Turns: one contribution to a conversation, whichever channel it came by, under the words that all providers share."""

from dataclasses import dataclass
from typing import Literal

from segue.channels.drafts import Draft
from segue.channels.payloads import Payload, given

TURN = "Conversation Turn"
Author = Literal["customer", "agent", "bot"]


@dataclass(frozen=True)
class Turn:
    """`conversation` is the provider's thread under the provider's prefix; `id` its name of this contribution.

    `attachments` are {"type", "url", "name"}; `reply_to` names the contribution or the message that it answers;
    `change` says that it takes the place of an earlier one of its id: `edited` or `unsent`.
    """

    conversation: str
    author: Author
    text: str = ""
    id: str = ""
    topic: str | None = None
    attachments: tuple[Payload, ...] = ()
    reply_to: str | None = None
    change: Literal["", "edited", "unsent"] = ""


def said(turn: Turn, who: Payload, time: str | float | None, further: Payload | None = None) -> Draft:
    """A draft of the turn; `further` are properties of the provider's own."""
    properties = {
        "conversation_id": turn.conversation,
        "author": turn.author,
        "text": turn.text,
        "turn_id": turn.id or None,
        "topic": turn.topic,
        "attachments": list(turn.attachments),
        "reply_to": turn.reply_to,
        "change": turn.change or None,
    }
    return Draft(TURN, who, time, given({**properties, **(further or {})}))
