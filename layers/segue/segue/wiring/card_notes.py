"""The hand-over card in the help desk, where the shop wants it there."""

from segue.conversations.cards.cards import card_of
from segue.conversations.cards.notes import DESK, notes_of
from segue.conversations.conversations import Conversation
from segue.conversations.joined import card_turns
from segue.times import Millis
from segue.wiring.conversations import conversations, policy
from segue.wiring.people import profiles
from segue.wiring.tables import messages

LOOKED_AT = 100  # turns that a card is made of


def note_card(head: Conversation | None, now: Millis) -> None:
    """Intends the note; where the facts are those of an earlier one it stands already."""
    if head is None or DESK not in head.channels or not policy().card_notes:
        return
    turns = card_turns(conversations(), head, LOOKED_AT)
    for one in notes_of(head, turns, card_of(head, turns, profiles().read(head.person)), now):
        messages().intend(one)
