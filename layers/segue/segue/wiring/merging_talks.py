"""Merging conversations of a person, and parting them."""

from segue.conversations.conversations import Conversation
from segue.conversations.desk.merging import Merging
from segue.wiring.conversations import conversations, whose
from segue.wiring.escalating import escalating


def merging() -> Merging:
    """Merges and parts; loaded by whoever does."""
    return Merging(conversations(), whose, _watch)


def _watch(head: Conversation) -> None:
    """The word is on the queue at once: whoever files sets its timer where it comes early."""
    escalating().watch(head, head.due)
