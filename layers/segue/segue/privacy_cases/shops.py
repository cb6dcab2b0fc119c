"""What a shop system asks for its customers: Shopify's customers/data_request, customers/redact and shop/redact, which
it wants done within 30 days. https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance

The shop system has made sure who asks, and its signature proves that it is the shop system.
"""

from collections.abc import Iterator
from typing import NamedTuple

from segue.deliveries import Parsed
from segue.events import Event
from segue.identifiers import Identifier, identifiers_of
from segue.privacy_cases.cases import Case, Kind
from segue.times import Millis
from segue.trust import is_public

ASKED: dict[str, Kind] = {"Privacy Export Requested": "access", "Privacy Erasure Requested": "erasure"}
WHOLE_SHOP = "shop/redact"
MOST_ORDERS = 40


class Passed(NamedTuple):
    """A request that a shop system passes on; `who` is None where it is about all of the shop. `occasion` is the same
    when it comes again."""

    kind: Kind
    source: str
    who: Identifier | None
    reason: str
    occasion: str
    time: Millis


def passed_on(parsed: Parsed) -> Iterator[Passed]:
    """What a delivery asks for."""
    for one in parsed.events:
        kind, named = ASKED.get(one.event or ""), identifiers_of(one)
        if kind and named and one.channel == "commerce" and not one.backfill and not is_public(one):
            yield Passed(kind, one.source, named[0], _reason(one), one.message_id, one.received_at)
    for one in parsed.ignored:
        if one.name == WHOLE_SHOP:
            came = one.delivery
            domain = came.headers.get("x-shopify-shop-domain", "")
            reason = f"{came.source}: everything of the shop {domain}, which has taken the app away".replace("  ", " ")
            yield Passed("erasure", came.source, None, reason, f"{came.source}|{WHOLE_SHOP}|{domain}", came.received_at)


def case_of(one: Passed, name: str, asked: str) -> Case:
    """The case: who asks is known by the shop system's word."""
    return Case(
        name,
        one.time,
        one.source,
        one.kind,
        asked,
        one.time,
        asker=one.source,
        channel=one.source,
        reason=one.reason,
        state="verified",
        identified=f"{one.source} passes it on, signed",
    )


def _reason(event: Event) -> str:
    orders = event.properties.get("orders")
    listed = [str(one) for one in orders][:MOST_ORDERS] if isinstance(orders, list) else []
    request = event.properties.get("request_id")
    about = [f"request {request}"] if request else []
    about += [f"orders {', '.join(listed)}"] if listed else []
    return "; ".join([f"passed on by {event.source}", *about])[:500]
