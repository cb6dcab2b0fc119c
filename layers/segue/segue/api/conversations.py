"""The routes about conversations: lists and one with its turns."""

from collections.abc import Mapping, Sequence
from heapq import merge
from typing import Annotated

from aws_lambda_powertools.event_handler import Depends, Request

from segue.api.answers import Limit, Page, Text
from segue.api.attachments import listed
from segue.api.conversation_answers import (
    CarriedAnswer,
    ConversationAnswer,
    DraftAnswer,
    DraftBody,
    ReasonAnswer,
    TurnAnswer,
    WantedPart,
    WholeConversation,
)
from segue.api.cursors import clear, opaque, page, time_of
from segue.api.reach_answers import ReachAnswer, ReachesAnswer
from segue.api.roles import caller_of
from segue.api.routes import event_of, query
from segue.conversations.conversations import TO_DO, Conversation, State, Turn
from segue.conversations.joined import turns_of
from segue.conversations.turning import place_of
from segue.lambdas import now
from segue.messages import Message
from segue.messaging.reasons import WHY_SO, explained, told
from segue.messaging.sms import size
from segue.times import Millis
from segue.wiring.cards import card
from segue.wiring.conversations import conversations, desk_of_conversations, of_person
from segue.wiring.people import profiles
from segue.wiring.reaching import reach_of
from segue.wiring.staff_names import names
from segue.wiring.tables import messages

FILTERS = {"channel": "channels", "tag": "tags", "mentions": "mentions"}
ME = "me"
STAFF, NAMED = ("assignee", "answered_by"), ("assignee", "mentions")  # what names one of the staff: told, asked


def wanted(request: Request) -> WantedPart:
    """The part of the list that the query asks for."""
    return query(WantedPart, request)


def list_conversations(request: Request, part: Annotated[WantedPart, Depends(wanted)]) -> Page[ConversationAnswer]:
    """Conversations, those first in which something happened last: of one state, or neither snoozed nor resolved."""
    filters = _filters(part, caller_of(event_of(request)).name)
    states: Sequence[State] = (part.state,) if part.state else TO_DO

    def read(limit: int, before: Millis) -> list[Conversation]:
        found = [conversations().newest(one, limit, before, filters) for one in states]
        return list(merge(*found, key=lambda one: -one.touched))[:limit]

    found, further = page(read, lambda one: one.touched, part.limit, time_of(part.before))
    return Page(items=[answer_of(one) for one in found], next=further)


def read_conversation(conversation: str, request: Request, limit: Limit = 50, before: Text = "") -> WholeConversation:
    """One conversation with its last turns, oldest first; `before` takes the `next` of an earlier answer."""
    head = desk_of_conversations().read(conversation)
    found = turns_of(conversations(), head, limit + 1, clear(before) if before else "")
    shown, further = found[:limit], opaque(place_of(found[limit - 1])) if len(found) > limit else None
    draft = conversations().draft(conversation, caller_of(event_of(request)).name)
    told = card(head, () if further or before else shown)
    said = {**_told(head), "turns": told_turns(shown[::-1]), "card": told, "next": further, "draft": draft}
    return WholeConversation.model_validate(said)


def conversations_of_person(person: str) -> Page[ConversationAnswer]:
    """Every conversation of a customer, under every id that they have had, newest first."""
    return Page(items=[answer_of(one) for one in of_person(person)])


def keep_draft(conversation: str, body: DraftBody, request: Request) -> DraftAnswer:
    """Keeps what the caller is about to say, until it is said or emptied."""
    desk_of_conversations().read(conversation)
    conversations().keep_draft(conversation, caller_of(event_of(request)).name, body.text)
    return DraftAnswer(text=body.text)


def answer_of(head: Conversation) -> ConversationAnswer:
    """Where a conversation stands, as it is told."""
    return ConversationAnswer.model_validate(_told(head))


def turn_answer(turn: Turn, message: Message | None = None) -> TurnAnswer:
    """A turn, as it is told."""
    said = {**vars(turn), "attachments": listed(turn), "agent_name": names().called(turn.agent) if turn.agent else ""}
    return TurnAnswer.model_validate(said | {"carried": _carried(message) if message else None})


def told_turns(turns: Sequence[Turn]) -> list[TurnAnswer]:
    """Turns as they are told, with what became of the messages that carry them."""
    known = {one.id: one for one in messages().read_all([turn.message for turn in turns if turn.message])}
    return [turn_answer(one, known.get(one.message)) for one in turns]


def read_reach(conversation: str) -> ReachesAnswer:
    """On which channels the customer can be answered now, and why not on the others."""
    head = desk_of_conversations().read(conversation)
    found = reach_of(head, profiles().read(head.person), now())
    return ReachesAnswer(items=[ReachAnswer.model_validate(one) for one in found])


def _carried(message: Message) -> CarriedAnswer:
    why = told(message) if message.reasons else [(word, explained(word, about)) for word, about in message.considered]
    kept = [one for one in why if one[0] not in WHY_SO]
    reasons = [ReasonAnswer(word=word, text=text) for word, text in kept]
    said = {"state": message.state, "reasons": reasons, "outcomes": [*message.outcomes], "until": message.until}
    said |= {"parts": size(str(message.data.get("text", ""))).parts} if message.channel == "sms" else {}
    return CarriedAnswer.model_validate(said)


def _told(head: Conversation) -> Mapping[str, object]:
    said = {name: list(one) if isinstance(one, tuple) else one for name, one in vars(head).items()}
    return said | {f"{one}_name": names().called(getattr(head, one)) if said[one] else "" for one in STAFF}


def _filters(part: WantedPart, caller: str) -> dict[str, str]:
    asked = {name: getattr(part, name) for name in ("channel", "assignee", "queue", "tag", "topic", "mentions")}
    named = {name: one for name, one in asked.items() if one}
    named |= {name: caller if named[name] == ME else names().named(named[name]) for name in NAMED if name in named}
    named |= {"mentions": named["mentions"].casefold()} if "mentions" in named else {}
    return {FILTERS.get(name, name): one for name, one in named.items()}
