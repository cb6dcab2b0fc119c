"""Contributions: what an event of the ledger means to a conversation, whichever channel it came by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from segue import trust
from segue.conversations.conversations import Author, Kind
from segue.conversations.form_answers import answers_in
from segue.conversations.ordering import is_filed, is_visit
from segue.conversations.wordings import answers_of, attachments_of, detail_of, language_of, words_of
from segue.events import ARTICLES, Event
from segue.facets import support
from segue.facets.registers import text
from segue.keys import IdentityKey, digest
from segue.times import Millis

Stage = Literal["turn", "open", "close", "call", "survey", "article"]
LONGEST = 8_000  # characters of a turn's text that are kept with it; the ledger has all of it
AUTHORS: Mapping[str, Author] = {"customer": "customer", "agent": "agent", "bot": "bot", "system": "system"}
QUIET = ("reaction",)
PUBLIC = ("comment", "mention")
KEYWORDS = ("stop", "start", "help")  # what a machine answers
CHAT = "chat"
PAGE = "page:"  # with which the threads begin that a public key told of
UNSAID = (CHAT, "email", "sms", "whatsapp", "messenger", "instagram", "x")  # help desks and calls say it themselves
NAMED: Mapping[str, Stage] = {support.SURVEY: "survey", **dict.fromkeys(ARTICLES, "article")}
KINDS: Mapping[str, Kind] = {"call": "call", "survey": "form", "article": "note"}


@dataclass(frozen=True)
class Contribution:
    """`id` is the turn's, the same for whatever tells of the same words; `event` that of the event itself. `key` is the
    identity under which the ledger has it. `answers` are references that it names, `led` the conversation
    that it goes over to with its thread, `provider_ids` what providers call
    messages of ours that it answers, `addresses` the contact points that it came from. `quiet`: nobody has to answer
    it. `public`: everybody reads it, so it goes with its own thread alone. `past`: it is history that was imported.
    `unsaid`: words of the customer's of which no provider says that a conversation is open. `agent` is who of the shop
    says it or took the call, as the provider calls them; `staff` the same as the user name of one of ours. `unproven`:
    it came by a key that anybody can have, and goes with nothing but what this browser has said."""

    id: str
    event: str
    stage: Stage
    time: Millis
    key: IdentityKey
    thread: str
    channel: str
    author: Author = "customer"
    kind: Kind = "said"
    text: str = ""
    topic: str = ""
    subject: str = ""
    language: str = ""
    said: str = ""
    change: str = ""
    answers: tuple[str, ...] = ()
    led: str = ""
    provider_ids: tuple[str, ...] = ()
    addresses: tuple[IdentityKey, ...] = ()
    attachments: tuple[Mapping[str, Any], ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
    quiet: bool = False
    public: bool = False
    past: bool = False
    unsaid: bool = False
    unproven: bool = False
    agent: str = ""
    staff: str = ""


def contribution_of(event: Event, key: IdentityKey, addresses: tuple[IdentityKey, ...] = ()) -> Contribution | None:
    """What the event contributes; None where it is no matter of a conversation. `addresses` are the contact points that
    it names. What came by a public key is kept by `apart` from all that others have said; `key` is the browser's then,
    and without a browser it is nobody's word.
    """
    if not is_filed(event) or not trust.is_believed(event):
        return None
    known = _owed(_worded(_about(_named(event, key, addresses), event), event), event)
    return apart(known, event) if trust.is_public(event) else known


def stated(event: Event, key: IdentityKey) -> Contribution | None:
    """The same without words, also of what conversations themselves put into the ledger."""
    if not trust.is_believed(event):
        return None
    known = replace(_about(_named(event, key, ()), event), detail=detail_of(event, _stage(event), ""))
    return apart(known, event) if trust.is_public(event) else known


def apart(known: Contribution, event: Event) -> Contribution:
    """What a public key told, as the word of one browser: under names of its own, so that no thread, turn or address of
    anybody else's leads it anywhere; a customer's, in the chat or on the page that it came from."""
    own = f"{PAGE}{digest(b'visitor', known.key)}|"
    thread = f"{own}{known.thread}" if known.thread else ""
    channel = known.channel if known.channel in (CHAT, event.channel) else event.channel
    bare = replace(known, answers=(), led="", provider_ids=(), addresses=(), author="customer", agent="", unproven=True)
    return replace(
        bare,
        id=digest(b"turn", f"{own}{known.id}"),
        thread=thread,
        channel=channel,
        unsaid=known.unsaid and channel in UNSAID,
    )


def _named(event: Event, key: IdentityKey, addresses: tuple[IdentityKey, ...]) -> Contribution:
    said, stage = event.properties, _stage(event)
    thread = text(said.get("conversation_id") or said.get("case_id") or said.get("call_id"), 400)
    name = text(said.get("turn_id") or said.get("message_id"), 400)
    return Contribution(
        id=_id(event, stage, thread, name),
        event=event.message_id,
        stage=stage,
        time=event.timestamp,
        key=key,
        thread=thread or _alone(event, stage),
        channel=_channel(event),
        said=name,
        answers=answers_of(said),
        led=text(said.get("goes_over"), 400) if is_visit(event) else "",
        provider_ids=tuple(one for one in [text(said.get("provider_message_id"), 400)] if one),
        addresses=addresses,
        past=event.backfill,
    )


def _about(known: Contribution, event: Event) -> Contribution:
    """With what it is about, and who has to do with it."""
    said = event.properties
    topic, sort = text(said.get("topic"), 200), text(said.get("kind"), 40)
    keyword = topic.casefold() in KEYWORDS
    topic = "" if keyword else topic
    return replace(
        known,
        topic=topic,
        subject=text(said.get("email_subject"), 200) or topic,
        language=language_of(event),
        quiet=sort in QUIET or keyword or known.stage == "article",
        public=sort in PUBLIC,
        author=_author(event, known.stage),
        agent=text(said.get("agent_name") or said.get("agent_username") or said.get("agent"), 80),
    )


def _worded(known: Contribution, event: Event) -> Contribution:
    """With its words and all that comes with them."""
    said = event.properties
    return replace(
        known,
        kind="form" if answers_in(event) else KINDS.get(known.stage, "said"),
        text=words_of(event)[:LONGEST],
        change=text(said.get("change"), 20),
        attachments=attachments_of(said.get("attachments")),
        detail=detail_of(event, known.stage, text(said.get("kind"), 40)),
    )


def _owed(known: Contribution, event: Event) -> Contribution:
    answerless = known.quiet or known.public or known.past or known.author != "customer"
    return replace(known, unsaid=event.event == support.TURN and known.channel in UNSAID and not answerless)


def _stage(event: Event) -> Stage:
    name = event.event or ""
    if name.startswith("Call "):
        return "call"
    if name in support.TURNS:
        return "turn"
    if name in NAMED:
        return NAMED[name]
    return "open" if name in support.OPENS else "close"


def _id(event: Event, stage: Stage, thread: str, name: str) -> str:
    """Words that their provider names are the same whichever event tells of them; so are the two ends of a call."""
    if stage == "call" and (call := text(event.properties.get("call_id")) or thread):
        return digest(b"call", call)
    return digest(b"turn", f"{thread}|{name}") if name else digest(b"event", event.message_id)


def _alone(event: Event, stage: Stage) -> str:
    """Words without a thread are a thread of their own; openings and surveys without one are about nothing."""
    return f"event:{event.message_id}" if stage in ("turn", "call") else ""


def _channel(event: Event) -> str:
    given, name = text(event.properties.get("channel"), 32), event.event or ""
    usual = "chat" if name.startswith("Live Chat") else "phone" if name.startswith("Call") else event.channel
    return "helpdesk" if usual == "support" else given or usual


def _author(event: Event, stage: Stage) -> Author:
    if event.event == "Live Chat Message Received":
        return "agent"
    if stage == "article":
        return "system"
    if stage == "call":
        return "agent" if event.properties.get("direction") == "outbound" else "customer"
    return AUTHORS.get(text(event.properties.get("author")), "customer")
