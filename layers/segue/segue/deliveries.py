"""Deliveries: one thing that came in, what it was understood as, and what of it could not be."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from segue.errors import Invalid
from segue.events import Event
from segue.identifiers import Identifier, identifiers_of
from segue.times import Millis

# What a parser can stumble over in data of any shape; an outage is never among it.
STUMBLES = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)


@dataclass(frozen=True)
class Delivery:
    """What came in, once its proof was checked: enough to understand it again later, and no secret.

    `parser` names the provider (or `segment`) that understands it; `headers` are those that the parser needs.
    """

    source: str
    parser: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    received_at: Millis = 0


@dataclass(frozen=True)
class Rejected:
    """A delivery that was not understood; `reason` is a short stable word, `detail` is for people."""

    delivery: Delivery
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Parsed:
    """What deliveries said, and what of them was not understood."""

    events: tuple[Event, ...] = ()
    rejected: tuple[Rejected, ...] = ()


Incoming = Callable[[Delivery], Iterable[Event]]


def understood(delivery: Delivery, incoming: Incoming) -> Parsed:
    """The delivery's events if all of them are clear; else the delivery itself, rejected whole."""
    try:
        return Parsed(events=tuple(named(event) for event in incoming(delivery)))
    except Invalid as wrong:
        return Parsed(rejected=(Rejected(delivery, wrong.reason, wrong.detail),))
    except STUMBLES as stumble:
        return Parsed(rejected=(Rejected(delivery, "not-understood", type(stumble).__name__),))


def together(parts: Iterable[Parsed]) -> Parsed:
    """Several as one, so that they are stored in one go."""
    listed = list(parts)
    return Parsed(
        events=tuple(event for part in listed for event in part.events),
        rejected=tuple(one for part in listed for one in part.rejected),
    )


def named(event: Event) -> Event:
    """The event, if it names anybody. Raises Invalid("no-identifier")."""
    strongest(event)
    return event


def strongest(event: Event) -> Identifier:
    """The identifier under which the event is kept. Raises Invalid("no-identifier")."""
    found = identifiers_of(event)
    if not found:
        raise Invalid("no-identifier", "no user id, anonymous id, e-mail or other identifier names anybody")
    return found[0]
