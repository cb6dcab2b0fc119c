"""Assigning: where the policy says so, what comes is given to whoever is there and has least to do.

Each conversation is given on the condition that it is as it was read: whoever takes it over at the same moment has it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue.conversations.conversations import Conversation, State
from segue.conversations.policies import ConversationPolicy
from segue.conversations.ports import Change, Store
from segue.conversations.routing.presence import Agent, chosen, is_free, loads
from segue.conversations.standing import seen_in
from segue.errors import Conflict
from segue.times import Millis

LOOKED_AT = 500  # open conversations whose owners are counted
Staff = tuple[Sequence[Agent], Counter[str]]  # who is there, and how many conversations wait for each


class Heads(Store, Protocol):
    """Conversations by where they stand."""

    def newest(self, state: State, limit: int, before: Millis, wanted: Mapping[str, str], /) -> list[Conversation]:
        """Up to `limit` heads in a state that changed last before a moment, newest first."""
        ...


@dataclass(frozen=True)
class Assigning:
    """`there` are the staff that have said of themselves where they are."""

    store: Heads
    there: Callable[[], Sequence[Agent]]
    policy: Callable[[], ConversationPolicy]

    def give(self, head: Conversation, now: Millis) -> Conversation:
        """The conversation as it then stands; nobody gets it where nobody is there."""
        if not is_free(head, self.policy()):
            return head
        there = [one for one in self.there() if one.takes(head.queue, now)]
        return self._given([head], (there, loads(self._open(now))), now)[0] if there else head

    def take_up(self, now: Millis) -> list[Conversation]:
        """Gives what waits to whoever is there, the oldest first: somebody has just come."""
        if not self.policy().assigns:
            return []
        heads = self._open(now)
        waiting = sorted((one for one in heads if is_free(one, self.policy())), key=lambda one: (one.heard, one.id))
        return self._given(waiting, (self.there(), loads(heads)), now) if waiting else []

    def _given(self, heads: Sequence[Conversation], staff: Staff, now: Millis) -> list[Conversation]:
        there, load = staff
        given: list[Conversation] = []
        for head in heads:
            name = chosen(head, there, load, now)
            load[name] += 1
            given.append(self._saved(head, name, now) if name else head)
        return given

    def _saved(self, head: Conversation, name: str, now: Millis) -> Conversation:
        """Somebody who is faster has it: then it stays as it is, and is looked at again with the next that comes."""
        after = replace(seen_in(replace(head, assignee=name), "assigned"), touched=max(now, head.touched))
        try:
            return self.store.save(Change(after))
        except Conflict:
            return self.store.heads([head.id]).get(head.id, head)

    def _open(self, now: Millis) -> list[Conversation]:
        return self.store.newest("open", LOOKED_AT, now + 1, {})
