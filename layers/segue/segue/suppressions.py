"""Which events forbid writing to an address, and which address: known before the event is acknowledged."""

from typing import Literal, NamedTuple

from segue.consent import asked
from segue.contact_points import address_types
from segue.events import Event
from segue.identifiers import Identifier, identifiers_of
from segue.times import Millis


class Suppression(NamedTuple):
    """`purpose` None: nothing at all may be sent to the address."""

    address: Identifier
    reason: str
    moment: Millis
    purpose: str | None


def suppressions(event: Event) -> tuple[Suppression, ...]:
    """Empty for an event that forbids nothing or names no address."""
    found = _final(event) or _asked(event)
    if found is None:
        return ()
    channel, reason, purpose = found
    kinds = address_types(channel)
    addresses = [one for one in identifiers_of(event) if one.type in kinds]
    return tuple(Suppression(one, reason, event.timestamp, purpose) for one in addresses)


def arrival(event: Event) -> Literal["", "delivered", "soft"]:
    """Whether a mail arrived, or came back though its address exists, by the word of the mail provider alone; "" where
    the event is about neither."""
    if event.channel != "email":
        return ""
    if event.event == "Email Delivered":
        return "delivered"
    return "soft" if event.event == "Email Bounced" and event.properties.get("bounce_type") != "Permanent" else ""


def _final(event: Event) -> tuple[str, str, None] | None:
    """A complaint or a hard bounce, now or why the provider did not even try; believed only from the mail provider:
    anybody can hold a write key."""
    if event.channel != "email":
        return None
    because = event.properties.get("because")
    if event.event == "Email Rejected" and because in ("bounce", "complaint"):
        return "email", because, None
    if event.event == "Email Marked as Spam":
        return "email", "complaint", None
    hard = event.event == "Email Bounced" and event.properties.get("bounce_type") == "Permanent"
    return ("email", "bounce", None) if hard else None


def _asked(event: Event) -> tuple[str, str, str] | None:
    answer = asked(event)
    if answer is None or answer[2]:
        return None
    return answer[0], "opt-out", answer[1]
