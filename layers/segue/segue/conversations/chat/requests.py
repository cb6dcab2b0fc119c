"""A visitor's chat over HTTP.

POST /v1/chat              with a write key: who asks -> {"id", "token", "turns", "mark", ...}
POST /v1/chat/{id}/turns   with the token: words, a choice, a form -> {"turn"}
GET  /v1/chat/{id}?after=  with the token: what is new since a mark; 204 for nothing
POST /v1/chat/{id}/move    with the token: goes on by mail, text message or WhatsApp
POST /v1/chat/{id}/code    with the token: six digits to be said on the telephone
GET and POST /v1/chat/{id}/articles   with the token: what may answer it, what was read (helping.py)
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.conversations.chat.bodies import FRESH, LARGEST, body_of
from segue.conversations.chat.chatting import Chatting
from segue.conversations.chat.elsewhere import Elsewhere, Place, stays, wish_of
from segue.conversations.chat.helping import Helping
from segue.conversations.chat.opening import Opening, Who
from segue.conversations.chat.passes import Pass, opened, sealed
from segue.conversations.chat.turns import Seen, leads_away, mark_of, told
from segue.conversations.chat.words import Said, checked
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.moving import address_of
from segue.cors import preflight
from segue.errors import Invalid, NotFound
from segue.http import Answer, Request, json_answer
from segue.messaging.locales import tag
from segue.messaging.visitors import Asked, Visitors, asked_in
from segue.times import Millis, to_text

LONGEST_TOPIC = 100
WAYS = re.compile(r"/v1/chat/([a-z2-7]{24})(?:/(turns|move|code|articles))?")
WHO = "`userId` and `userHash`, or `anonymousId`"


class Asking(Asked, rename="camel"):
    """What opens a chat; with `text` and `clientId` it begins with words. `back` is the token of a link that leads to a
    conversation."""

    topic: str = ""
    locale: str = ""
    page: str = ""
    text: str = ""
    client_id: str = ""
    back: str = ""
    form: dict[str, str] = msgspec.field(default_factory=dict)


@dataclass(frozen=True)
class Chat:
    """`link` leads to a file, `called` is what one of the staff is called in public, "" for the shop. `welcome` is what
    the shop says of itself, of opening hours and of the first question."""

    visitors: Visitors
    opening: Opening
    chatting: Chatting
    elsewhere: Elsewhere
    helping: Helping
    secret: bytes
    link: Callable[[Mapping[str, Any], Millis], str]
    called: Callable[[str], str]
    welcome: Callable[[Pass, Conversation | None, Millis], Mapping[str, Any]]

    def answer(self, request: Request, now: Millis) -> Answer:
        """Raises Unauthorized, NotFound, TooLarge, TooMany, Invalid, Unavailable."""
        if request.method == "OPTIONS":
            return preflight(request)
        if request.path == "/v1/chat" and request.method == "POST":
            return self._open(request, now)
        way = WAYS.fullmatch(request.path)
        act = self._acts().get((request.method, way[2] or "")) if way else None
        if way is None or act is None:
            raise NotFound("unknown-route", "a chat is opened, read and written in: POST /v1/chat comes first")
        return act(opened(self.secret, _bearer(request), way[1], now), request, now)

    def _acts(self) -> Mapping[tuple[str, str], Callable[[Pass, Request, Millis], Answer]]:
        return {
            ("GET", ""): self._read,
            ("POST", "turns"): self._say,
            ("POST", "move"): self._move,
            ("POST", "code"): self._code,
            ("GET", "articles"): self.helping.offer,
            ("POST", "articles"): self.helping.tell,
        }

    def _open(self, request: Request, now: Millis) -> Answer:
        asked = asked_in(request, Asking, LARGEST, f"{WHO}; `topic`, `locale`, `page`, `text` with `clientId`")
        if len(asked.topic) > LONGEST_TOPIC:
            raise Invalid("too-long", f"a topic has at most {LONGEST_TOPIC} characters")
        user, anonymous = self.visitors.proven(request, asked)
        first = _first(asked)
        named = Pass(
            "",
            user=str(asked.user_id) if user else "",
            anonymous=str(asked.anonymous_id) if anonymous else "",
            locale=tag(asked.locale),
            topic=asked.topic.strip(),
        )
        given, found = self.opening.open(Who(user, anonymous, named, asked.back), now)
        said = [self.chatting.say(given, first, now)] if first else []
        known = {one.id for one in found.turns}
        turns = [self._told(one, now) for one in (*found.turns, *said) if one in found.turns or one.id not in known]
        about = {"id": given.chat, "token": sealed(self.secret, given, now), "turns": turns, "mark": str(found.mark)}
        return json_answer(200, {**about, **_state(found), **self.welcome(given, found.head, now)}, FRESH)

    def _read(self, given: Pass, request: Request, now: Millis) -> Answer:
        found = self.chatting.read(given, mark_of(request.query.get("after", "")), now)
        if found is None:
            return Answer(204, headers=FRESH)
        turns = [self._told(one, now) for one in found.turns]
        return json_answer(200, {"turns": turns, "mark": str(found.mark), **_state(found)}, FRESH)

    def _say(self, given: Pass, request: Request, now: Millis) -> Answer:
        said = checked(body_of(request, Said))
        return json_answer(201, {"turn": self._told(self.chatting.say(given, said, now), now)}, FRESH)

    def _move(self, given: Pass, request: Request, now: Millis) -> Answer:
        place = body_of(request, Place)
        address = address_of(place.channel, place.address).value if place.address else ""
        head = self._own(given, place.channel, now)
        if not given.user and not address:
            raise Invalid("no-address", "say the `address`: none is known of somebody who is not proven")
        occasion = f"{given.chat}|{place.channel}|{address}|{head.moves if not address else ''}"
        channel = self.elsewhere.move(head, (place.channel, address), wish_of(given, request, occasion), now)
        return json_answer(201, {"channel": channel}, FRESH)

    def _code(self, given: Pass, request: Request, now: Millis) -> Answer:
        head = self._own(given, "", now)
        code, expires = self.elsewhere.code(head, wish_of(given, request, f"{given.chat}|{request.id}"), now)
        return json_answer(201, {"code": code, "expires": to_text(expires)}, FRESH)

    def _told(self, turn: Turn, now: Millis) -> dict[str, Any]:
        return told(turn, lambda attached: self.link(attached, now), self.called)

    def _own(self, given: Pass, channel: str, now: Millis) -> Conversation:
        """The conversation, to be taken along. Raises TooMany, NotFound, Refused."""
        self.chatting.admit(given, now)
        head = self.chatting.begun(given, now)
        if not leads_away(head, self.chatting.ids(given), bool(given.user), channel):
            raise stays(given)
        return head


def _first(asked: Asking) -> Said | None:
    """The words that a chat begins with. Raises Invalid."""
    if not asked.text and not asked.form:
        return None
    return checked(Said(asked.client_id, asked.text, form=asked.form, page=asked.page))


def _state(found: Seen) -> dict[str, str]:
    return {"state": found.head.state} if found.head else {}


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
