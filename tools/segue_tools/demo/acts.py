"""Acts: what a shopper does, at a minute of the day, before anybody has turned it into a request."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from segue_tools.demo.goods import Line, Product
from segue_tools.demo.shoppers import Device, Shopper

Change = Literal["add", "set", "order", ""]


@dataclass(frozen=True)
class Act:
    """`by` is the device, or None for a webhook of the shop's. `name` is a track event's name or a webhook's topic.

    `change` and `lines` say what it does to the cart named `cart`; `known` says by which identifiers it is known
    who did it, as (type, value). A `guest` has no account at the shop.
    """

    minute: float
    name: str
    who: Shopper
    by: Device | None = None
    kind: str = "track"
    cart: str = ""
    change: Change = ""
    lines: tuple[Line, ...] = ()
    order: str = ""
    known: tuple[tuple[str, str], ...] = ()
    guest: bool = False


@dataclass(frozen=True)
class Visit:
    """A visit to the web shop on one device; `user` once somebody has signed in. Every act takes a minute."""

    who: Shopper
    device: Device
    cart: str
    minute: float = 0.0
    user: str = ""

    def act(self, name: str, minutes: float = 0, **more: Any) -> Act:
        """Something done on the site."""
        known = [("anonymous_id", self.device.id), *([("user_id", self.user)] if self.user else [])]
        known += [("email", self.who.email)] if more.pop("tells_email", False) else []
        return Act(self.minute + minutes, name, self.who, self.device, known=tuple(known), cart=self.cart, **more)

    def looks(self, product: Product) -> Iterator[Act]:
        """From the shelf to the product's page."""
        yield self.act(product.category.title(), kind="page")
        yield self.act("Product Viewed", 1, lines=((product, 1),))

    def puts(self, product: Product, quantity: int = 1) -> Iterator[Act]:
        """Looks at a product and puts it into the cart."""
        yield from self.looks(product)
        yield self.act("Product Added", 2, change="add", lines=((product, quantity),))

    def tells(self) -> Act:
        """Who it is: signed in with an account, or an address typed at the checkout."""
        return self.act("identify", kind="identify", tells_email=True)

    def views(self, lines: tuple[Line, ...], name: str = "Cart Viewed") -> Act:
        """The cart, or the checkout, with all that is in it."""
        return self.act(name, change="set", lines=lines)

    def orders(self, lines: tuple[Line, ...], order: str) -> Iterator[Act]:
        """Pays."""
        yield self.act("Payment Info Entered")
        yield self.act("Order Completed", 1, change="order", lines=lines, order=order, tells_email=True)

    def at(self, minute: float) -> "Visit":
        """The same visit, later."""
        return replace(self, minute=minute)

    def signed_in(self) -> "Visit":
        """The same visit, with an account."""
        return replace(self, user=self.who.number)


def webhook(topic: str, who: Shopper, minute: float, **more: Any) -> Act:
    """Something that Shopify tells of."""
    named = topic != "carts/create"
    known = [("cart_id", f"shopify:{more['cart']}")] if more.get("cart") else []
    known += [("email", who.email)] if named else []
    known += [("customer_id", f"shopify:{who.account}")] if named and not more.get("guest") else []
    known += [("order_id", f"shopify:{more['order']}")] if more.get("order") else []
    return Act(minute, topic, who, kind="webhook", known=tuple(known), **more)
