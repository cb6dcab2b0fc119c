"""Keywords: what a shop answers to STOP, START and HELP, in words of its playbook (`policies/keywords.yaml`).

Each is a message like any other, transactional and by the same channel, due at once. Its identity is not the message
that asked but what it changed: who says STOP three times has stopped once, and is told once. HELP is answered once an
hour, so that two machines do not talk for ever.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal, NamedTuple, Protocol

from segue.consent import said_at
from segue.contact_points import CHANNELS, ContactPoint, address_types
from segue.errors import Invalid, every, inside
from segue.events import Event
from segue.identifiers import Identifier, identifiers_of
from segue.journeys.instances import WHOLE
from segue.keys import IdentityKey, PersonId
from segue.messages import ANSWER, Message, message_id
from segue.spelling import only
from segue.times import HOUR, MINUTE, Millis
from segue.tracing import trace_of

TURN = "Conversation Turn"
PROVIDER = "provider"  # in place of a template: the provider itself answers
BY_PROVIDER = "answered_by"  # what a door says of a word that the provider has answered already
WORDS = ("stop", "start", "help")
PROMPT: Millis = 5 * MINUTE  # an answer that comes later is none
PURPOSE = "marketing"  # every STOP and START is about it, and perhaps about more
Keyword = Literal["stop", "start", "help"]
Keywords = Mapping[str, Mapping[str, str]]


class Points(Protocol):
    """What was said at an address."""

    def read(self, key: IdentityKey, /) -> ContactPoint: ...


class Intends(Protocol):
    """Messages to be sent; writing one down twice changes nothing."""

    def intend(self, message: Message, /) -> bool: ...


class Said(NamedTuple):
    """A keyword that somebody wrote, and from which address."""

    word: Keyword
    channel: str
    address: Identifier


@dataclass(frozen=True)
class Answering:
    """Answers keywords; `policy` is the one in force."""

    messages: Intends
    points: Points
    policy: Callable[[], Keywords]
    key: Callable[[Identifier], IdentityKey]

    def note(self, person: PersonId, event: Event, now: Millis) -> None:
        """Intends the answer where the event is a keyword. Repeats intend the same one."""
        said = said_in(event)
        template = self.policy().get(said.channel, {}).get(said.word, PROVIDER) if said else PROVIDER
        if said is None or template == PROVIDER:
            return
        point = self.points.read(self.key(said.address))
        since = _since(said.word, point, said_at(event, said.word == "start"))
        if since is not None:
            answer = _answer(person, said, point.key, f"{said.word}-{since}")
            when = {"created": now, "deadline": event.timestamp + PROMPT}
            self.messages.intend(replace(answer, template=template, trace=trace_of(event.message_id), **when))


def said_in(event: Event) -> Said | None:
    """The keyword that an event is, by the word of the channel's own provider; None for any other."""
    kinds = address_types(event.channel) if event.channel in CHANNELS else ()
    address = next((one for one in identifiers_of(event) if one.type in kinds), None)
    word = _word(event)
    if event.backfill or address is None or word is None or event.properties.get(BY_PROVIDER) == PROVIDER:
        return None
    return Said(word, event.channel, address)


def _word(event: Event) -> Keyword | None:
    said = event.properties
    if event.event == TURN:
        return "help" if said.get("topic") == "help" and said.get("author") == "customer" else None
    wrote = event.event == "Consent Updated" and said.get("method") == event.channel == said.get("channel")
    if not wrote or said.get("purpose") != PURPOSE:
        return None
    return "start" if said.get("granted") is True else "stop"


def _since(word: Keyword, point: ContactPoint, at: Millis) -> Millis | None:
    """What the keyword changed, as the moment of the answer that it took the place of, 0 for none; None where a newer
    one has taken its own place. HELP changes nothing: of it the hour counts."""
    if word == "help":
        return at // HOUR
    before, now = (point.granted, point.denied) if word == "stop" else (point.denied, point.granted)
    found = before.get(PURPOSE, 0)
    return None if found > at or now.get(PURPOSE, 0) < at else found


def _answer(person: PersonId, said: Said, point: IdentityKey, step: str) -> Message:
    journey = ANSWER + said.channel
    return Message(
        id=message_id(person, (journey, WHOLE, step), point),
        person=person,
        contact_point=point,
        journey=journey,
        key=WHOLE,
        step=step,
        template="",
        channel=said.channel,
        purpose="transactional",
        created=0,
    )


def keywords_policy(spec: Mapping[str, Any]) -> Keywords:
    """The policy; a channel or a word that it leaves out is not answered. Raises Invalid("unknown-key",
    "bad-policy")."""
    only(spec, tuple(CHANNELS), "the policy of keywords")
    every(*(partial(_check, channel, words) for channel, words in spec.items()))
    return spec


def _check(channel: str, words: Any) -> None:
    with inside(channel):
        said = only(words, WORDS, "a channel")
        wrong = next((word for word, template in said.items() if not isinstance(template, str) or not template), "")
    if wrong:
        with inside(channel, wrong):
            raise Invalid("bad-policy", f"a template's id, or `{PROVIDER}` where the provider answers itself")
