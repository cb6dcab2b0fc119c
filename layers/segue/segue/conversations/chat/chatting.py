"""Chatting: what is new in a visitor's chat, and what the visitor says there.

What is said goes into the ledger as everything does, and is filed before it is answered: the visitor and the desk see
it at once, and `file_turns` finds it filed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from segue.conversations import refs
from segue.conversations.chat.passes import Pass
from segue.conversations.chat.turns import Mark, Seen, Viewer, newer, seen
from segue.conversations.chat.words import Said, event_of, name_of
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.ports import Store
from segue.errors import NotFound, Unavailable
from segue.events import Event
from segue.keys import IdentityKey
from segue.times import Millis

LOOKED_AT = 50  # turns of a conversation in which new ones are looked for
MOST_SAID = 30  # turns in a minute of one chat
NOTHING = Seen([], Mark(), None)


class Counting(Protocol):
    """Keeps when a turn came first, and how many come."""

    def first(self, name: str, now: Millis, /) -> Millis:
        """When a turn of this name came first: now, where it has not come yet."""
        ...

    def count(self, chat: str, most: int, now: Millis, /) -> None:
        """Counts one in a minute of a chat. Raises TooMany("too-often")."""
        ...


@dataclass(frozen=True)
class Chatting:
    """`take` makes an event durable; `file` files it and answers the id of its turn; `ids` are those that a pass
    covers: a proven user's, else the browser's alone."""

    store: Store
    counting: Counting
    take: Callable[[Event], None]
    file: Callable[[Event, Millis], str]
    ids: Callable[[Pass], frozenset[IdentityKey]]

    def read(self, given: Pass, mark: Mark, now: Millis) -> Seen | None:
        """What is new since a mark; None for nothing, which takes no look at turns."""
        head = self.head(given, now)
        if head is None:
            return None if mark == Mark() else NOTHING
        if (head.id, head.version) == (mark.conversation, mark.version):
            return None
        found = self.visible(given, head)
        since = mark if mark.conversation == head.id else Mark()
        return found._replace(turns=newer(found.turns, since))

    def visible(self, given: Pass, head: Conversation) -> Seen:
        """The last turns of a conversation that whoever has a pass sees."""
        viewer = Viewer(given.thread, self.ids(given) if given.user else frozenset(), given.back)
        return seen(self.store.turns(head.id, LOOKED_AT), head, viewer)

    def say(self, given: Pass, said: Said, now: Millis) -> Turn:
        """Says something; what was said under this name already stays. Raises TooMany, Unavailable."""
        self.admit(given, now)
        event = event_of(given, said, self.counting.first(name_of(given, said), now), now)
        turn = self.keep(event, now)
        placed = self.store.aliases([refs.of_turn(turn)], now).values()
        found = next((self.store.turn(one.conversation, one.place) for one in placed), None)
        if found is None:
            raise Unavailable("not-filed", "it is kept, and will be seen in a moment")
        return found

    def keep(self, event: Event, now: Millis) -> str:
        """Makes an event durable and files it; the id of its turn."""
        self.take(event)
        return self.file(event, now)

    def admit(self, given: Pass, now: Millis, what: str = "") -> None:
        """Counts what is asked for in a chat besides reading; `what` is counted by itself. Raises
        TooMany("too-often")."""
        self.counting.count(f"{what}-{given.chat}" if what else given.chat, MOST_SAID, now)

    def head(self, given: Pass, now: Millis) -> Conversation | None:
        """The conversation that the chat is in now."""
        ref = refs.of_thread(given.thread)
        found = self.store.aliases([ref], now).get(ref)
        own = found.conversation if found else given.seen
        return self.store.heads([own]).get(own) if own else None

    def begun(self, given: Pass, now: Millis) -> Conversation:
        """The same. Raises NotFound("nothing-said") where there is none yet."""
        head = self.head(given, now)
        if head is None:
            raise NotFound("nothing-said", "nothing was said in this chat yet")
        return head
