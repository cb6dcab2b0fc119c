"""Conversations in memory: what is written is written together and on the same conditions as in the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.ports import Change, Held, Whose
from segue.conversations.refs import Alias
from segue.conversations.turning import place_of
from segue.errors import Conflict
from segue.events import Event
from segue.keys import IdentityKey
from segue.messages import Message
from segue.times import Millis


@dataclass
class FakeConversations:
    """Heads by id, turns by place, references, and what went out with them."""

    stored: dict[str, Conversation] = field(default_factory=dict)
    by_place: dict[tuple[str, str], Turn] = field(default_factory=dict)
    by_ref: dict[str, Alias] = field(default_factory=dict)
    pointers: set[tuple[str, str]] = field(default_factory=set)
    begun: dict[str, int] = field(default_factory=dict)
    events: dict[str, tuple[IdentityKey, Event]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)

    def aliases(self, refs: Sequence[str], now: Millis) -> dict[str, Alias]:
        found = {one: self.by_ref[one] for one in refs if one in self.by_ref}
        return {ref: one for ref, one in found.items() if not one.until or one.until > now}

    def heads(self, ids: Iterable[str]) -> dict[str, Conversation]:
        return {one: self.stored[one] for one in ids if one in self.stored}

    def turn(self, conversation: str, place: str) -> Turn | None:
        return self.by_place.get((conversation, place))

    def turns(self, conversation: str, limit: int, before: str = "") -> list[Turn]:
        found = sorted(place for one, place in self.by_place if one == conversation and (not before or place < before))
        return [self.by_place[conversation, place] for place in reversed(found)][:limit]

    def opening(self, conversation: str, limit: int) -> list[Turn]:
        return self.turns(conversation, len(self.by_place))[::-1][:limit]

    def held(self, whose: Whose) -> Held:
        found = {one for key, one in self.pointers if key in whose.ids}
        ordered = sorted(found, key=lambda one: (-self.stored[one].began, one))
        return Held(tuple(ordered), self.begun.get(whose.id, 0))

    def save(self, change: Change) -> Conversation:
        head = change.head
        if not self._holds(change):
            raise Conflict("conflict")
        self.stored[head.id] = replace(head, version=head.version + 1)
        if other := change.beside:
            self.stored[other.id] = replace(other, version=other.version + 1)
        self.by_place |= {(one.conversation, place_of(one)): one for one in (*change.turns, *change.rewritten)}
        self.by_ref |= {one.ref: one for one in change.aliases}
        self.pointers |= {(one, head.id) for one in change.pointers}
        self.begun |= {one: version + 1 for one, version in [change.begun] if one} if change.begun else {}
        self.events |= {event.message_id: (key, event) for key, event in change.events}
        self.messages |= {one.id: one for one in change.messages}
        return self.stored[head.id]

    def _holds(self, change: Change) -> bool:
        head = change.head
        version = self.stored[head.id].version if head.id in self.stored else 0
        begun = change.begun
        return (
            version == head.version
            and (change.beside is None or self.stored[change.beside.id].version == change.beside.version)
            and not any((one.conversation, place_of(one)) in self.by_place for one in change.turns)
            and not any(one.place and one.ref in self.by_ref for one in change.aliases)
            and not any(event.message_id in self.events for _, event in change.events)
            and not any(one.id in self.messages for one in change.messages)
            and (begun is None or self.begun.get(begun[0], 0) == begun[1])
        )
