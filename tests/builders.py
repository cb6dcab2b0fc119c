"""Builders with defaults: a test says only what matters to it."""

from typing import Any

from segue.events import Event

NOON = 1_795_348_800_000  # 2026-11-22T12:00:00Z


def an_event(called: str | None = "Product Viewed", at: int = NOON, **fields: Any) -> Event:
    """A track call of an anonymous visitor, `at` milliseconds since the epoch."""
    given: dict[str, Any] = {
        "type": "track" if called else "page",
        "event": called,
        "message_id": f"m-{called}-{at}",
        "timestamp": at,
        "received_at": at,
        "original_timestamp": at,
        "anonymous_id": "visitor-1",
        "source": "web",
    }
    return Event(**{**given, **fields})


def an_add(at: int = NOON, product: str = "tent", **said: Any) -> Event:
    """A product put into cart `c1`."""
    product_said = {"product_id": product, "name": product.title(), "price": 10.5, "quantity": 1, "currency": "EUR"}
    return an_event("Product Added", at, properties={"cart_id": "c1", **product_said, **said})


def an_order(at: int = NOON, order: str = "o1", **said: Any) -> Event:
    """An order of 21.00 EUR."""
    return an_event("Order Completed", at, properties={"order_id": order, "total": 21, "currency": "EUR", **said})


def an_identify(at: int = NOON, user: str = "u1", **traits: Any) -> Event:
    """An identify call that names a user and whatever identifiers are among the traits."""
    return an_event(None, at, type="identify", user_id=user, traits=traits)


def a_mail(words: str) -> str:
    """MJML that says these words."""
    return f"<mjml><mj-body><mj-section><mj-column><mj-text>{words}</mj-text></mj-column></mj-section></mj-body></mjml>"
