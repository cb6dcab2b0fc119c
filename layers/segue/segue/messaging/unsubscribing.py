"""One-click unsubscribing: RFC 8058. POST opts out and is in force when it is answered; GET shows a button.

Mail programs post by themselves, link scanners only get: so nothing but a POST changes anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.contact_points import CHANNELS, ContactPoint, channel_of
from segue.errors import NotFound
from segue.events import Event
from segue.http import Answer, Request
from segue.keys import IdentityKey
from segue.messaging.links import OptOut
from segue.times import Millis

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>{title}</title><style>
:root{{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}}
body{{margin:0;min-height:100vh;display:grid;place-items:center;background:light-dark(#f4f2ee,#141817)}}
main{{max-width:28rem;margin:1rem;padding:2rem;border-radius:1rem;background:light-dark(#fff,#1e2422)}}
h1{{font-size:1.375rem;line-height:1.3;margin:0 0 .5rem}}p{{margin:.5rem 0 1.25rem}}
button{{font:inherit;font-weight:600;padding:.75rem 1.25rem;border:0;border-radius:.5rem;color:#fff;background:#1f5c4d}}
button:focus-visible{{outline:3px solid #8fcbb9;outline-offset:2px}}
</style><main><h1>{title}</h1><p>{text}</p>{form}</main></html>"""
FORM = '<form method="post"><button>Stop these {messages}</button></form>'
HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "x-frame-options": "DENY",
}


class Ledger(Protocol):
    """Writes an event under an identity key, once."""

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None: ...


class ContactPoints(Protocol):
    """An opt-out is in force when `suppress` returns."""

    def read(self, key: IdentityKey) -> ContactPoint: ...

    def suppress(self, key: IdentityKey, reason: str, now: Millis, purpose: str | None = None) -> ContactPoint: ...


@dataclass(frozen=True)
class Unsubscribing:
    """`opt_out` reads a signed token."""

    opt_out: Callable[[str], OptOut]
    contact_points: ContactPoints
    ledger: Ledger

    def answer(self, request: Request, now: Millis) -> Answer:
        """The page. Raises NotFound for a token that is not ours and for other methods."""
        wish = self.opt_out(request.path.rpartition("/unsubscribe/")[2])
        channel = CHANNELS.get(channel_of(wish.contact_point))
        messages = channel.messages if channel else "messages"
        match request.method:
            case "GET" | "HEAD":
                form = FORM.format(messages=messages)
                return _page(f"Stop these {messages}?", "You can change your mind at any time.", form)
            case "POST":
                return self._opt_out(wish, messages, now)
        raise NotFound("unknown-route", "a link like this is opened or posted to")

    def _opt_out(self, wish: OptOut, messages: str, now: Millis) -> Answer:
        # A second click, or a post that comes again after a crash, is the same event as the one that stands.
        standing = self.contact_points.read(wish.contact_point)
        opted_out = standing.refuses(wish.purpose, asks_first=False) == "opted-out"
        since = standing.denied[wish.purpose] if opted_out else now
        point = self.contact_points.suppress(wish.contact_point, "opt-out", now, wish.purpose)
        self.ledger.append_under([wish.contact_point], _event(wish, now, since))
        said = f"You will get no more {messages} like this one{LATE if point.in_flight(now) else '.'}"
        return _page("You are unsubscribed", said, "")


LATE = ", except one that was on its way at this very moment."


def _event(wish: OptOut, now: Millis, since: Millis) -> Event:
    channel = channel_of(wish.contact_point)
    return Event(
        type="track",
        event="Unsubscribed",
        message_id=f"unsubscribe-{wish.message_id}",
        original_timestamp=since,
        timestamp=now,
        received_at=now,
        source="unsubscribe-link",
        channel=channel,
        properties={"channel": channel, "purpose": wish.purpose, "message_id": wish.message_id},
    )


def _page(title: str, text: str, form: str) -> Answer:
    return Answer(200, PAGE.format(title=title, text=text, form=form).encode(), HEADERS)
