"""Facts: the signals that events themselves give."""

from collections.abc import Callable, Iterable
from typing import Any

from segue.consent import asked
from segue.events import USED_UP, Event
from segue.facets import support
from segue.facets.orders import total
from segue.facets.registers import text
from segue.keys import PersonId
from segue.money import currency
from segue.predictions import is_own
from segue.profile.signals import Signal
from segue.tracing import trace_of


def of_event(person: PersonId, event: Event) -> Signal | None:
    """The fact that an event states, where it states one; page views never do."""
    found = FACTS.get(event.event or "")
    if found is None:
        return None
    name, detail = found
    told = detail(event)
    if told is None:
        return None
    said = told | ({"backfill": True} if event.backfill else {})
    cause = f"{event.source}|{event.message_id}|{event.original_timestamp}"
    return Signal(name, person, event.timestamp, cause, said, trace_of(event.message_id))


def latest(signals: Iterable[Signal]) -> list[Signal]:
    """Of a burst of changes to one cart only the last is told: it says to look, not what has changed."""
    told: dict[Any, Signal] = {}
    for place, one in enumerate(signals):
        burst = (one.person, one.detail["cart"]) if one.name == "CartUpdated" else place
        told[burst] = one
    return list(told.values())


def _order(event: Event) -> dict[str, Any]:
    said = event.properties
    code = currency(said.get("currency"))
    named = {"order": text(said.get("order_id")), "cart": str(said.get("cart_id") or "")}
    return {**named, "total": total(said), "currency": code, "channel": event.channel, "source": event.source}


def _delivered(event: Event) -> dict[str, Any] | None:
    """None where nobody says which order has come: a journey has one run for each."""
    order = text(event.properties.get("order_id"))
    return {"order": order, "channel": event.channel, "source": event.source} if order else None


def _survey(event: Event) -> dict[str, Any] | None:
    """None of a survey that is not known by name, and without a score."""
    answers = support.of(event).get("surveys", {})
    for kind, (_, _, hundredths, case) in answers.items():
        named = str(event.properties.get("survey_id") or kind)
        told = {"survey": named, "kind": kind, "score": round(hundredths / 100)}
        about = {"conversation": case} if case else {}
        return {**told, **about, "channel": event.channel, "source": event.source}
    return None


def _case(event: Event) -> dict[str, Any] | None:
    """None of what is about no case by name, and of a call that has not settled it."""
    found = support.of(event).get("cases", {})
    said = event.properties
    named = text(said.get("conversation_id") or said.get("case_id") or said.get("call_id"))
    if named not in found or (event.event in support.CLOSES and found[named][2]):
        return None
    told = {"conversation": named, "channel": found[named][3], "queue": text(said.get("queue"))}
    topic = text(said.get("topic"), 80)
    return told | ({"topic": topic} if topic else {})


def _cart(event: Event) -> dict[str, Any]:
    return {"cart": str(event.properties.get("cart_id") or ""), "channel": event.channel, "source": event.source}


def _consent(event: Event) -> dict[str, Any]:
    channel, purpose, granted = asked(event) or ("", "", False)
    return {"channel": channel, "purpose": purpose, "granted": granted, "source": event.source}


def _escalated(event: Event) -> dict[str, Any] | None:
    """None where it does not say what was due."""
    said = event.properties
    named = {name: text(said.get(name)) for name in ("channel", "queue", "topic", "due")}
    case = text(said.get("conversation_id"))
    return {"conversation": case, **named} if case and named["due"] else None


def _engaged(event: Event) -> dict[str, Any]:
    return {"message": str(event.properties.get("message_id", "")), "kind": event.event, "channel": event.channel}


def _used_up(event: Event) -> dict[str, Any] | None:
    """None where it is not our own word, and where it names no product: there is one run of a journey for each."""
    said = event.properties
    product = text(said.get("product_id"))
    if not product or not is_own(event):
        return None
    named = {"title": text(said.get("name"), 120), "bought": text(said.get("bought")), "due": text(said.get("due"))}
    days = said.get("usual_days")
    lasts = {"usual_days": days} if isinstance(days, int) and days > 0 else {}
    return {"product": product, **{name: value for name, value in named.items() if value}, **lasts}


FACTS: dict[str, tuple[str, Callable[[Event], dict[str, Any] | None]]] = {
    "Order Completed": ("OrderPlaced", _order),
    "Order Refunded": ("OrderRefunded", _order),
    "Order Delivered": ("OrderDelivered", _delivered),
    "Survey Answered": ("SurveyAnswered", _survey),
    "Checkout Started": ("CheckoutStarted", _cart),
    "Product Added": ("CartUpdated", _cart),
    "Product Removed": ("CartUpdated", _cart),
    "Cart Updated": ("CartUpdated", _cart),
    "Consent Updated": ("ConsentChanged", _consent),
    "Unsubscribed": ("ConsentChanged", _consent),
    "Conversation Escalated": ("ConversationEscalated", _escalated),
    USED_UP: ("ReplenishmentDue", _used_up),
    "Email Opened": ("MessageEngaged", _engaged),
    "Email Link Clicked": ("MessageEngaged", _engaged),
    **dict.fromkeys(support.OPENS, ("ConversationOpened", _case)),
    **dict.fromkeys(support.CLOSES, ("ConversationResolved", _case)),
}
