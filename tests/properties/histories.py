"""Histories: any events that facets look at, and what fills each facet. A new facet has its entry in `FILLS`."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import strategies as st

from segue.events import EXPERIMENT, PREDICTED, USED_UP, Event
from segue.experiments.telling import SOURCE as EXPERIMENTS
from segue.predictions import SOURCE
from segue.times import DAY, HOUR, to_text
from tests.builders import NOON, an_event

TIMES = st.integers(NOON - 130 * DAY, NOON) | st.integers(NOON, NOON + 5)
IDS = st.sampled_from(["1", "2", "3"])
OTHERS = [
    "Checkout Updated",
    "Order Cancelled",
    "Order Fulfilled",
    "Cart Deleted",
    "Email Bounced",
    "Email Delivered",
    "SMS Replied",
    "Product List Viewed",
    "Product Added to Wishlist",
    "Payment Info Entered",
    "Live Chat Message Sent",
    "Profile Merged",
]
PRODUCTS = st.fixed_dictionaries(
    {"product_id": IDS, "price": st.decimals(0, 999, places=2).map(float), "quantity": st.integers(0, 9)},
    optional={
        "name": st.text(max_size=8),
        "image_url": st.just("https://shop.example/1.jpg"),
        "variant_id": IDS | st.integers(1, 2),
        "variant": st.sampled_from(["Blue", "Red"]),
        "sku": IDS,
        "category": IDS,
        "brand": IDS,
    },
)
SHARES = st.integers(0, 10).map(lambda one: one / 10)
MOMENTS = st.integers(NOON - 130 * DAY, NOON + 40 * DAY).map(to_text)
USED = st.fixed_dictionaries(
    {"product_id": IDS, "bought": MOMENTS, "due": MOMENTS},
    optional={"low": MOMENTS, "high": MOMENTS, "instead": st.lists(IDS, max_size=2)},
)
PROPERTIES: dict[str, st.SearchStrategy[Any]] = {
    "cart_id": IDS,
    "order_id": IDS,
    "refund_id": IDS,
    "total": st.integers(0, 500),
    "products": st.lists(PRODUCTS, max_size=3),
    "product_id": IDS,
    "variant_id": IDS,
    "completed_at": st.just("2026-11-22T12:00:00Z"),
    "quantity": st.integers(0, 5),
    "granted": st.booleans(),
    "purpose": st.sampled_from(["marketing", "news", "profiling"]),
    "email": st.sampled_from(["a@shop.example", "B@shop.example"]),
    "coupon": st.sampled_from(["", "TEN"]),
    "category": IDS,
    "brand": IDS,
    "tags": st.lists(IDS, max_size=2),
    "seconds": st.integers(-5, 99),
    "step": st.integers(0, 3),
    "message_id": IDS,
    "link_url": IDS,
    "sent_at": st.just(to_text(NOON)),
    "format": st.sampled_from(["short", "picture"]),
    "conversation_id": IDS,
    "topic": IDS,
    "survey": st.sampled_from(["ces", "nps", "mood"]),
    "score": st.integers(-1, 10),
    "body": st.text(max_size=3) | st.just("long " * 60),
}


class Fill(NamedTuple):
    """What fills a facet: bounds of its module so low that they are reached, the names of the events that are most
    about it (none: all are), and what these say that is not among `PROPERTIES`."""

    bounds: dict[str, Any]
    names: tuple[str, ...] = ()
    said: Mapping[str, st.SearchStrategy[Any]] = MappingProxyType({})


FILLS: dict[str, Fill] = {
    "names": Fill({"MOST": 1}),
    "traits": Fill({"MOST": 2, "VALUES": 1}),
    "consent": Fill({"MOST": 2}, ("Consent Updated", "Unsubscribed")),
    "carts": Fill({"LAST": 4}, ("Product Added", "Product Removed", "Cart Updated", "Order Completed")),
    "orders": Fill({"MOST": 2, "WHOLE": 1}, ("Order Completed", "Order Updated", "Order Refunded")),
    "engagement": Fill(
        {"MOST": 2, "CLICKS": 1, "WINDOW": 5, "BLOCKS": 1},
        ("Email Link Clicked", "Email Opened", "Product Viewed"),
    ),
    "interests": Fill({"MOST": 2, "PRODUCTS": 2, "WINDOW": 1}, ("Product Viewed", "Product Added", "Dwelled")),
    "support": Fill({"MOST": 2}, ("Conversation Opened", "Conversation Resolved", "Call Ended", "Survey Answered")),
    "sessions": Fill({"STEPS": 1, "WINDOW": 2}, ("Checkout Started", "Checkout Step Completed", "Order Completed")),
    "style": Fill({"MOST": 1, "WINDOW": 1}, ("Email Link Clicked", "Conversation Turn")),
    "predictions": Fill(
        {"MOST": 2, "TOLD": 1, "OTHERS": 1},
        (PREDICTED, USED_UP),
        {
            "churn": st.fixed_dictionaries({"probability": SHARES, "days": st.just(90)}),
            "purchases": st.fixed_dictionaries({"90": st.floats(0, 5)}),
            "value": st.fixed_dictionaries({"365": st.integers(0, 50), "currency": st.sampled_from(["EUR", "JPY"])}),
            "price_sensitivity": st.fixed_dictionaries({"share": SHARES, "low": SHARES, "high": SHARES}),
            "replenish": st.lists(USED, max_size=3),
            "bought": MOMENTS,
        },
    ),
    "experiments": Fill({"MOST": 1}, (EXPERIMENT,), {"experiment_id": IDS, "variation_id": IDS}),
    "activity": Fill(
        {"MOST": 2, "LAST": 1, "WINDOW": 5},
        ("Product Viewed", "Product Added", "Checkout Started"),
        {"value": st.integers(-5, 500)},
    ),
}
OWN = {PREDICTED: SOURCE, USED_UP: SOURCE, EXPERIMENT: EXPERIMENTS}  # which nobody else can tell
EVENTS = sorted({*OTHERS, *(name for fill in FILLS.values() for name in fill.names)})
NAMES = st.sampled_from(EVENTS)
SAYABLE = PROPERTIES | {name: said for fill in FILLS.values() for name, said in fill.said.items()}
SAID = st.fixed_dictionaries({"currency": st.sampled_from(["EUR", "JPY", "", None])}, optional=SAYABLE)
CONTEXTS = st.fixed_dictionaries(
    {},
    optional={
        "timezone": st.sampled_from(["Europe/Paris", "Asia/Tokyo"]),
        "locale": st.sampled_from(["fr-FR", "ja"]),
        "userAgent": st.sampled_from(["Mozilla/5.0", "Mozilla/5.0 (iPhone) Mobile", "Mozilla/5.0 (X11) Firefox"]),
        "traits": st.fixed_dictionaries({"email": st.sampled_from(["c@shop.example", "d@shop.example"])}),
    },
)
CHANNELS = st.sampled_from(["web", "mobile", "store", "commerce", "email"])
TRAITS = st.dictionaries(IDS, st.none() | st.booleans() | st.text(max_size=3) | st.integers(0, 9), max_size=3)


@st.composite
def events(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> Event:
    """Any event that a facet looks at; ids repeat on purpose, so that ties happen."""
    at = draw(TIMES)
    if draw(st.integers(0, 4)) == 0:
        told = {"original_timestamp": at - draw(st.sampled_from([0, HOUR])), "message_id": draw(IDS)}
        return an_event(None, at, type="identify", user_id="u", traits=draw(TRAITS), **told)
    given = {"source": draw(st.sampled_from(["web", "shop"])), "channel": draw(CHANNELS), "context": draw(CONTEXTS)}
    given["anonymous_id"] = draw(st.sampled_from(["visitor-1", "visitor-2"]))
    name = draw(names)
    given |= {"source": OWN[name]} if name in OWN else {}
    return an_event(name, at, message_id=draw(IDS) + str(at), properties=draw(SAID), **given)


def distinct(found: list[Event]) -> list[Event]:
    """What the ledger lets through: each message id and client time once."""
    return list({(one.message_id, one.original_timestamp): one for one in found}.values())


HISTORIES = st.lists(events(), max_size=14).map(distinct)


def canonical(value: object) -> bytes:
    """The value as text that is equal where the values are."""
    return json.dumps(value, sort_keys=True).encode()
