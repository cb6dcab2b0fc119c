"""Pretending: a message that is only looked at, about something that a person really has."""

import re
from collections.abc import Iterable
from typing import Any

from segue.events import Event
from segue.facets import absorb
from segue.messages import Message
from segue.messaging.facts import viewed_of
from segue.profile.profiles import Profile
from segue.times import HOUR, Millis

PREVIEW = "preview"
# What the signal that began a run may have said, beside the product and the order.
SAID = {"title": "Tent", "before": 19900, "after": 14900, "currency": "EUR"}
SOMEBODY = "somebody"  # the id of a person that is made up


def about(profile: Profile, template: str, texts: Iterable[str], now: Millis) -> Message | None:
    """A message to this person about their newest cart or order, as far as the texts ask for one; None where they have
    none that it could be about."""
    words = {word for text in texts for word in re.findall(r"\w+", text)}
    carts = [one.id for one in profile.carts_at(now) if one.items]
    orders = [str(one["id"]) for one in profile.order_rows]
    if ("cart" in words and not carts) or ("order" in words and not orders):
        return None
    data = {**SAID, "order": next(iter(orders), ""), "product": next(iter(_products(profile)), "")}
    key = carts[0] if "cart" in words else "person"
    return Message(
        f"{PREVIEW}_{PREVIEW}", profile.id, "", PREVIEW, key, PREVIEW, template, "", "transactional", now, data=data
    )


def somebody(now: Millis, **traits: Any) -> Profile:
    """A person who is made up: with a cart, an order and products that were looked at."""
    events = [
        _event(now, "identify", None, 0, traits={"firstName": "Kim", "loyalty_tier": "Gold", **traits}),
        _event(now, "track", "Order Completed", 1, properties=_order()),
        *(_event(now, "track", "Product Viewed", at, properties=_product(at)) for at in (2, 3)),
        *(_event(now, "track", "Product Added", at, properties={"cart_id": "c1", **_product(at)}) for at in (4, 5)),
    ]
    return Profile(SOMEBODY, absorb({}, events), ())


def _products(profile: Profile) -> list[str]:
    bought = [str(line[0]) for order in profile.order_rows for line in order["lines"]]
    return [*viewed_of(profile), *bought]


def _product(at: int) -> dict[str, Any]:
    names = ("Tent for two", "Camping stove")
    one = at % len(names)
    said = {"product_id": f"sample-{one + 1}", "name": names[one], "price": (179, 49.5)[one], "quantity": 1}
    return {**said, "currency": "EUR", "category": "camping"}


def _order() -> dict[str, Any]:
    products = [_product(0), _product(1)]
    return {"order_id": "1001", "total": 228.5, "currency": "EUR", "products": products}


def _event(now: Millis, kind: Any, name: str | None, at: int, **said: Any) -> Event:
    when = now - HOUR + at
    given = {"type": kind, "event": name, "message_id": f"{PREVIEW}-{at}", "original_timestamp": when}
    return Event(**given, timestamp=when, received_at=when, source=PREVIEW, user_id=SOMEBODY, **said)
