"""A person's profile: the sum of the facets of the person's source identities."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from segue.carts import Cart, carts_of
from segue.facets import consent, engagement, names, traits
from segue.facets.lines import Line
from segue.keys import IdentityKey, PersonId
from segue.money import text as money
from segue.times import Millis, to_text


@dataclass(frozen=True)
class Profile:
    """One person as everybody may read it. `former` are ids that the person had before merges, `past` those of people
    that it was one with until an undo. `merged`: when two known people last became this one. `shared`: a till or a
    family's tablet, which is nobody. `rows`: how many identities had to be read."""

    id: PersonId
    facets: Mapping[str, Any]
    identities: tuple[IdentityKey, ...]
    former: tuple[PersonId, ...] = ()
    past: tuple[PersonId, ...] = ()
    merged: Millis | None = None
    shared: bool = False
    rows: int = 1

    @cached_property
    def identifiers(self) -> list[dict[str, Any]]:
        """Rows {"type", "value", "first_seen", "source", "attestation"}, earliest first."""
        return names.read(self.facets.get("names", {}))

    @cached_property
    def traits(self) -> dict[str, Any]:
        """The newest value of each trait."""
        return traits.read(self.facets.get("traits", {}))

    @cached_property
    def consent(self) -> list[dict[str, Any]]:
        """The newest answer per channel and purpose."""
        return consent.read(self.facets.get("consent", {}))

    @cached_property
    def carts(self) -> list[Cart]:
        """All carts, last touched first."""
        return carts_of(self.facets)

    @cached_property
    def orders(self) -> list[dict[str, Any]]:
        """All orders, newest first; amounts in minor units."""
        rows = [_order(key, one) for key, one in self.facets.get("orders", {}).items()]
        return sorted(rows, key=lambda row: row["placed"], reverse=True)

    @cached_property
    def engagement(self) -> list[dict[str, Any]]:
        """Counts per day, channel and kind, newest day first."""
        return engagement.read(self.facets.get("engagement", {}))

    def first(self, kind: str) -> str | None:
        """The value of the best attested, then newest identifier of a type: the address to write to."""
        found = [row for row in self.identifiers if row["type"] == kind]
        best = max(
            found, default=None, key=lambda row: (names.ATTESTATIONS.index(row["attestation"]), row["first_seen"])
        )
        return best["value"] if best else None

    def described(self) -> dict[str, Any]:
        """All facets by name, ready for JSON."""
        return {
            "traits": self.traits,
            "consent": self.consent,
            "carts": [_cart(one) for one in self.carts],
            "orders": self.orders,
            "engagement": self.engagement,
        }


def _cart(cart: Cart) -> dict[str, Any]:
    lines = [[one.product_id, one.quantity, one.name, one.price, one.image_url, one.url] for one in cart.items]
    return {
        "id": cart.id,
        "open": cart.live,
        "updated": to_text(cart.updated),
        "items": [_line(one, cart.currency) for one in lines],
        "value": cart.value,
        "value_text": money(cart.value, cart.currency),
        "currency": cart.currency,
        "url": cart.url,
    }


def _order(key: str, order: dict[str, Any]) -> dict[str, Any]:
    record = order.get("record", [0, 0, {}])[2]
    code = record.get("currency", "")
    refunded = sum(register[2] for register in order.get("refunds", {}).values())
    return {
        "id": key,
        "placed": to_text(order["placed"]) if "placed" in order else "",
        "state": _state(order, refunded),
        "total": record.get("total", 0),
        "total_text": money(record.get("total", 0), code),
        "refunded": refunded,
        "currency": code,
        "items": [_line(one, code) for one in record.get("lines", [])],
        "channel": record.get("channel", ""),
        "source": record.get("source", ""),
        "coupon": record.get("coupon", ""),
    }


def _state(order: dict[str, Any], refunded: int) -> str:
    if "cancelled" in order:
        return "cancelled"
    if refunded:
        return "refunded"
    return "fulfilled" if "fulfilled" in order else "placed"


def _line(line: Line, code: str) -> dict[str, Any]:
    return {
        "product_id": line[0],
        "quantity": line[1],
        "name": line[2],
        "price": line[3],
        "price_text": money(line[3], code),
        "image_url": line[4],
        "url": line[5],
    }
