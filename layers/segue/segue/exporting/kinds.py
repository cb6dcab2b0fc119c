"""The kinds of things that an export tells: what each is called, in which section it stands, what it always says."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

ALLOWED = ("Consent ", "Subscription ", "Unsubscribed", "Privacy ")  # with which the names of events of consent begin


class Kind(NamedTuple):
    """`what` in plain words; `section` is an id of SECTIONS; `says`: fields that it always has; `title` is the field by
    which one is called."""

    what: str
    section: str
    says: Sequence[str] = ()
    title: str = ""


class Section(NamedTuple):
    """A part of the readable pages."""

    title: str
    about: str


SECTIONS: dict[str, Section] = {
    "profile": Section("Who you are to us", "What you told us or did, added up: names, addresses, carts, orders."),
    "together": Section(
        "Why we take all this for one person",
        "Which addresses, numbers and devices we hold to be yours and why; also what staff put together or took apart.",
    ),
    "conclusions": Section(
        "What we conclude about you",
        "Groups that you are in, interests, habits, predictions, and which side of a trial you were on.",
    ),
    "consent": Section("What may be sent to you", "What you allowed or refused, when, where and to which words."),
    "messages": Section("What we sent you", "Messages, sent or not, with the reasons, and what became of them."),
    "conversations": Section(
        "What we said to each other", "Conversations with files, and notes that staff made about them for themselves."
    ),
    "events": Section("What happened", "Every event that we hold, as it came."),
    "handled": Section(
        "How it was handled",
        "What staff did, what could not be understood or delivered, and entries that only lead to something else.",
    ),
}

KINDS: dict[str, Kind] = {
    "profile": Kind("Profile", "profile", ("id", "identities")),
    "conclusions": Kind("Conclusions", "conclusions", ("segments",)),
    "segments": Kind("Groups that you are in", "conclusions", ("person",)),
    "member": Kind("A place on the list of a group", "conclusions", ("segment",), "segment"),
    "link": Kind("Named together", "together", ("left", "right", "how", "state")),
    "person": Kind("One person", "together", ("id", "keys")),
    "merge": Kind("Put together", "together", ("id", "keep", "absorb")),
    "merge_suggestion": Kind("Suggested as the same person", "together", ("id", "left", "right")),
    "contact_point": Kind("An address or a number", "consent", ("identity", "accepted", "refused"), "identity"),
    "frequency": Kind("How often you were written to", "consent", ("person", "slots")),
    "message": Kind("Message", "messages", ("id", "outcomes"), "subject"),
    "journey": Kind("A course of messages", "messages", ("journey",), "journey"),
    "conversation": Kind("Conversation", "conversations", ("id",), "subject"),
    "turn": Kind("Said", "conversations", ("id", "conversation"), "text"),
    "note": Kind("Note of the staff", "conversations", ("id", "conversation"), "text"),
    "draft": Kind("Draft of an answer", "conversations", ("conversation", "text"), "text"),
    "file": Kind("File", "conversations", ("name", "bytes"), "name"),
    "mail": Kind("Mail as it came", "conversations", ("name", "bytes"), "name"),
    "event": Kind("Event", "events", ("type",), "event"),
    "live": Kind("Shown to staff as it happened", "events", ("what", "title"), "title"),
    "awaited": Kind("A product that you wait for", "profile", ("product",), "product"),
    "identity": Kind("Known under one identifier", "handled", ("identity",), "identity"),
    "sum": Kind("Several identifiers added up", "handled", ("of",)),
    "audit": Kind("Done by staff", "handled", ("action",), "action"),
    "not_understood": Kind("Came in and was not understood", "handled", ("id",), "reason"),
    "not_delivered": Kind("Could not be worked on", "handled", ("id",), "reason"),
    "kept_answer": Kind("An answer that is kept", "handled", ("id",)),
    "profile_check": Kind("A check of what is added up of you", "handled", ("id",)),
    "privacy_case": Kind("What you asked about your data", "handled", ("id", "asks_for", "state")),
    "short_link": Kind("Short link", "handled", (), "url"),
    "survey_link": Kind("Answers that a link has brought", "handled", ("id",)),
    "handover": Kind("Link that hands something over", "handled"),
    "request": Kind("A request of yours about your data", "handled", ("id",)),
    "pointer": Kind("Leads to something else", "handled"),
}


def section_of(kind: str, data: Mapping[str, Any]) -> str:
    """The section of one thing: events of consent stand with what may be sent."""
    if kind == "event" and str(data.get("event", "")).startswith(ALLOWED):
        return "consent"
    return KINDS[kind].section


def called(kind: str, data: Mapping[str, Any]) -> str:
    """What one is called: `Message: Your tent is waiting`."""
    known = KINDS[kind]
    said = str(data.get(known.title) or data.get("name" if kind == "event" else "") or "").strip()
    short = said if len(said) <= 90 else f"{said[:89]}…"
    return f"{known.what}: {short}" if short else known.what
