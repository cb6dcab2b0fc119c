"""Comparing: an identity's facets with those that its ledger adds up to. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from segue import facets
from segue.events import Event
from segue.facets import Facets, names
from segue.ledger import KEEP
from segue.profile.identities import Identity, is_late, mark
from segue.times import DAY, MINUTE, Millis

# behind: the row lacks the last events alone. missing: there is nothing but events. surplus: there are no events.
# busy: something came so lately that it may be on its way. aged: so old that the ledger may have forgotten events.
# outdated: of an older meaning of facets, and rebuilt when it is next touched. None of the last three is a difference.
Found = Literal["same", "different", "behind", "missing", "surplus", "busy", "aged", "outdated"]
DIFFERENCES: tuple[Found, ...] = ("different", "behind", "missing", "surplus")
SETTLED: Millis = 15 * MINUTE  # in which an event is surely in the row, where nothing holds up the stream
FORGETS: Millis = KEEP - DAY
MOST_BEHIND = 50  # events that are left out to see whether they alone are missing
_encoder = msgspec.json.Encoder(order="deterministic")


def compared(identity: Identity, ledger: Sequence[Event], now: Millis) -> Found:
    """What the row is, beside all events of its partition."""
    events = [one for one in ledger if not is_late(one, identity.erased)]
    if identity.meaning != facets.VERSIONS:
        return "outdated"
    held = canonical(identity.facets)
    if held == canonical(added_up(events)):
        return "same"
    if any(one.received_at > now - SETTLED for one in ledger):
        return "busy"
    if _begun(identity, events) < now - FORGETS:
        return "aged"
    if not events or not identity.facets:
        return "missing" if events else "surplus"
    return "behind" if _is_behind(held, events) else "different"


def added_up(events: Iterable[Event]) -> Facets:
    """The facets of these events; a repeat counts once."""
    return facets.absorb({}, {mark(one): one for one in events}.values())


def canonical(value: Facets) -> bytes:
    """The same for the same facets, in whatever order they were added up."""
    return hashlib.sha256(_encoder.encode(_plain(value))).digest()


def _plain(value: Any) -> Any:
    """With texts for keys: numbers among them have no order beside texts."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _begun(identity: Identity, events: Sequence[Event]) -> Millis:
    known = names.begun(identity.facets.get("names", {}))
    moments = [one.timestamp for one in events] + ([] if known is None else [known])
    return min(moments, default=0)


def _is_behind(held: bytes, events: Sequence[Event]) -> bool:
    """Whether the row says what the ledger said before its last events came."""
    came = sorted(events, key=lambda one: one.received_at)
    cuts = range(len(came) - 1, max(0, len(came) - 1 - MOST_BEHIND), -1)
    return any(held == canonical(added_up(came[:cut])) for cut in cuts)
