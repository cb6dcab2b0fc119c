"""Serving: what a journey hands over to the people who serve becomes a conversation in their queue, a *task*; what it
asks in a chat becomes a turn there.

A task begins with a note among the staff and continues the conversation that led to it. The ledger is told nothing: the
customer has said nothing, so no case of theirs is open and no marketing waits for it.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from segue.conversations import refs, stating
from segue.conversations.conversations import Conversation, Turn, conversation_id
from segue.conversations.ports import Change
from segue.conversations.refs import Alias
from segue.conversations.scoring import asked, moved
from segue.conversations.turning import place_of
from segue.errors import Conflict, Unavailable
from segue.journeys.doors import InChat, Task
from segue.keys import digest
from segue.messaging.questions import choices_of
from segue.times import Millis

TAG, CHAT = "task", "chat"
IN = "~"  # between a conversation and the turn in it that asks
ROUNDS = 6
SUBJECT = 120  # characters


class Store(Protocol):
    """Where conversations are kept."""

    def aliases(self, refs: Sequence[str], now: Millis, /) -> dict[str, Alias]: ...

    def head(self, conversation: str, /) -> Conversation | None: ...

    def save(self, change: Change, /) -> Conversation: ...


@dataclass(frozen=True)
class Serving:
    """Opens tasks, and asks in chats. `asks` signs a question, `words` are those of the question in a language."""

    store: Store
    asks: Callable[[str], str]
    words: Callable[[str], str]

    def ask(self, question: InChat, /) -> None:
        """Once: how easy it was, with seven buttons. Raises Unavailable where others keep writing."""
        for _ in range(ROUNDS):
            head = head_of(self.store, question.conversation, question.moment)
            if head is None or head.state != "resolved" or self._put(head, question):  # it goes on: nobody asks
                return
        raise Unavailable("contended", "this conversation keeps changing")

    def _put(self, head: Conversation, question: InChat) -> bool:
        """Whether it is asked now, or was before: then its turn is there. Anything else that was in the way is gone."""
        change = self._asked(head, question)
        try:
            self.store.save(change)
        except Conflict:
            return bool(self.store.aliases([refs.of_turn(change.turns[0].id)], question.moment))
        return True

    def _asked(self, head: Conversation, question: InChat) -> Change:
        identity = digest(b"ask", question.id)
        token = self.asks(f"{head.id}{IN}{identity}")
        detail = {"choices": [{"id": one.id, "title": one.title} for one in choices_of(token, head.language)]}
        turn = Turn(identity, head.id, question.moment, "bot", CHAT, "ask", self.words(head.language), detail=detail)
        after = replace(head, touched=max(head.touched, question.moment), turns=head.turns + 1)
        after = asked(after, identity, question.moment)
        named = (Alias(refs.of_turn(turn.id), head.id, place_of(turn)),)
        told = ((head.person, stating.asked(head, identity, question.moment)),)
        return Change(after, (turn,), aliases=named, events=told, counts=moved(head, after))

    def open(self, task: Task, /) -> None:
        """Once: one that is there already stays as it has become."""
        with suppress(Conflict):
            self.store.save(change_of(task, head_of(self.store, task.about, task.moment)))


class Heads(Protocol):
    """Finds where conversations stand."""

    def aliases(self, refs: Sequence[str], now: Millis, /) -> dict[str, Alias]: ...

    def head(self, conversation: str, /) -> Conversation | None: ...


def head_of(heads: Heads, name: str, now: Millis) -> Conversation | None:
    """The conversation of an id, or of a name that a channel or a help desk has for it; of one that was merged the one
    that it goes on in."""
    if name and not name.startswith("c_"):
        name = next((one.conversation for one in heads.aliases([refs.of_thread(name)], now).values()), "")
    found = heads.head(name) if name else None
    return heads.head(found.into) if found and found.into else found


def change_of(task: Task, about: Conversation | None) -> Change:
    """What is written: the head, and the note that says what is to be done."""
    identity = conversation_id(f"task:{task.id}")
    turn = Turn(digest(b"task", task.id), identity, task.moment, "system", "", kind="note", text=task.note)
    head = Conversation(
        id=identity,
        person=task.person,
        channel=about.channel if about else "",
        channels=about.channels if about else (),
        points=about.points if about else {},
        subject=task.note[:SUBJECT],
        preview=task.note[:SUBJECT],
        topic=about.topic if about else "",
        topic_by=about.topic_by if about else "",
        language=about.language if about else "",
        queue=task.queue,
        tags=(TAG,),
        began=task.moment,
        touched=task.moment,
        continues=about.id if about else "",
        known=about.known if about else {},
        turns=1,
    )
    alias = Alias(refs.of_turn(turn.id), identity, place_of(turn))
    return Change(head, (turn,), aliases=(alias,), pointers=(task.person,))
