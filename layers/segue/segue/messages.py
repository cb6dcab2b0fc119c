"""Messages: what is to be said to whom, once. A message's identity is (journey, key, step) and the person; how it goes
out is decided later, and changes nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from segue.keys import IdentityKey, PersonId, digest
from segue.times import Millis, to_text
from segue.tracing import hop, trace_of

State = Literal["intended", "held", "claimed", "sent", "failed", "unknown", "dropped"]
# Two deliveries of one order may both end: "dropped" because the other attempt stood in the way knows less than the
# attempt itself, and nothing is more certain than what the provider said.
CERTAINTY: tuple[State, ...] = ("intended", "held", "claimed", "dropped", "unknown", "failed", "sent")
WAITING: tuple[State, ...] = ("intended", "held")  # nobody has begun to send it
ON_ITS_WAY = ("queued", "claimed", "sent")  # of its lines in the log those that need no reason
FINAL: tuple[State, ...] = ("sent", "failed", "unknown", "dropped")
BEST = "best"  # in place of channels: whichever suits
SAME = "same"  # in place of a channel: the one on which that came which began the run
SURVEY = "survey"  # in a message's data: what it asks about
ANSWER = "answer:"  # before the channel, in place of the journey of an answer to a keyword
SINGLE = "single:api"  # in place of the journey of a message that a program asked for
DESK = "desk:"  # before the id of a conversation, in place of the journey of an answer that staff wrote
CASE = "case:"  # before the id of a case: what somebody asked about their data; the law wants such a message sent
BROADCAST = "broadcast:"  # before the id of a broadcast, where its messages name the journey that they are of
Row = tuple[str, Mapping[str, Any]]
OUTCOMES = {
    "Email Delivered": "delivered",
    "Email Opened": "opened",
    "Email Link Clicked": "clicked",
    "Email Bounced": "bounced",
    "Email Marked as Spam": "complained",
    "Unsubscribed": "unsubscribed",
    "Email Rejected": "rejected",
    "SMS Delivered": "delivered",
    "SMS Failed": "failed",
    "SMS Link Clicked": "clicked",
    "Push Notification Received": "delivered",
    "Push Notification Tapped": "clicked",
    "Push Notification Bounced": "bounced",
    "Message Delivered": "delivered",
    "Message Failed": "failed",
    "Message Read": "opened",
    "Message Link Clicked": "clicked",
    "Message Dismissed": "dismissed",
}
BY_MACHINE = {"opened": "machine_opened", "clicked": "scanned"}  # nobody has read it, but it arrived
SOFT = "soft_bounced"  # it came back, and the address exists all the same
UNTAGGED = ("messenger", "instagram", "x")  # channels whose reports cannot carry our message id
# Each proves that the provider took it.
ARRIVED = ("delivered", "opened", "clicked", "bounced", "complained", *BY_MACHINE.values(), SOFT, "failed")


@dataclass(frozen=True)
class Message:
    """One intended message, its decision and its outcome.

    What is wanted: `key` says what it is about (a cart id), `step` where in which run (`reminder`, or `reminder~2` of
    the second). `channels` are those that it may go out on, in the order of choice, or BEST; without any it is
    `channel` and, where one is named, `contact_point`. `deadline`: after it the message is not sent any more (0: as
    long as is usual). `when`: BEST where it waits for the person's best hour by then. `wait`: where nothing is heard of
    it for so long after it was sent, the next channel is tried. `data`: what the signal said that began the run, as
    plain values. `book`: the version of the playbook whose text the run goes by. `trace`: what it is because
    of, and what moved it last (`segue.tracing`); no part of the id.

    What was decided: `channel` and `contact_point`, "" before. `reasons` are stable words, why it did not go out;
    `considered` is what was weighed, as rows of a word and what it is about. `until`: it is held until then. `struck`:
    channels that were tried, `tries`: claims so far. `variant`: the style of the template. `outcomes` maps an outcome
    to its moment. `facts`: what the template said of the reader (`segue.messaging.composing`). `content`: the words of
    a message that nobody carries (`segue.messaging.inbox`).
    """

    id: str
    person: PersonId
    contact_point: IdentityKey
    journey: str
    key: str
    step: str
    template: str
    channel: str
    purpose: str
    created: Millis
    state: State = "intended"
    reasons: tuple[str, ...] = ()
    outcomes: Mapping[str, Millis] = field(default_factory=dict)
    attempt: str = ""
    provider_id: str = ""
    subject: str = ""
    decided: Millis = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    book: str = ""
    channels: tuple[str, ...] = ()
    deadline: Millis = 0
    until: Millis = 0
    locale: str = ""
    variant: str = ""
    priority: int = 0
    considered: tuple[Row, ...] = ()
    struck: tuple[str, ...] = ()
    wait: Millis = 0
    when: str = ""
    tries: int = 0
    facts: bytes = b""
    content: Mapping[str, Any] = field(default_factory=dict)
    trace: str = ""


class Mark(NamedTuple):
    """What is known of a message without reading it whole; `channel` is "" before its decision, both where nobody
    asked."""

    id: str
    created: Millis
    channel: str
    state: str


class Unsettled(NamedTuple):
    """A message of which nobody knows whether it left; `tried`: when its provider was called."""

    id: str
    person: PersonId
    tried: Millis
    journey: str
    template: str
    channel: str
    purpose: str


class File(NamedTuple):
    """What goes with a message; `type` is a media type."""

    name: str
    type: str
    content: bytes


class Choice(NamedTuple):
    """A button beneath a message: `id` comes back when it is pressed, `title` stands on it, `about` explains it."""

    id: str
    title: str
    about: str = ""


@dataclass(frozen=True)
class Envelope:
    """A message as one person gets it: the address, the parts of its channel, and the one-click link out of it.
    `headers` are those of a mail beside the usual ones; `files` go with it. `choices` are buttons, where there are any;
    `button` opens their list on a channel that has them in one."""

    to: str
    parts: Mapping[str, str]
    unsubscribe: str
    headers: Mapping[str, str] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    choices: tuple[Choice, ...] = ()
    button: str = ""


class Outcome(NamedTuple):
    """What became of one message; `new`: nobody has reported it before; `first`: nobody has reported anything of the
    message before. `domain`: that of the address, "" where it has none. `sent`: when it left, as far as that is known
    by then; `trace`: that of the message."""

    channel: str
    purpose: str
    outcome: str
    new: bool
    first: bool = False
    template: str = ""
    domain: str = ""
    sent: Millis = 0
    trace: str = ""


def message_id(person: PersonId, identity: tuple[str, str, str], contact_point: IdentityKey = "") -> str:
    """The person's id and a digest of (journey, key, step): the same intent, the same id. `contact_point` is part of it
    where it is fixed from the beginning."""
    said = "|".join((*identity, contact_point) if contact_point else identity)
    return f"{person}_{digest(b'message', said)}"


def person_of(identity: str) -> PersonId:
    """The person in a message id."""
    return identity.rpartition("_")[0]


def told(message: Message, what: str) -> None:
    """A line of what became of a message; why it did not go out is in words of ours. Its id, which begins with the
    person's, stands there in short."""
    weighed = () if what in ON_ITS_WAY else tuple(word for word, _ in message.considered if word != "chosen")
    why = dict.fromkeys(message.reasons or weighed)
    until = to_text(message.until) if what == "held" else ""
    said = {"journey": message.journey, "step": message.step, "channel": message.channel}
    hop(what, message.trace, id=trace_of(message.id), why=" ".join(why), until=until, **said)
