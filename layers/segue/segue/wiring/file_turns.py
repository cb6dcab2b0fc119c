"""`file_turns`: what is said is filed, its questions are answered, what had to be said twice is marked, its own answer
is watched over, what sleeps comes back, a call is over some time, and the help desk gets the card."""

from collections.abc import Mapping
from typing import Any

from segue.aws.ledger import Ledger, key_of
from segue.aws.settings import settings
from segue.conversations.contributions import contribution_of
from segue.conversations.filing import Filed
from segue.errors import Unavailable
from segue.events import CALL, SURVEY, Event
from segue.keys import IdentityKey, PersonId
from segue.times import MINUTE, Millis
from segue.trust import browser_of, is_public
from segue.wiring.card_notes import note_card
from segue.wiring.cards import mark_repeats
from segue.wiring.conversations import addresses_of, filing, whose
from segue.wiring.escalating import escalating, returning
from segue.wiring.presence import assigning
from segue.wiring.surveys import note_asked, surveying

EARLY: Millis = 10 * MINUTE  # so long an answer waits for its conversation


def heed(order: Mapping[str, Any], now: Millis) -> None:
    """Files the event of an order, gives it to somebody where nobody has it and watches over its answer; or looks at
    one that is due, or that comes back; or at a call whose end nobody told; or notes a question that has left."""
    if "asked" in order:
        note_asked(str(order["asked"]))
    elif "call" in order:
        from segue.wiring.calls_at_desk import lapsing  # most orders are of no call

        lapsing().look(order, now)
    elif "back" in order:
        returning().look(order, now)
    elif "due" in order:
        escalating().look(order, now)
    elif (found := _filed(order, now)) and found.head:
        head = assigning().give(mark_repeats(found.head), now)
        escalating().watch(head, now)
        note_card(head, now)


def _filed(order: Mapping[str, Any], now: Millis) -> Filed | None:
    """None where the ledger does not have it any more, or it is of no conversation."""
    key = str(order["key"])
    event = Ledger(settings().ledger).one(key, str(order["place"]))
    filed = file_event(str(order["person"]), key, event, now) if event else None
    if event and filed and _is_early(event, filed, now):
        raise Unavailable("out-of-order", "the conversation of this answer is not filed yet")
    if filed and filed.head and event and (event.event or "").startswith(CALL):
        _watch_call(event, key, now)
    return filed


def _is_early(event: Event, filed: Filed, now: Millis) -> bool:
    """Whether an answer to how easy it was may be there before what it is about: they are filed side by side."""
    named = event.event == SURVEY and event.properties.get("conversation_id") and not is_public(event)
    return bool(named) and filed.head is None and now < event.received_at + EARLY


def _watch_call(event: Event, key: IdentityKey, now: Millis) -> None:
    from segue.wiring.calls_at_desk import lapsing

    if said := contribution_of(event, key):
        lapsing().watch(said, now)


def file_event(person: PersonId, key: IdentityKey, event: Event, now: Millis) -> Filed | None:
    """Files an event that lies in the ledger under a key, and hears the answer to a question in it, too."""
    browser = browser_of(event) if is_public(event) else None
    said = contribution_of(event, key_of(browser) if browser else key, addresses_of(event))
    if said is None:
        return None
    if said.stage == "call":
        from segue.wiring.calls_at_desk import with_staff

        said = with_staff(said)
    heard = surveying().heard(lambda: whose(person).ids, event, said, now)
    return filing().file(person, heard, now)
