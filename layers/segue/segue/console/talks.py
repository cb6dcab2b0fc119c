"""What the pages of the desk work with, as ports; `segue.wiring.talks` puts the real ones in."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from segue.conversations.cards.summarising import Summary
from segue.conversations.conversations import Conversation, State, Turn
from segue.conversations.desk.acts import Act
from segue.conversations.desk.desking import Desking
from segue.conversations.knowledge.macro_rows import Rendered, Sets
from segue.conversations.refs import Alias
from segue.keys import PersonId
from segue.messages import Message
from segue.profile.profiles import Profile
from segue.times import Millis


class Kept(Protocol):
    """Conversations as they are kept. Lists are newest first."""

    def newest(self, state: State, limit: int, before: Millis, wanted: Mapping[str, str], /) -> list[Conversation]: ...

    def head(self, conversation: str, /) -> Conversation | None: ...

    def aliases(self, refs: Sequence[str], now: Millis, /) -> Mapping[str, Alias]: ...

    def heads(self, ids: Iterable[str], /) -> dict[str, Conversation]: ...

    def calls(self, staff: str, limit: int, /) -> list[tuple[str, Millis]]: ...

    def turns(self, conversation: str, limit: int, before: str = "", /) -> list[Turn]: ...

    def opening(self, conversation: str, limit: int, /) -> list[Turn]: ...

    def draft(self, conversation: str, staff: str, /) -> str: ...

    def keep_draft(self, conversation: str, staff: str, text: str, /) -> None: ...


class Seen(Protocol):
    """Up to when each of the staff has read each conversation."""

    def of(self, staff: str, conversations: Iterable[str], /) -> dict[str, Millis]: ...

    def looked(self, staff: str, conversations: Iterable[str], /) -> dict[str, Millis]: ...

    def see(self, staff: str, conversation: str, heard: Millis, now: Millis, /) -> None: ...


class Way(NamedTuple):
    """A channel to answer by, and whether it is possible now. `why`: in words what stands against it, or what is to be
    known of it. `to`: the address or number that an answer goes to; "" where that is nothing that people read."""

    channel: str
    why: str = ""
    possible: bool = True
    to: str = ""


class Offered(NamedTuple):
    """Something to answer with: its `name`, why it is offered, and what it says; a macro says it when it is asked."""

    key: str
    name: str
    why: str = ""
    text: str = ""


class Offers(NamedTuple):
    """What there is to answer with, the best first; `further` are the macros that do not fit as well."""

    macros: Sequence[Offered] = ()
    articles: Sequence[Offered] = ()
    products: Sequence[Offered] = ()
    further: Sequence[Offered] = ()


class Asking(NamedTuple):
    """Words to read aloud to a customer; `version` names exactly these. `standing`: `yes`, `no` or ""."""

    script: str
    channel: str
    purpose: str
    text: str
    version: str
    standing: str


class Helping(Protocol):
    """What helps to answer; it is loaded when it is first asked. Raises NotFound, Invalid, Refused as it does."""

    def ways(self, head: Conversation, profile: Profile | None, now: Millis, /) -> list[Way]: ...

    def offers(self, head: Conversation, turns: Sequence[Turn], profile: Profile | None, /) -> Offers: ...

    def macro(self, key: str, conversation: str, writer: str, /) -> Rendered: ...

    def used(self, key: str, conversation: str, sent: str, /) -> dict[str, Any]: ...

    def sets(self, key: str, /) -> Sets: ...

    def move(self, conversation: str, place: tuple[str, str], act: Act, /) -> object: ...

    def merge(self, stays: str, goes: str, act: Act, /) -> object: ...

    def part(self, stays: str, goes: str, act: Act, /) -> object: ...

    def topics(self) -> Sequence[str]: ...

    def entered(self, code: str, conversation: str, act: Act, /) -> str: ...

    def scripts(self, profile: Profile, /) -> list[Asking]: ...

    def agreed(self, head: Conversation, said: Mapping[str, str], act: Act, /) -> object: ...

    def upload(self, conversation: str, file: tuple[str, str, int], occasion: str, /) -> dict[str, Any]: ...

    def attached(self, conversation: str, given: Sequence[Mapping[str, Any]], /) -> tuple[Mapping[str, Any], ...]: ...

    def uploads_to(self) -> str: ...

    def file(self, conversation: str, turn: str, number: int, /) -> str: ...

    def summarises(self) -> bool:
        """Whether there is a model for summaries."""
        ...

    def summary(self, conversation: str, /) -> Summary: ...


@dataclass(frozen=True)
class Talks:
    """Conversations, who the people in them are, what became of answers, and what helps to answer."""

    kept: Kept
    seen: Seen
    desking: Callable[[], Desking]
    people: Callable[[Collection[PersonId]], Mapping[PersonId, Profile | None]]
    of_person: Callable[[PersonId], list[Conversation]]
    messages: Callable[[Sequence[str]], list[Message]]
    helping: Helping
