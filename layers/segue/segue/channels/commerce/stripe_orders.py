"""What Stripe's checkouts, invoices and charges say of orders. `about` is what the event says around its object."""

from collections.abc import Iterator

from segue.channels.commerce.stripe_money import STRIPE, amount, id_of, money, order_of, payer
from segue.channels.drafts import Draft, stated_id
from segue.channels.payloads import Payload, given, mapping, rows, text

PAID = ("paid", "no_payment_required")
ANSWERS = {"opt_in": True, "opt_out": False}


def checkout(said: Payload, about: Payload) -> Iterator[Draft]:
    """An order once it is paid; of a subscription only who subscribed, for its invoice is the order."""
    yield from _promotions(said, about)
    if text(said.get("mode")) != "payment":
        named = payer(said, {})
        yield Draft(None, named, about["created"], traits=named.get("traits", {}))
        return
    paid = said.get("payment_status") in PAID
    completed = "Order Updated" if about["by_charges"] else "Order Completed"
    yield _told(completed if paid else "Checkout Updated", said, about, _sum(said))


def expired(said: Payload, about: Payload) -> Iterator[Draft]:
    """The checkout was left; `url` brings it back, where the shop asked Stripe for that."""
    recovery = mapping(mapping(said.get("after_expiration")).get("recovery"))
    yield _told("Checkout Expired", said, about, {**_sum(said), "url": text(recovery.get("url"))})


def invoice(said: Payload, about: Payload) -> Iterator[Draft]:
    """An order of its own, a subscription's every month; one of nothing, as a trial begins with, is none."""
    if about["by_charges"] or said.get("amount_paid") == 0:
        return
    lines = [_product(one) for one in rows(mapping(said.get("lines")).get("data"))]
    listed = rows(said.get("total_taxes")) or rows(said.get("total_tax_amounts"))
    taxes = [one["amount"] for one in listed if isinstance(one.get("amount"), int)]
    properties = {
        **money(said, total="amount_paid", revenue="subtotal", tax="tax"),
        **({"tax": amount(sum(taxes), said)} if taxes else {}),
        "invoice_id": text(said.get("id")),
        "order_name": text(said.get("number")),
        "subscription_id": id_of(said.get("subscription")),
        "url": text(said.get("hosted_invoice_url")),
        "products": lines,
    }
    yield _told("Order Completed", said, about, properties)


def charged(said: Payload, about: Payload) -> Iterator[Draft]:
    """Money came; that it is an order's completion is for the source to say."""
    name = "Order Completed" if about["by_charges"] else "Payment Succeeded"
    yield _told(name, said, about, {**money(said, total="amount"), **_charge(said)})


def failed(said: Payload, about: Payload) -> Iterator[Draft]:
    """A payment was not taken."""
    declined = {"code": text(said.get("failure_code")), "reason": text(said.get("failure_message"))}
    yield _told("Payment Failed", said, about, {**money(said, total="amount"), **_charge(said), **declined})


def checkout_failed(said: Payload, about: Payload) -> Iterator[Draft]:
    """What was to pay a checkout later has not; its charge, if there was one, has failed under its own name."""
    yield _told("Checkout Payment Failed", said, about, _sum(said))


def invoice_failed(said: Payload, about: Payload) -> Iterator[Draft]:
    """An invoice could not be collected; its page lets the customer pay it. Its charge fails under its own name."""
    properties = {
        **money(said, total="amount_due"),
        "invoice_id": text(said.get("id")),
        "subscription_id": id_of(said.get("subscription")),
        "url": text(said.get("hosted_invoice_url")),
        "attempts": said.get("attempt_count"),
    }
    yield _told("Invoice Payment Failed", said, about, properties)


def refunded(said: Payload, about: Payload) -> Iterator[Draft]:
    """Each refund of the charge once. Newer versions of the API list none: then it is what this event adds."""
    listed = rows(mapping(said.get("refunds")).get("data"))
    whole, before = said.get("amount_refunded"), about["before"].get("amount_refunded")
    added = whole - before if isinstance(whole, int) and isinstance(before, int) else whole
    for refund in listed or [{"amount": added, "currency": said.get("currency")}]:
        yield _refund(said, refund, about)


def disputed(said: Payload, about: Payload) -> Iterator[Draft]:
    """The card's holder wants the money back by way of the bank."""
    yield _told("Payment Disputed", said, about, {**money(said, total="amount"), "reason": text(said.get("reason"))})


def _refund(said: Payload, refund: Payload, about: Payload) -> Draft:
    name = text(refund.get("id"))
    properties = {**money(refund, total="amount"), "refund_id": name, "reason": text(refund.get("reason"))}
    fact = {"id": stated_id(STRIPE, "refund", name), "created": refund.get("created")} if name else {}
    return _told("Order Refunded", said, {**about, **fact}, properties)


def _told(name: str, said: Payload, about: Payload, properties: Payload) -> Draft:
    order = order_of(said)
    facts = given({"order_id": order, **properties, "test": about["test"]})
    return Draft(name, payer(said, {"order_id": order}), about["created"], facts, id=about.get("id", ""))


def _sum(said: Payload) -> Payload:
    """A checkout holds no lines, only what they come to."""
    details = {**mapping(said.get("total_details")), "currency": said.get("currency")}
    return {
        **money(said, total="amount_total", revenue="amount_subtotal"),
        **money(details, discount="amount_discount", shipping="amount_shipping", tax="amount_tax"),
        "checkout_id": text(said.get("id")),
        "reference": text(said.get("client_reference_id")),
        "status": text(said.get("payment_status")),
    }


def _charge(said: Payload) -> Payload:
    card = mapping(mapping(said.get("payment_method_details")).get("card"))
    return {"payment_method": text(card.get("brand")), "receipt_url": text(said.get("receipt_url"))}


def _product(line: Payload) -> Payload:
    """A line of an invoice; its product's name is the line's description, and its amount counts all pieces."""
    price = mapping(line.get("price"))
    newer = mapping(mapping(line.get("pricing")).get("price_details"))
    many = line.get("quantity") if isinstance(line.get("quantity"), int) else None
    unit = amount(price.get("unit_amount"), line)
    whole = amount(line.get("amount"), line)
    return given(
        {
            "product_id": id_of(price.get("product")) or text(newer.get("product")),
            "variant_id": text(price.get("id")) or text(newer.get("price")),
            "name": text(line.get("description")),
            "price": unit if unit is not None or whole is None else round(whole / (many or 1), 4),
            "quantity": many,
        }
    )


def _promotions(said: Payload, about: Payload) -> Iterator[Draft]:
    """Whether promotional e-mail was agreed to at the checkout."""
    answer = text(mapping(said.get("consent")).get("promotions"))
    if answer in ANSWERS:
        granted = {"channel": "email", "purpose": "marketing", "granted": ANSWERS[answer]}
        known_as = stated_id(STRIPE, "promotions", text(said.get("id")))
        yield Draft("Consent Updated", payer(said, {}), about["created"], granted, id=known_as)
