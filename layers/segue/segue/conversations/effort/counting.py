"""Counting: a question that has left is noted on its conversation, once, and counted by that."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from segue.conversations.conversations import Conversation
from segue.conversations.effort.surveys import question_of
from segue.conversations.ports import Change
from segue.conversations.scoring import asked, moved
from segue.errors import Conflict, Unavailable
from segue.messages import Message

ROUNDS = 6


class Store(Protocol):
    """Where conversations are kept."""

    def save(self, change: Change, /) -> Conversation: ...


@dataclass(frozen=True)
class Counting:
    """`read` reads a message, `head` finds where a conversation stands, by its id or a channel's name for it."""

    store: Store
    read: Callable[[str], Message | None]
    head: Callable[[str], Conversation | None]

    def note(self, message: str) -> None:
        """That the message has asked. Raises Unavailable where others keep writing: it may be noted again."""
        question = question_of(self.read(message))
        if question is None:
            return
        for _ in range(ROUNDS):
            head = self.head(question.conversation)
            if head is None or self._saved(head, asked(head, question.id, question.asked)):
                return
        raise Unavailable("contended", "this conversation keeps changing")

    def _saved(self, before: Conversation, after: Conversation) -> bool:
        if after == before:
            return True
        try:
            self.store.save(Change(after, counts=moved(before, after)))
        except Conflict:
            return False
        return True
