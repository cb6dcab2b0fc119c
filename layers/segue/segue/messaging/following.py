"""Following: a tracked link leads on to where it was made for, and it is known that it was followed.

Scanners and previews get whatever stands in a message: a GET changes nothing but that it is written down, with the
program that asked, by which machines are told from customers (`segue.facets.machines`). A customer is led on even
where it cannot be written down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.contact_points import identity_at
from segue.errors import NotFound, Unavailable
from segue.events import Event
from segue.http import Answer, Request
from segue.keys import IdentityKey, digest
from segue.messaging.targets import Target, is_short
from segue.times import MINUTE, Millis
from segue.tracing import report

SOURCE = "tracked-link"
LONGEST_AGENT = 300
NAMES = {"email": "Email Link Clicked", "sms": "SMS Link Clicked", "push": "Push Notification Tapped"}
OTHER = "Message Link Clicked"
AHEAD = ("sec-purpose", "purpose", "x-moz")  # a browser that fetches what might be opened says so
HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}


class Ledger(Protocol):
    """Writes an event under an identity key, once."""

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None: ...


@dataclass(frozen=True)
class Following:
    """`opened` reads a token, `kept` the row of a short name; both raise NotFound."""

    opened: Callable[[str], Target]
    kept: Callable[[str], Target]
    ledger: Ledger

    def answer(self, request: Request, now: Millis) -> Answer:
        """A redirect. Raises NotFound for what is no link of ours and for other methods."""
        if request.method not in ("GET", "HEAD"):
            raise NotFound("unknown-route", "a link like this is opened")
        token = request.path.rpartition("/l/")[2]
        target = self.kept(token) if is_short(token) else self.opened(token)
        if request.method == "GET" and not any("prefetch" in request.headers.get(one, "") for one in AHEAD):
            self._note(target, token, request.headers.get("user-agent", "")[:LONGEST_AGENT], now)
        return Answer(302, headers={**HEADERS, "location": target.url})

    def _note(self, target: Target, token: str, agent: str, now: Millis) -> None:
        try:
            self.ledger.append_under([identity_at(target.contact_point)], clicked(target, (token, agent), now))
        except Unavailable as lost:
            report("click-lost", reason=lost.reason)


def clicked(target: Target, by: tuple[str, str], now: Millis) -> Event:
    """That the link of a token was followed by a program; asking again within the minute is the same click."""
    token, agent = by
    return Event(
        type="track",
        event=NAMES.get(target.channel, OTHER),
        message_id=f"click-{digest(b'click', f'{token}|{agent}')}",
        original_timestamp=now // MINUTE * MINUTE,
        timestamp=now,
        received_at=now,
        source=SOURCE,
        channel=target.channel,
        properties={"channel": target.channel, "message_id": target.message_id, "link_url": target.url},
        context={"userAgent": agent} if agent else {},
    )
