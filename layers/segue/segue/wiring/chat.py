"""`chat`: visitors write, and see what they are answered."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

from segue.aws.chats import Chats
from segue.aws.ledger import key_of
from segue.aws.secrets import derived, proves_user
from segue.aws.settings import settings
from segue.conversations.chat.chatting import Chatting
from segue.conversations.chat.elsewhere import Elsewhere, Wish
from segue.conversations.chat.helping import Helping, Shown
from segue.conversations.chat.opening import Opening
from segue.conversations.chat.passes import Pass
from segue.conversations.chat.requests import Chat
from segue.conversations.contributions import contribution_of
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.acts import Act
from segue.conversations.desk.moving import MOST_OF_ONE, MOST_TO_ONE, MOST_TYPED, address_of
from segue.deliveries import Parsed, strongest
from segue.errors import Conflict, Unavailable
from segue.events import Event
from segue.identifiers import identifier
from segue.identity.persons import PersonSet
from segue.identity.proofs import covered
from segue.intake.accepting import Accepting, nothing_held
from segue.keys import IdentityKey, digest
from segue.messaging.visitors import Visitors
from segue.times import DAY, HOUR, Millis
from segue.wiring.accepting import accepting
from segue.wiring.chat_welcome import called, welcome
from segue.wiring.conversations import conversations, desk_of_conversations
from segue.wiring.file_turns import file_event
from segue.wiring.people import people
from segue.wiring.sent_files import SentFiles
from segue.wiring.write_keys import write_keys

READ_FOR: Millis = DAY  # how long a link to a file leads there; a page asks for new ones


@cache
def chat() -> Chat:
    """Everything that a chat asks."""
    secret = derived("chat")
    chatting = Chatting(conversations(), Chats(settings().requests), take, filed, ids)
    return Chat(
        Visitors(write_keys().valid, proves_user, key_of, people()),
        Opening(conversations(), secret, person, led),
        chatting,
        Elsewhere(moved, coded),
        Helping(chatting, may_answer, article, over),
        secret,
        link,
        called,
        welcome,
    )


def person(key: IdentityKey) -> PersonSet:
    """Whose an identity is."""
    owner = people().identities([key])[key].owner
    return people().sets([owner])[owner]


def ids(given: Pass) -> frozenset[IdentityKey]:
    """Those that a pass covers: the browser's own, and a proven user's."""
    named = [("user_id", given.user), ("anonymous_id", given.anonymous)]
    user, browser = (key_of(one) if (one := identifier(kind, value)) else "" for kind, value in named)
    return frozenset({browser, *(covered(person(user), user) if user else ())} - {""})


def led(token: str, now: Millis) -> tuple[str, bool]:
    """The conversation that a link leads to, and whether it is shown. Raises NotFound, Gone."""
    from segue.wiring.telling import ways_back  # few come by a link

    return ways_back().opened(token, now)


def take(event: Event) -> None:
    """Makes it durable. What our own widget says is in no tracking plan: it never waits for one."""
    door: Accepting = replace(accepting(), held=nothing_held)
    door.accept(Parsed(events=(event,)))


def filed(event: Event, now: Millis) -> str:
    """Files it; answers the id of its turn. Raises Unavailable."""
    key = key_of(strongest(event))
    said = contribution_of(event, key)
    if said is None or file_event(key, key, event, now) is None:
        raise Unavailable("not-filed", "a turn of a chat is always of a conversation")
    return said.id


def link(attached: Mapping[str, Any], now: Millis) -> str:
    """Where a file can be opened for a day."""
    return SentFiles().link(attached, now - now % DAY + 2 * READ_FOR)


def moved(head: Conversation, place: tuple[str, str], wish: Wish, now: Millis) -> str:
    """Goes on elsewhere; answers the channel. Raises Unavailable where the customer has written this very second: no
    message goes to somebody of whom nothing is known; TooMany where visitors type too many addresses."""
    from segue.wiring.people import profiles  # with all that decides whether a message may go there
    from segue.wiring.reaching import move
    from segue.wiring.telling import BY

    if profiles().read(head.person) is None:
        raise Unavailable("not-known-yet", "try again in a moment")
    if place[1] and head.given.get(place[0]) != place[1]:  # a repeat counts once
        _typed(place, wish, now)
    return move(head.id, place, Act(BY, now, wish.occasion))[1].channel


def _typed(place: tuple[str, str], wish: Wish, now: Millis) -> None:
    """Counts what visitors type: what is one caller's own first. Raises Invalid, TooMany."""
    counting, point = Chats(settings().requests), key_of(address_of(*place))
    counting.count(f"typed-{whose_wish(wish)}", MOST_OF_ONE, now, within=HOUR)
    counting.count(f"to-{point}", MOST_TO_ONE, now, within=DAY)
    by = "users" if wish.proven else "guests"
    counting.count(f"typed-{by}-{place[0]}", MOST_TYPED[place[0]], now, within=HOUR)


def coded(head: Conversation, wish: Wish, now: Millis) -> tuple[str, Millis]:
    """Six digits for the telephone, and until when they hold. Raises TooMany where a chat, a caller or all guests
    together have too many that hold."""
    from segue.handover.codes import LASTS, MOST_OF_CALLER, MOST_OF_CHAT, MOST_OF_GUESTS  # few ask
    from segue.wiring.codes import codes

    counting = Chats(settings().requests)
    counting.count(f"codes-{wish.chat}", MOST_OF_CHAT, now, within=LASTS)
    counting.count(f"codes-{whose_wish(wish)}", MOST_OF_CALLER, now, within=LASTS)
    if not wish.proven:
        counting.count("codes", MOST_OF_GUESTS, now, within=LASTS)
    return codes().offer(head, wish.occasion, now)


def whose_wish(wish: Wish) -> str:
    """By what a visitor is counted: who is proven by the chat, which is that user's alone; others by where they ask
    from, since they have as many chats as they like. Kept as a keyed hash, for as long as is counted."""
    own = f"chat {wish.chat}" if wish.proven or not wish.caller else f"at {wish.caller}"
    return digest(derived("chat"), f"caller|{own}")


def may_answer(turns: Sequence[Turn], locale: str) -> list[Shown]:
    """The articles that a customer who has said the last words of these is shown."""
    from segue.wiring.chat_articles import may_answer  # most who look have been answered

    return may_answer(turns, locale)


def article(name: str, locale: str) -> Shown | None:
    """One that customers are shown, None for any other."""
    from segue.wiring.chat_articles import article

    return article(name, locale)


def over(head: Conversation, occasion: str, now: Millis) -> None:
    """An article was the answer: the conversation is over, by nobody of the staff; unless the customer has written
    since it was as given here."""
    with suppress(Conflict):
        desk_of_conversations().resolve(head.id, Act("", now, occasion, head.version))
