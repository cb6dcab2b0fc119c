"""Deliveries: one thing that came in, what it was understood as, and what of it could not be."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from segue.catalog_items import Statement, sound
from segue.errors import Invalid
from segue.events import Event
from segue.identifiers import Identifier, identifiers_of
from segue.times import Millis

# What a parser can stumble over in data of any shape; an outage is never among it.
STUMBLES = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
MOST_TOLD = 10  # different reasons of one request


@dataclass(frozen=True)
class Delivery:
    """What came in, once its proof was checked: enough to understand it again later, and no secret.

    `parser` names the provider (or `segment`) that understands it; `headers` are those that the parser needs;
    `options` are the source's in the playbook of the moment, and are not kept with it.
    """

    source: str
    parser: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    received_at: Millis = 0
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rejected:
    """A delivery that was not understood; `reason` is a short stable word, `detail` is for people. `record` is its id
    where its body is no more what came: what was sealed differs between repeats."""

    delivery: Delivery
    reason: str
    detail: str = ""
    record: str = ""


@dataclass(frozen=True)
class Ignored:
    """A delivery, or a part of one, that is understood and says nothing to keep; `name` is a short stable word."""

    delivery: Delivery
    name: str


Part = Event | Statement | Ignored | Rejected


@dataclass(frozen=True)
class Parsed:
    """What deliveries said of customers and of items, what of them was not understood, and what is left out by name."""

    events: tuple[Event, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    items: tuple[Statement, ...] = ()


Incoming = Callable[[Delivery], Iterable[Part]]


def understood(delivery: Delivery, incoming: Incoming) -> Parsed:
    """The delivery's parts if all of them are clear; else the delivery itself, rejected whole."""
    try:
        return _sorted(incoming(delivery), delivery)
    except Invalid as wrong:
        return Parsed(rejected=(Rejected(delivery, wrong.reason, wrong.detail),))
    except STUMBLES as stumble:
        return Parsed(rejected=(Rejected(delivery, "not-understood", type(stumble).__name__),))


def one_by_one(delivery: Delivery, bodies: Iterable[bytes], incoming: Incoming) -> Iterator[Part]:
    """The parts of a delivery that holds several things, each a body of its own, so that one that is not understood
    takes no other with it: it alone goes into quarantine, and is understood again alone."""
    for body in bodies:
        found = understood(replace(delivery, body=body), incoming)
        yield from (*found.events, *found.items, *found.rejected, *found.ignored)


def together(parts: Iterable[Parsed]) -> Parsed:
    """Several as one, so that they are stored in one go."""
    listed = list(parts)
    return Parsed(
        events=tuple(event for part in listed for event in part.events),
        rejected=tuple(one for part in listed for one in part.rejected),
        ignored=tuple(one for part in listed for one in part.ignored),
        items=tuple(one for part in listed for one in part.items),
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


def _sorted(parts: Iterable[Part], delivery: Delivery) -> Parsed:
    found = list(parts) or [Ignored(delivery, "nothing-said")]
    return Parsed(
        events=tuple(named(one) for one in found if isinstance(one, Event)),
        rejected=tuple(one for one in found if isinstance(one, Rejected)),
        ignored=tuple(one for one in found if isinstance(one, Ignored)),
        items=tuple(sound(one) for one in found if isinstance(one, Statement)),
    )


def not_understood(count: int, rejected: Sequence[Rejected]) -> dict[str, Any]:
    """Members of an answer, so that whoever tries a door out need not look elsewhere: how many, and each reason once,
    in the order in which they came; none where all is well. For what the catalog has no room for, which is known later,
    there is a count alone."""
    if not count:
        return {}
    whys = dict.fromkeys((one.reason, one.detail) for one in rejected)
    why = [{"reason": reason, "detail": detail} for reason, detail in list(whys)[:MOST_TOLD]]
    return {"quarantined": count, **({"why": why} if why else {})}
