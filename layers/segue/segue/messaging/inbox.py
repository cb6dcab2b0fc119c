"""The inbox: messages that nobody carries. They keep their words and are read where they stand, on the site and in the
app: as long as they hold, until the reader puts them away."""

from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import urlsplit

from segue.contact_points import CHANNELS
from segue.errors import Invalid, Refused
from segue.keys import IdentityKey
from segue.languages.texts import _
from segue.messages import Envelope, Message
from segue.messaging.ports import Handover
from segue.times import DAY, Millis, duration, from_text, to_text

USUAL: Millis = 30 * DAY  # how long one holds where its template does not say
MOST = 50  # that are shown
LINKS = ("link", "image")
SAFE = ("https", "http")  # a page may make a link of it: nothing else may run there


def content(envelope: Envelope, now: Millis) -> dict[str, Any]:
    """What a message keeps of itself: {"title", "body", "link", "image"} and the moment `until` which it holds.

    Raises Refused("template-error") for a link that leads to no page, and for an end that is no time.
    """
    said = {name.partition(".")[2]: text for name, text in envelope.parts.items()}
    for name in LINKS:
        if said[name] and not _leads_to_a_page(said[name]):
            raise Refused(
                "template-error", _("`{name}` is an address that begins with https:// or /").format(name=name)
            )
    return said | {"until": _until(said["until"], now)}


class Keeping:
    """Who carries what stays with us: nobody, and nobody else has an id for it."""

    def ready(self, _message: Message, _envelope: Envelope, /) -> Handover:
        """A call that does nothing: the message is written down as sent, with its words."""
        return str


def shown(messages: Iterable[Message], points: Collection[IdentityKey], now: Millis) -> list[Message]:
    """Those that a reader of these contact points gets to see, newest first: each once, however many people it was
    meant for who are one now."""
    own = [one for one in messages if one.contact_point in points and _stands(one, now)]
    newest = sorted(own, key=lambda one: (-one.decided, one.id))
    return list({one.id.rpartition("_")[2]: one for one in reversed(newest)}.values())[::-1][:MOST]


def answered(message: Message) -> dict[str, Any]:
    """One message as a site gets it; times as ISO 8601."""
    said = message.content
    return {
        "id": message.id,
        **{name: said[name] for name in ("title", "body", *LINKS)},
        "time": to_text(message.decided),
        "until": to_text(said["until"]),
        "read": not message.outcomes.keys().isdisjoint(("opened", "clicked")),
    }


def _stands(message: Message, now: Millis) -> bool:
    kept = message.state == "sent" and message.channel in CHANNELS and CHANNELS[message.channel].kept
    return kept and now < message.content.get("until", 0) and "dismissed" not in message.outcomes


def _leads_to_a_page(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return bool(parts.scheme in SAFE and parts.netloc) or (link.startswith("/") and link[1:2] not in ("/", "\\"))


def _until(said: str, now: Millis) -> Millis:
    """`14d` from now, or a moment; without either as long as is usual."""
    if not said:
        return now + USUAL
    try:
        return now + duration(said)
    except Invalid:
        return _moment(said)


def _moment(said: str) -> Millis:
    try:
        return from_text(said)
    except Invalid as wrong:
        raise Refused("template-error", _("`until` is a time such as 14d or 2026-12-24")) from wrong
