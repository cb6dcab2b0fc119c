"""Surveying: `/s/{token}`: GET shows the question, POST is the answer; and answers that come as words or buttons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qsl

from segue.conversations.cards.tasks import CHAT, IN
from segue.conversations.contributions import Contribution
from segue.conversations.conversations import Conversation
from segue.conversations.effort.pages import TEXTS, Paper, asking, enough, thanking, unclear
from segue.conversations.effort.policies import EffortPolicy
from segue.conversations.effort.surveys import (
    LONGEST,
    Given,
    Question,
    answered,
    is_answered,
    open_question,
    question_of,
)
from segue.errors import NotFound
from segue.events import Event
from segue.http import Answer, Request
from segue.keys import IdentityKey, PersonId
from segue.messages import Message
from segue.messaging.links import SCORES
from segue.messaging.page_texts import spoken
from segue.messaging.questions import pressed
from segue.times import Millis

HEADERS = {"access-control-allow-origin": "*"}  # a chat on the shop's own pages posts here; there is no session


Persons = Callable[[], Sequence[PersonId]]  # every id under which there may be messages of whoever writes


class Rules(NamedTuple):
    """What the shop says of itself, and of the question."""

    shop: Any
    effort: EffortPolicy


class Messages(Protocol):
    """Reads one message; and all of a person's."""

    def read(self, identity: str, /) -> Message | None: ...

    def of_people(self, persons: Sequence[PersonId], /) -> list[Message]: ...


class Ledger(Protocol):
    """Writes an event under an identity key, once."""

    def append_under(self, keys: Sequence[IdentityKey], event: Event, /) -> None: ...


@dataclass(frozen=True)
class Surveying:
    """`asked` reads a signed token, `head` finds where a conversation stands. `admit`: whether one more answer of this
    name is taken to a question."""

    asked: Callable[[str], str]
    messages: Messages
    head: Callable[[str], Conversation | None]
    ledger: Ledger
    rules: Callable[[], Rules]
    admit: Callable[[str, str, Millis], bool]

    def answer(self, request: Request, now: Millis) -> Answer:
        """The page. Raises NotFound for a token that is not ours, or for other methods."""
        question = self._question(request.path.rpartition("/s/")[2])
        paper = self._paper(request, question)
        if request.method in ("GET", "HEAD"):
            return asking(paper, _score(request.query.get("score", "")))
        if request.method != "POST":
            raise NotFound("unknown-route", "a link like this is opened or posted to")
        form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
        given = Given(_score(form.get("score", "")), form.get("comment", "")[:LONGEST] if paper.free_text else "")
        if not given.score:
            return unclear(paper, given.comment)
        taken = self._give(question, given, now)
        shown = thanking(paper, given.score, given.comment) if taken else enough(paper, given)
        return replace(shown, headers={**shown.headers, **HEADERS})

    def heard(self, persons: Persons, event: Event, said: Contribution, now: Millis) -> Contribution:
        """What a customer wrote or pressed; where that answers a question it is given as the answer, and goes as such
        into the conversation: nobody has to reply to it, and nothing is opened again by it."""
        found = self._pressed(event) or self._digit(persons, said, now)
        if found is None or said.past or said.author != "customer":
            return said
        question, score = found
        told = replace(question, key=said.key)
        self._give(told, Given(score, occasion=said.id), said.time)
        named = question.conversation.startswith("c_")
        return replace(said, quiet=True, thread=question.conversation if named else said.thread)

    def _pressed(self, event: Event) -> tuple[Question, int] | None:
        found = pressed(event.properties.get("payload"))
        if found is None:
            return None
        try:
            return self._question(found[1]), found[0]
        except NotFound:  # somebody else's button
            return None

    def _digit(self, persons: Persons, said: Contribution, now: Millis) -> tuple[Question, int] | None:
        """A digit alone by text message, while a question to that number is open."""
        score = _score(said.text.strip().rstrip(".!"))
        if said.channel != "sms" or said.stage != "turn" or not score:
            return None
        messages = self.messages.of_people(persons())
        found = [one for point in said.addresses if (one := open_question(messages, point, now))]
        head = self.head(found[0].conversation) if found else None
        again = head is not None and head.scored == said.time  # it is this answer that counts already
        if not found or (is_answered(found[0], head) and not again):
            return None
        return found[0], score

    def _question(self, token: str) -> Question:
        asked = self.asked(token)
        conversation, _, turn = asked.partition(IN)
        found = self._in_chat(conversation, asked) if turn else question_of(self.messages.read(asked))
        if found is None:
            raise NotFound("bad-token", "this question is not asked any more")
        return found

    def _in_chat(self, conversation: str, asked: str) -> Question | None:
        head = self.head(conversation)
        return Question(asked, head.person, head.id, CHAT, head.language, head.touched) if head else None

    def _give(self, question: Question, given: Given, now: Millis) -> bool:
        """False where no more answers are taken."""
        event = answered(question, given, self.head(question.conversation), now)
        taken = self.admit(question.id, event.message_id, now)
        if taken:
            self.ledger.append_under([question.key], event)
        return taken

    def _paper(self, request: Request, question: Question) -> Paper:
        rules, wanted = self.rules(), request.query.get("lang", "")
        known = ([wanted] if wanted in TEXTS else []) + [question.locale]
        language = spoken(known, request.headers.get("accept-language", ""), str(rules.shop.get("locale") or ""))
        own = rules.effort.asked(language)
        return Paper(language, str(rules.shop.get("name") or ""), own, rules.effort.free_text)


def _score(text: str) -> int:
    """One to seven; 0 of anything else."""
    return int(text) if text in {str(one) for one in SCORES} else 0
