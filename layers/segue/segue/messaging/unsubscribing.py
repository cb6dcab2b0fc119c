"""One-click unsubscribing: RFC 8058. POST opts out and is in force when it is answered; GET shows a button.

Mail programs post by themselves, link scanners only get: so nothing but a POST changes anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from segue.contact_points import ContactPoint, identity_at
from segue.errors import NotFound
from segue.events import Event
from segue.http import Answer, Request
from segue.keys import IdentityKey
from segue.messaging.links import OptOut
from segue.messaging.page_texts import TEXTS, Texts, called, spoken
from segue.messaging.public_pages import lost, page
from segue.times import Millis

FORM = '<p>{text}</p><form method="post"><button>{button}</button></form>{choose}'
CHOOSE = '<p><a href="../preferences/{token}">{choose}</a></p>'


class Ledger(Protocol):
    """Writes an event under an identity key, once."""

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None: ...


class ContactPoints(Protocol):
    """An opt-out is in force when `opt_out` returns."""

    def opt_out(self, key: IdentityKey, purpose: str, now: Millis) -> tuple[ContactPoint, Millis]: ...


@dataclass(frozen=True)
class Unsubscribing:
    """`opt_out` reads a signed token."""

    opt_out: Callable[[str], OptOut]
    contact_points: ContactPoints
    ledger: Ledger

    def answer(self, request: Request, now: Millis) -> Answer:
        """The page; in words, too, for a token that is not ours (404). Raises NotFound for other methods."""
        try:
            wish = self.opt_out(request.path.rpartition("/unsubscribe/")[2])
        except NotFound:
            return lost(request)
        language = spoken((), request.headers.get("accept-language", ""), "")
        match request.method:
            case "GET" | "HEAD":
                return _asks(language, wish)
            case "POST":
                return self._opt_out(language, wish, now)
        raise NotFound("unknown-route", "a link like this is opened or posted to")

    def _opt_out(self, language: str, wish: OptOut, now: Millis) -> Answer:
        # Another click, or a post that comes again after a crash, is the same event as that of the first.
        point, since = self.contact_points.opt_out(wish.contact_point, wish.purpose, now)
        self.ledger.append_under([identity_at(wish.contact_point)], _event(wish, now, since))
        texts, late = TEXTS[language], "unsubscribed.late" if point.in_flight(now) else "unsubscribed.text"
        said = escape(texts[late].format(messages=_called(wish, texts)))
        return page(language, texts["unsubscribed.title"], f"<p>{said}</p>{_choose(texts, wish)}")


def _asks(language: str, wish: OptOut) -> Answer:
    texts = TEXTS[language]
    title, button = (texts[f"unsubscribe.{one}"].format(messages=_called(wish, texts)) for one in ("title", "button"))
    form = FORM.format(text=escape(texts["unsubscribe.text"]), button=escape(button), choose=_choose(texts, wish))
    return page(language, title, form)


def _choose(texts: Texts, wish: OptOut) -> str:
    return CHOOSE.format(token=escape(wish.token), choose=escape(texts["choose"]))


def _called(wish: OptOut, texts: Texts) -> str:
    return called(wish.channel, texts)


def _event(wish: OptOut, now: Millis, since: Millis) -> Event:
    return Event(
        type="track",
        event="Unsubscribed",
        message_id=f"unsubscribe-{wish.message_id}-{since}",
        original_timestamp=since,
        timestamp=now,
        received_at=now,
        source="unsubscribe-link",
        channel=wish.channel,
        properties={"channel": wish.channel, "purpose": wish.purpose, "message_id": wish.message_id},
    )
