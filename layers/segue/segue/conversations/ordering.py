"""Orders to file: which events belong into a conversation, and how long an order waits."""

from segue.events import ARTICLES, Event
from segue.facets import support
from segue.identifiers import identifiers_of
from segue.keys import IdentityKey
from segue.ledger import sort_key
from segue.times import SECOND, Millis

DESK = "desk"  # the source of what conversations themselves put into the ledger
CHAT = "chat"  # and of what visitors do in our own chat
GRACE: Millis = 15 * SECOND


def is_filed(event: Event) -> bool:
    """Whether an event belongs into a conversation: what a person, a call, a survey or a help desk said; and what a
    visitor has read in our chat, of which nobody else tells."""
    if event.event in ARTICLES:
        return _is_of(CHAT, event)
    return event.event in support.NAMES and not _is_of(DESK, event)


def order_of(person: str, key: IdentityKey, event: Event) -> dict[str, str]:
    """The order to file an event: where it lies in the ledger, and nothing that it says."""
    return {"person": person, "key": key, "place": sort_key(event)}


def grace(event: Event) -> Millis:
    """How long its filing waits, in ms: a call that says nothing of who calls, until somebody does."""
    named = identifiers_of(event) if (event.event or "").startswith("Call ") else ()
    return GRACE if named and all(one.type == "custom" for one in named) else 0


def _is_of(source: str, event: Event) -> bool:
    """Whether it is ours: a shop may call a source so."""
    return event.source == source and event.message_id.startswith(f"{source}|")
