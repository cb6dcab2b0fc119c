"""Tasks: what a journey hands over to the people who serve becomes a conversation in their queue.

It begins with a note among the staff and continues the conversation that led to it. The ledger is told nothing: the
customer has said nothing, so no case of theirs is open and no marketing waits for it.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from segue.conversations import refs
from segue.conversations.conversations import Conversation, Turn, conversation_id
from segue.conversations.ports import Change
from segue.conversations.refs import Alias
from segue.conversations.turning import place_of
from segue.errors import Conflict
from segue.journeys.doors import Task
from segue.keys import digest

TAG = "task"
SUBJECT = 120  # characters


class Store(Protocol):
    """Where conversations are kept."""

    def head(self, conversation: str, /) -> Conversation | None: ...

    def save(self, change: Change, /) -> Conversation: ...


@dataclass(frozen=True)
class Tasks:
    """Opens tasks."""

    store: Store

    def open(self, task: Task, /) -> None:
        """Once: one that is there already stays as it has become."""
        with suppress(Conflict):
            self.store.save(change_of(task, self.store.head(task.about) if task.about.startswith("c_") else None))


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
