"""The hand-over card of a conversation, and what its customer had to say twice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from segue.conversations.cards.cards import card_of, told_of
from segue.conversations.cards.repeats import WORDS, Around, Other, orders_of, repeats_of
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.joined import card_turns, turns_of
from segue.conversations.ports import Change
from segue.errors import Conflict
from segue.profile.names import every_name
from segue.profile.profiles import Profile
from segue.wiring.conversations import conversations, of_person
from segue.wiring.people import profiles

LOOKED_AT = 200  # turns that a card is made of
BESIDE = 5  # other conversations that are looked at
TURNS = 60  # of each


def card(head: Conversation, turns: Sequence[Turn] = ()) -> dict[str, Any]:
    """The card as plain values; `turns`: all of the conversation where they are at hand."""
    known = turns or card_turns(conversations(), head, LOOKED_AT)
    return told_of(card_of(head, known, profiles().read(head.person)))


def mark_repeats(head: Conversation) -> Conversation:
    """Writes down what the customer had to say twice, where that is more than was known, while the customer's words
    wait for an answer. Where the conversation has changed meanwhile it is looked at again with the next turn."""
    profile = profiles().read(head.person) if head.state == "open" else None
    if profile is None:
        return head
    found = repeats_of(head, turns_of(conversations(), head, LOOKED_AT), _around(head, profile))
    told = tuple(dict.fromkeys((*head.repeats, *(WORDS[one] for one in found))))
    if told == head.repeats:
        return head
    try:
        return conversations().save(Change(replace(head, repeats=told)))
    except Conflict:
        return head


def _around(head: Conversation, profile: Profile) -> Around:
    orders = [str(one["id"]) for one in profile.order_rows]
    others = [one for one in of_person(head.person) if one.id != head.id][:BESIDE]
    turns = {one.id: turns_of(conversations(), one, TURNS) for one in others}
    before = [one for one in others if one.began <= head.began]
    return Around(
        orders,
        [one for one in every_name(profile.traits) if " " in one],  # a first name alone is what people sign with
        turns[before[0].id] if before else (),
        [Other(one, orders_of(turns[one.id], orders)) for one in others],
    )
