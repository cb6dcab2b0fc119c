"""What the pages of the desk work with, as ports; `segue.wiring.talks` puts the real ones in."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from segue.conversations.conversations import Conversation, State, Turn
from segue.conversations.desking import Desking
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.times import Millis


class Kept(Protocol):
    """Conversations as they are kept. Lists are newest first."""

    def newest(self, state: State, limit: int, before: Millis, wanted: Mapping[str, str], /) -> list[Conversation]: ...

    def head(self, conversation: str, /) -> Conversation | None: ...

    def turns(self, conversation: str, limit: int, before: str = "", /) -> list[Turn]: ...

    def draft(self, conversation: str, staff: str, /) -> str: ...

    def keep_draft(self, conversation: str, staff: str, text: str, /) -> None: ...


class Seen(Protocol):
    """Up to when each of the staff has read each conversation."""

    def of(self, staff: str, conversations: Iterable[str], /) -> dict[str, Millis]: ...

    def see(self, staff: str, conversation: str, heard: Millis, now: Millis, /) -> None: ...


class Way(NamedTuple):
    """A channel to answer by. `why`: in words what stands against it, and then it cannot be chosen; or what is to be
    known of it."""

    channel: str
    why: str = ""
    possible: bool = True


class Offered(NamedTuple):
    """Something to answer with: its `name`, why it is offered, and what it says; `url` where it stands as a page."""

    key: str
    name: str
    why: str = ""
    text: str = ""
    url: str = ""


class Offers(NamedTuple):
    """What there is to answer with: the shop's macros, articles and products, the best first."""

    macros: Sequence[Offered] = ()
    articles: Sequence[Offered] = ()
    products: Sequence[Offered] = ()


@dataclass(frozen=True)
class Talks:
    """Conversations, who the people in them are, ways to answer and what to answer with. `topics` are the names that a
    conversation may be about."""

    kept: Kept
    seen: Seen
    desking: Callable[[], Desking]
    people: Callable[[Collection[PersonId]], Mapping[PersonId, Profile | None]]
    of_person: Callable[[PersonId], list[Conversation]]
    ways: Callable[[Conversation, Profile | None, Millis], list[Way]]
    offers: Callable[[Conversation, Sequence[Turn], Profile | None], Offers]
    topics: Callable[[], Sequence[str]]
