"""The routes about dead letters: what could not be delivered, why, and again."""

from collections.abc import Callable
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Depends, Request
from pydantic import BaseModel, Field

from segue.api.answers import Answer, Page, Time
from segue.api.cursors import page, time_of
from segue.api.roles import caller_of
from segue.api.routes import event_of, query
from segue.aws.settings import settings
from segue.lambdas import now
from segue.letters import OPEN, Letter, State, short
from segue.times import Millis
from segue.wiring.letters import asking, letters


class LetterAnswer(Answer):
    """Something that could not be delivered; what it says is in no answer."""

    id: str
    time: Time = Field(description="when it was found among the dead letters")
    sent: Time = Field(description="when it first came")
    queue: str = Field(description="the queue of dead letters that it was found in")
    target: str = Field(description="the queue, function or topic that it was for; empty where nobody says")
    way: Literal["queue", "function", "topic", "stream", "contacts", "none"]
    reason: str = Field(description="why it was given up, in the words of who gave up")
    tries: int = Field(description="how often; 0 where nobody says")
    state: State
    problem: str = Field(description="why it could not be sent on; empty where nothing is in the way")
    asked_by: str
    redriven: Time | None


class LettersPart(BaseModel):
    """What part of the dead letters is asked for; `before` is the `next` of an earlier answer."""

    queue: str = Field("", max_length=256)
    state: Literal["", "open", "asked", "redriven"] = ""
    limit: int = Field(50, ge=1, le=200)
    before: str = Field("", max_length=256)


class WhichLetters(BaseModel):
    """Open letters to send on; `before` is the `next` of an earlier answer."""

    queue: str = Field("", max_length=256)
    limit: int = Field(100, ge=1, le=200)
    before: str = Field("", max_length=256)


class AskedMany(Answer):
    """How many letters are on their way now; `next` leads to the rest."""

    asked: int
    next: str | None


def letters_part(request: Request) -> LettersPart:
    """The part that the query asks for."""
    return query(LettersPart, request)


def list_letters(asked: Annotated[LettersPart, Depends(letters_part)]) -> Page[LetterAnswer]:
    """What could not be delivered, newest first, with the reason as far as it is known."""
    wanted = asked.model_dump(include={"queue", "state"})
    found, further = page(_reader(**wanted), _found_at, asked.limit, time_of(asked.before))
    return Page(items=[_told(one) for one in found], next=further)


def redrive_letter(letter: str, request: Request) -> LetterAnswer:
    """Sends one dead letter on to who it was for, in a moment."""
    return _told(asking().ask(letter, caller_of(event_of(request)).name, now()))


def redrive_letters(which: WhichLetters, request: Request) -> AskedMany:
    """Sends open dead letters on, newest first; `next` goes on."""
    by = caller_of(event_of(request)).name
    read = _reader(queue=which.queue, state=OPEN)
    found, further = page(read, _found_at, which.limit, time_of(which.before))
    for one in found:
        asking().ask(one.id, by, now())
    return AskedMany(asked=len(found), next=further)


def _reader(**wanted: str) -> Callable[[int, Millis], list[Letter]]:
    def read(most: int, moment: Millis) -> list[Letter]:
        return letters().newest(most, moment, **wanted)

    return read


def _told(one: Letter) -> LetterAnswer:
    stack = settings().stack
    known = {name: getattr(one, name) for name in ("id", "time", "sent", "queue", "way", "reason", "tries", "state")}
    known |= {"problem": one.problem, "asked_by": one.asked_by, "redriven": one.redriven_at or None}
    return LetterAnswer.model_validate({**known, "target": short(one.target, stack)})


def _found_at(letter: Letter) -> Millis:
    return letter.time
