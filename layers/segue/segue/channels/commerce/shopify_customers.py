"""Shopify's customers: who they are, what they allowed, and that they want to be forgotten."""

from collections.abc import Iterator
from typing import Any

from segue.channels.drafts import Draft, stated_id, who
from segue.channels.payloads import Payload, given, mapping, text

SHOP = "shopify"
# Other states (not_subscribed, pending, invalid) are no answer of the customer's.
ANSWERS = {"subscribed": True, "unsubscribed": False, "redacted": False}
CONSENTS = {"email": "email_marketing_consent", "sms": "sms_marketing_consent"}


def described(said: Payload, _domain: str) -> Iterator[Draft]:
    """The customer's traits, and the answers on marketing that are part of them."""
    traits = {
        **names(said),
        "email": text(said.get("email")),
        "phone": text(said.get("phone")),
        "createdAt": text(said.get("created_at")),
        "address": _address(mapping(said.get("default_address"))),
        "locale": text(said.get("locale")),
        "tags": text(said.get("tags")),
    }
    yield Draft(None, who(SHOP, {"customer_id": said.get("id")}, {}), _changed(said), traits=traits)
    yield from _answers(said, said.get("id"))


def answered(said: Payload, _domain: str) -> Iterator[Draft]:
    """The customer answered the question of marketing by e-mail or SMS."""
    yield from _answers({**said, "email": said.get("email_address")}, said.get("customer_id") or said.get("id"))


def deleted(said: Payload, _domain: str) -> Iterator[Draft]:
    """The shop has deleted the customer's account; what was bought stays known until an erasure is asked for."""
    yield Draft("Customer Deleted", who(SHOP, {"customer_id": said.get("id")}, {}), _changed(said))


def erasure_requested(said: Payload, _domain: str) -> Iterator[Draft]:
    """Shopify's duty to have a customer erased."""
    yield _privacy("Privacy Erasure Requested", said, said.get("orders_to_redact"))


def export_requested(said: Payload, _domain: str) -> Iterator[Draft]:
    """Shopify's duty to have a customer's data handed over."""
    yield _privacy("Privacy Export Requested", said, said.get("orders_requested"))


def names(customer: Payload) -> Payload:
    """First and last name as Segment's reserved traits."""
    return {"firstName": text(customer.get("first_name")), "lastName": text(customer.get("last_name"))}


def _answers(said: Payload, customer: Any) -> Iterator[Draft]:
    for channel, name in CONSENTS.items():
        consent = mapping(said.get(name)) or (_older(said) if channel == "email" else {})
        state, when = text(consent.get("state")), text(consent.get("consent_updated_at"))
        if state in ANSWERS:
            yield _answer(channel, ANSWERS[state], when, (customer, said))


def _answer(channel: str, granted: bool, when: str | None, about: tuple[Any, Payload]) -> Draft:
    """Every update of a customer repeats the answer: its id is made of the answer itself."""
    customer, said = about
    properties = {"channel": channel, "purpose": "marketing", "granted": granted}
    address = "email" if channel == "email" else "phone"
    named = who(SHOP, {"customer_id": customer}, {address: text(said.get(address))})
    stated = stated_id(SHOP, text(customer), channel, str(granted), when) if when else ""
    return Draft("Consent Updated", named, when or _changed(said), properties, id=stated or _undated(channel, said))


def _undated(channel: str, said: Payload) -> str:
    return stated_id(SHOP, channel, text(said.get("id")) or text(said.get("customer_id")), _changed(said))


def _older(said: Payload) -> Payload:
    """The form before 2022: a flag, an answer only once it has a time."""
    when = text(said.get("accepts_marketing_updated_at"))
    state = "subscribed" if said.get("accepts_marketing") is True else "unsubscribed"
    known = isinstance(said.get("accepts_marketing"), bool) and when
    return {"state": state, "consent_updated_at": when} if known else {}


def _privacy(name: str, said: Payload, orders: Any) -> Draft:
    customer = mapping(said.get("customer"))
    request = text(mapping(said.get("data_request")).get("id"))
    listed = [text(one) for one in orders] if isinstance(orders, list) else []
    traits = {"email": text(customer.get("email")), "phone": text(customer.get("phone"))}
    named = who(SHOP, {"customer_id": customer.get("id")}, traits)
    return Draft(name, named, properties={"request_id": request, "orders": [one for one in listed if one]})


def _address(said: Payload) -> Payload:
    street = " ".join(line for line in (text(said.get("address1")), text(said.get("address2"))) if line)
    return given(
        {
            "street": street or None,
            "city": text(said.get("city")),
            "state": text(said.get("province")),
            "postalCode": text(said.get("zip")),
            "country": text(said.get("country")),
            "country_code": text(said.get("country_code")),
        }
    )


def _changed(said: Payload) -> str | None:
    return text(said.get("updated_at")) or text(said.get("created_at"))
