"""`survey: {kind: ..., template: ...}` and `hand_over: {queue: ..., note: ...}`: a question to the customer, and a word
to the people who serve them. Both are signals, so that whoever asks or serves can listen; a survey is also a message.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.contact_points import PURPOSES
from segue.errors import Invalid, inside
from segue.journeys.doors import Doors, InChat, Task
from segue.journeys.flows import Definitions, Onward, Seen, Step, Taken, Ways
from segue.journeys.instances import Instance
from segue.journeys.saying import Manner, Send, SendMessage, channels_of, purpose_of
from segue.messages import BEST, SAME
from segue.messages import SURVEY as SURVEY_DATA
from segue.profile.signals import Signal
from segue.segments.shapes import DURATION
from segue.spelling import choice, only
from segue.times import Millis, duration

EFFORT, CHAT = "effort", "chat"
KINDS = (EFFORT, "satisfaction", "recommendation")
SURVEY: Mapping[str, Any] = {
    "type": "object",
    "required": ["kind", "template"],
    "additionalProperties": False,
    "properties": {
        "kind": {"enum": [*KINDS]},
        "template": {"type": "string"},
        "channel": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
        "purpose": {"enum": [*PURPOSES]},
        "within": DURATION,
    },
}
HAND_OVER: Mapping[str, Any] = {
    "type": "object",
    "required": ["queue"],
    "additionalProperties": False,
    "properties": {"queue": {"type": "string", "minLength": 1}, "note": {"type": "string", "maxLength": 500}},
}


@dataclass(frozen=True)
class Tell:
    """A signal on the bus about a step of a run; its id is the step's."""

    name: str
    step: str
    said: tuple[tuple[str, str], ...]

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Publishes it."""
        detail = {**dict(self.said), "journey": instance.journey, "key": instance.key, "step": self.step}
        moment, token = seen.moment or seen.now, instance.token(self.step)
        doors.bus.publish([Signal(self.name, instance.person, moment, token, detail, instance.trace)])


@dataclass(frozen=True)
class AskAndTell:
    """A survey's message and its signal."""

    message: SendMessage
    tell: Tell

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Both, either of which may have been done before."""
        self.message.carry_out(doors, instance, seen)
        self.tell.carry_out(doors, instance, seen)


@dataclass(frozen=True)
class TellAndOpen:
    """A hand-over's signal, and a task at the desk."""

    tell: Tell
    queue: str
    note: str

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Both, either of which may have been done before."""
        about = str(instance.data.get("conversation") or "")
        moment, token = seen.moment or seen.now, instance.token(self.tell.step)
        doors.desk.open(Task(token, instance.person, self.queue, self.note, about, moment))
        self.tell.carry_out(doors, instance, seen)


@dataclass(frozen=True)
class AskInChat:
    """A question in the chat that was there, and its signal."""

    tell: Tell

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Both, either of which may have been done before."""
        about = str(instance.data.get("conversation") or "")
        doors.desk.ask(InChat(instance.token(self.tell.step), about, seen.now))
        self.tell.carry_out(doors, instance, seen)


@dataclass(frozen=True)
class Survey(Step):
    """Asks a question by a message, as `send` does, and tells the bus `SurveyRequested`."""

    send: Send
    kind: str

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """Asks and goes on, or waits for an address. What was a chat is asked in the chat."""
        told = Tell("SurveyRequested", self.send.id, (("kind", self.kind),))
        if self.kind == EFFORT and SAME in self.send.channels and instance.data.get("channel") == CHAT:
            return instance.to(self.send.next), AskInChat(told)
        moved, effect = self.send.take(instance, seen)
        if not isinstance(effect, SendMessage):
            return moved, effect
        effect = replace(effect, asks={SURVEY_DATA: self.kind})
        return moved, AskAndTell(effect, told)

    def lacks(self, playbook: Definitions, /) -> Iterable[str]:
        """What its message lacks."""
        return self.send.lacks(playbook)

    @property
    def leads_to(self) -> tuple[str, ...]:
        """What comes next."""
        return self.send.leads_to


@dataclass(frozen=True)
class HandOver(Onward):
    """Opens a task at the desk, tells the bus `HandOverRequested`, and goes on."""

    id: str
    next: str
    queue: str
    note: str

    def take(self, instance: Instance, _seen: Seen, /) -> Taken:
        """Opens it and tells it."""
        told = Tell("HandOverRequested", self.id, (("queue", self.queue), ("note", self.note)))
        return instance.to(self.next), TellAndOpen(told, self.queue, self.note)


def survey(given: Any, ways: Ways) -> Survey:
    """One survey. Raises Invalid("bad-journey")."""
    match given:
        case {"kind": str(kind), "template": str(template), **rest} if set(rest) <= {"channel", "purpose", "within"}:
            with inside("kind"):
                choice(kind, KINDS, "kind", "bad-journey")
            channels, purpose = channels_of(rest.get("channel", BEST)), rest.get("purpose", "transactional")
            manner = Manner(_within(rest.get("within")))
            return Survey(Send(ways.id, ways.next, template, channels, purpose_of(purpose), manner), kind)
    only(given, ("kind", "template", "channel", "purpose", "within"), "`survey`")
    raise Invalid("bad-journey", f"`survey` takes `kind` ({', '.join(KINDS)}) and `template`")


def _within(given: Any) -> Millis:
    with inside("within"):
        return duration(given) if given is not None else 0


def hand_over(given: Any, ways: Ways) -> HandOver:
    """One hand-over. Raises Invalid("bad-journey")."""
    match given:
        case {"queue": str(queue), **rest} if queue and set(rest) <= {"note"} and len(str(rest.get("note", ""))) <= 500:
            return HandOver(ways.id, ways.next, queue, str(rest.get("note", "")))
    only(given, ("queue", "note"), "`hand_over`")
    raise Invalid("bad-journey", "`hand_over` takes `queue` and may have a `note` of at most 500 characters")
