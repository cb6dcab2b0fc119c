"""Where an event stands in the Ledger, and for how long. Pure; `segue.aws.ledger` reads and writes.

The sort key is the client's time as given and the event's id: a repeat of an SDK or provider has both the same,
so the put that stores an event is also what drops its repeat.
"""

import base64
import hashlib
from dataclasses import dataclass

import msgspec

from segue.events import DECISIONS, Event
from segue.times import DAY, SECOND, Millis, to_text

KEEP: Millis = 400 * DAY
LONGEST_ID = 100  # characters; a sort key has room for 1,024 bytes
NO_TIME = "-"
LASTING_TYPES = ("identify", "alias")
LASTING_EVENTS = ("Unsubscribed", "Consent Updated", "Customer Deleted", *DECISIONS)
LASTING_PREFIXES = ("Order ", "Subscription ", "Privacy ")
LAST = "\uffff"  # after every place
UNDATED = NO_TIME + LAST  # after every event that came without a time of its own, and before every other
_encoder = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True)
class Look:
    """What is looked for in a partition, newest first before a place: about `limit` events of these kinds and channels
    (`events.told_as`), all where there are none named; none of the kinds `without`."""

    limit: int
    before: str = LAST
    kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What was found; `reached`: everything down to this place was looked at, "" at the end of the partition."""

    events: tuple[Event, ...]
    reached: str = ""


def sort_key(event: Event) -> str:
    """`<client time>#<id>`; an event without a client time stands under `-`."""
    given = event.original_timestamp
    return f"{NO_TIME if given is None else to_text(given)}#{_short(event.message_id)}"


def lasts(event: Event) -> bool:
    """Whether it is kept for ever: orders, consent, identity."""
    name = event.event or ""
    return event.type in LASTING_TYPES or name in LASTING_EVENTS or name.startswith(LASTING_PREFIXES)


def kept_until(event: Event) -> int | None:
    """Seconds since the epoch, 400 days from receipt; None for what is kept for ever."""
    return None if lasts(event) else (event.received_at + KEEP) // SECOND


def derived_id(event: Event) -> str:
    """An id for an event that came without one: a hash of what it says and of the client's time.

    Without a client's time the time of receipt takes its place: nothing tells a repeat from a second event then.
    """
    when = event.received_at if event.original_timestamp is None else event.original_timestamp
    said = msgspec.structs.replace(event, message_id="", timestamp=when, received_at=0)
    return f"derived-{fingerprint(_encoder.encode(said))}"


def fingerprint(raw: bytes) -> str:
    """24 lower-case base32 characters of SHA-256."""
    return base64.b32encode(hashlib.sha256(raw).digest()[:15]).decode().lower()


def _short(message_id: str) -> str:
    return message_id if len(message_id) <= LONGEST_ID else f"long-{fingerprint(message_id.encode())}"
