"""Helping: articles that may answer what a visitor wrote, until somebody of the shop has answered; and what the visitor
has read of them, which whoever answers then knows.

GET  /v1/chat/{id}/articles   -> {"articles": [{"id", "title", "body", "locale"}]}, the best first; [] for none
POST /v1/chat/{id}/articles   {"article", "did": "opened" or "helped"} -> the same; `helped` ends the conversation
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import msgspec

from segue.conversations.chat.bodies import FRESH, body_of
from segue.conversations.chat.chatting import Chatting
from segue.conversations.chat.passes import Pass
from segue.conversations.chat.turns import CHAT, leads_away
from segue.conversations.chat.words import visited
from segue.conversations.conversations import Conversation, Turn
from segue.errors import NotFound
from segue.events import HELPED, OPENED
from segue.http import Answer, Request, json_answer
from segue.keys import digest
from segue.times import Millis

# By what the visitor did: the event, and how whoever answers reads it.
DID = {"opened": (OPENED, "Has read “{}”"), "helped": (HELPED, "Was helped by “{}”")}


class Read(msgspec.Struct, rename="camel"):
    """What a visitor did with an article."""

    article: str
    did: Literal["opened", "helped"]


class Shown(NamedTuple):
    """An article in one language; `body` is plain text, an empty line ends a paragraph."""

    id: str
    title: str
    body: str
    locale: str


@dataclass(frozen=True)
class Helping:
    """`find` finds in a language what may answer the customer's last words in some turns, `one` is an article that
    customers are shown, None for any other; `end` says on an occasion that a conversation is over."""

    chatting: Chatting
    find: Callable[[Sequence[Turn], str], Sequence[Shown]]
    one: Callable[[str, str], Shown | None]
    end: Callable[[Conversation, str, Millis], object]

    def offer(self, given: Pass, _request: Request, now: Millis) -> Answer:
        """What may answer the words that nobody has answered yet. Raises TooMany."""
        self.chatting.admit(given, now, "articles")
        head = self.chatting.head(given, now)
        waits = head is not None and waits_in(head, given.thread)
        found = self.find(self.chatting.visible(given, head).turns, _locale(given, head)) if head and waits else []
        return json_answer(200, {"articles": [one._asdict() for one in found]}, FRESH)

    def tell(self, given: Pass, request: Request, now: Millis) -> Answer:
        """Takes down what was read. Raises TooMany, NotFound("nothing-said", "unknown-article"), Unavailable."""
        self.chatting.admit(given, now, "articles")
        read = body_of(request, Read)
        head = self.chatting.begun(given, now)
        article = self.one(read.article, _locale(given, head))
        if article is None:
            raise NotFound("unknown-article", "there is no such article for customers")
        asked = head.versions.get("heard") if read.did == "helped" else ""  # another question may have the same answer
        name = digest(b"chat article", f"{given.chat}|{head.id}|{read.did}|{article.id}|{asked}")
        self._take(given, (read.did, name), article, now)
        over = read.did == "helped" and waits_in(head, given.thread)
        if over and leads_away(head, self.chatting.ids(given), bool(given.user)):
            self.end(head, name, now)
        return json_answer(201, {"article": article.id, "did": read.did}, FRESH)

    def _take(self, given: Pass, done: tuple[str, str], article: Shown, now: Millis) -> None:
        event, words = DID[done[0]]
        said = {
            "conversation_id": given.thread,
            "turn_id": done[1],
            "channel": CHAT,
            "article": article.id,
            "title": article.title,
            "text": words.format(article.title),
        }
        time = self.chatting.counting.first(done[1], now)
        self.chatting.keep(visited(given, (event, done[1]), said, (time, now)), now)


def waits_in(head: Conversation, thread: str) -> bool:
    """Whether what was said in this thread, too, waits for the shop, and nobody has answered since the conversation
    began or was opened again."""
    return head.state == "open" and head.answered <= head.resolved and thread in head.threads


def _locale(given: Pass, head: Conversation | None) -> str:
    return given.locale or (head.language if head else "")
