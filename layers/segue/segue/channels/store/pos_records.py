"""The records of Segue's point-of-sale format; `pos.schema.json` says the same as JSON Schema (docs/pos.md)."""

from typing import Annotated, Any

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1, max_length=256)]
Time = Annotated[
    str,
    Meta(
        description="ISO 8601; without an offset it is UTC",
        examples=["2026-11-22T10:15:00+01:00"],
        extra_json_schema={"format": "date-time"},
    ),
]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 4217")]
Money = Annotated[float, Meta(ge=0, lt=10**12, description="in the currency's major unit: 18.99")]


class Customer(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whatever the till knows of who stands before it. A sale may be of nobody known; a visit and a card may not."""

    user_id: Annotated[Text | None, Meta(description="your own id, the same as your website's and apps'")] = None
    customer_id: Annotated[Text | None, Meta(description="the till's own id of the customer")] = None
    email: Text | None = None
    phone: Annotated[Text | None, Meta(description="with + and country code")] = None
    loyalty_id: Annotated[Text | None, Meta(description="the number on the loyalty card")] = None
    first_name: Text | None = None
    last_name: Text | None = None


class Line(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A product of a sale or a return."""

    product_id: Text
    quantity: Annotated[float, Meta(gt=0, le=100_000)] = 1
    price: Annotated[Money | None, Meta(description="what one piece was sold for")] = None
    list_price: Annotated[Money | None, Meta(description="what one piece costs without any reduction")] = None
    sku: Text | None = None
    variant: Text | None = None
    name: Text | None = None
    category: Text | None = None
    brand: Text | None = None


class _Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="type"):
    time: Time
    store: Annotated[Text | None, Meta(description="which store")] = None
    register: Annotated[Text | None, Meta(description="which till")] = None
    customer: Customer = Customer()
    extra: Annotated[dict[str, Any], Meta(description="whatever else is worth keeping")] = {}


class Sale(_Record, frozen=True, kw_only=True, tag="sale"):
    """A receipt."""

    id: Annotated[Text, Meta(description="the receipt's number, unique in this source; a repeat of it is dropped")]
    total: Money
    currency: Currency
    tax: Money | None = None
    discount: Money | None = None
    coupon: Text | None = None
    payment_fingerprint: Annotated[Text | None, Meta(description="a token of the card, never its number")] = None
    lines: list[Line] = []


class Return(_Record, frozen=True, kw_only=True, tag="return"):
    """Something came back, and money was paid back."""

    id: Annotated[Text, Meta(description="the return's number, unique in this source")]
    sale: Annotated[Text, Meta(description="the receipt that it was bought with")]
    total: Annotated[Money, Meta(description="what was paid back, as a positive number")]
    currency: Currency
    reason: Text | None = None
    lines: list[Line] = []


class LoyaltyCard(_Record, frozen=True, kw_only=True, tag="loyalty_card"):
    """A loyalty card was shown; `customer.loyalty_id` says which."""

    id: Text | None = None
    sale: Annotated[Text | None, Meta(description="the receipt of the same moment")] = None
    points: Annotated[float | None, Meta(description="earned; negative where they were spent")] = None
    balance: Annotated[float | None, Meta(description="points on the card afterwards")] = None


class Visit(_Record, frozen=True, kw_only=True, tag="visit"):
    """Somebody known was in a store, whether or not anything was bought."""

    id: Text | None = None


Record = Sale | Return | LoyaltyCard | Visit
