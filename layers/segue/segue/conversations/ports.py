"""What filing and the desk ask for: where conversations are kept, whose they are, what the shop's rules say."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.refs import Alias
from segue.conversations.scoring import Addition
from segue.events import Event
from segue.keys import IdentityKey, PersonId
from segue.messages import Message
from segue.times import Millis

TopicOf = Callable[[str], tuple[str, float]]


class Whose(NamedTuple):
    """A person by the id of this moment, and every id under which there may be something of this person."""

    id: PersonId
    ids: tuple[PersonId, ...]


class Held(NamedTuple):
    """The conversations of a person by their ids, newest beginnings first; `version` is that of the person's own row,
    which changes when a conversation begins."""

    conversations: tuple[str, ...]
    version: int


@dataclass(frozen=True)
class Change:
    """What is written together, or not at all: the head in the place of the one of its `version`, new turns, turns
    that take the place of those that stand, references, pointers from people, and what else goes out with it.

    `begun` is the person whose conversation begins with this, with the version of the person's row that was read.
    `events` are put into the ledger under an identity, `messages` are intended. `called` are those of the staff whom
    the new turn calls: it stands among what mentions them. `beside` is another head that changes with this one.
    `counts` are added to those of effort.
    """

    head: Conversation
    turns: tuple[Turn, ...] = ()
    rewritten: tuple[Turn, ...] = ()
    aliases: tuple[Alias, ...] = ()
    pointers: tuple[IdentityKey, ...] = ()
    begun: tuple[PersonId, int] | None = None
    events: tuple[tuple[IdentityKey, Event], ...] = ()
    messages: tuple[Message, ...] = ()
    counts: tuple[Addition, ...] = ()
    called: tuple[str, ...] = ()
    beside: Conversation | None = None


class Store(Protocol):
    """Where conversations are kept; reads are strongly consistent."""

    def aliases(self, refs: Sequence[str], now: Millis, /) -> dict[str, Alias]:
        """What those of the references lead to that lead anywhere at this moment."""
        ...

    def heads(self, ids: Iterable[str], /) -> dict[str, Conversation]:
        """Those of these conversations that there are."""
        ...

    def turn(self, conversation: str, place: str, /) -> Turn | None:
        """One turn."""
        ...

    def turns(self, conversation: str, limit: int, before: str = "", /) -> list[Turn]:
        """Up to `limit` turns before a place, newest first."""
        ...

    def held(self, whose: Whose, /) -> Held:
        """The conversations under all ids of a person."""
        ...

    def save(self, change: Change, /) -> Conversation:
        """The head as it now stands. Raises Conflict where somebody else has saved it, or filed the same turn."""
        ...


class Rules(Protocol):
    """The policy `conversations`, as far as filing goes by it."""

    @property
    def window(self) -> Millis: ...

    @property
    def reopens(self) -> Millis: ...

    def queue(self, topic: str, language: str, channel: str, /) -> str:
        """The id of the queue that takes it; "" for none."""
        ...

    def due(self, head: Conversation, first: bool, /) -> Millis:
        """When the answer to what was heard last is due; 0 where no clock runs."""
        ...
