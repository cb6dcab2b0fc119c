"""WooCommerce's customers: an account of the shop, or the contact that a guest gave."""

from collections.abc import Iterator

from segue.channels.addresses import address
from segue.channels.drafts import Draft, who
from segue.channels.payloads import Payload, given, mapping, text

SHOP = "woocommerce"
STREET = ("address_1", "address_2")
ADDRESS = {"city": "city", "state": "state", "postalCode": "postcode", "country": "country"}


def described(said: Payload) -> Iterator[Draft]:
    """The account's traits; phone and address are the billing address's."""
    billing = mapping(said.get("billing"))
    traits = {
        **names(billing),
        **given(names(said)),
        "email": text(said.get("email")),
        "phone": text(billing.get("phone")),
        "username": text(said.get("username")),
        "createdAt": moment(said, "date_created"),
        "address": address(billing, STREET, **ADDRESS),
    }
    time = moment(said, "date_modified") or moment(said, "date_created")
    yield Draft(None, who(SHOP, {"customer_id": known(said.get("id"))}, {}), time, traits=traits)


def deleted(said: Payload) -> Iterator[Draft]:
    """The account is gone: its id is all that is said. What was bought stays known until an erasure is asked for."""
    yield Draft("Customer Deleted", who(SHOP, {"customer_id": known(said.get("id"))}, {}))


def names(person: Payload) -> Payload:
    """First and last name as Segment's reserved traits."""
    return {"firstName": text(person.get("first_name")), "lastName": text(person.get("last_name"))}


def known(number: object) -> str | None:
    """An id; WooCommerce writes 0 for none."""
    return None if text(number) == "0" else text(number)


def moment(said: Payload, name: str) -> str | None:
    """A time in UTC: those without `_gmt` are by the shop's clock, which is not told."""
    found = text(said.get(f"{name}_gmt"))
    return found if not found or found.endswith("Z") else f"{found}Z"
