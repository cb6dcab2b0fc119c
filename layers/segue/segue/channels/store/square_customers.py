"""Square's customers: who they are, what they booked, and their loyalty cards."""

from collections.abc import Callable, Iterator

from segue.channels.addresses import address
from segue.channels.drafts import Draft, stated_id, who
from segue.channels.payloads import Payload, given, mapping, text

SQUARE = "square"
STREET = ("address_line_1", "address_line_2")
ADDRESS = {
    "city": "locality",
    "state": "administrative_district_level_1",
    "postalCode": "postal_code",
    "country": "country",
}
BOOKINGS = {
    "CANCELLED_BY_CUSTOMER": "Booking Cancelled",
    "CANCELLED_BY_SELLER": "Booking Cancelled",
    "DECLINED": "Booking Declined",
    "NO_SHOW": "Booking Missed",
}
POINTS = {
    "ACCUMULATE_POINTS": "Loyalty Points Earned",
    "ACCUMULATE_PROMOTION_POINTS": "Loyalty Points Earned",
    "CREATE_REWARD": "Loyalty Reward Claimed",
    "REDEEM_REWARD": "Loyalty Reward Redeemed",
    "DELETE_REWARD": "Loyalty Reward Returned",
    "ADJUST_POINTS": "Loyalty Points Adjusted",
    "EXPIRE_POINTS": "Loyalty Points Expired",
}


def described(said: Payload, merge: Payload) -> Iterator[Draft]:
    """The customer's traits, that marketing by e-mail is not wanted, and which customers this one was merged from."""
    customer, time = text(said.get("id")), text(said.get("updated_at")) or text(said.get("created_at"))
    traits = {
        "email": text(said.get("email_address")),
        "phone": text(said.get("phone_number")),
        "firstName": text(said.get("given_name")),
        "lastName": text(said.get("family_name")),
        "birthday": text(said.get("birthday")),
        "company": text(said.get("company_name")),
        "createdAt": text(said.get("created_at")),
        "address": address(mapping(said.get("address")), STREET, **ADDRESS),
    }
    yield Draft(None, _merged(customer, merge), time, traits=traits)
    if mapping(said.get("preferences")).get("email_unsubscribed") is True:
        yield _unsubscribed(customer, said, time)


def deleted(said: Payload, merge: Payload) -> Iterator[Draft]:
    """A customer who was merged into another is not gone: that the two are one was said of the one that was made."""
    if not merge:
        yield Draft("Customer Deleted", who(SQUARE, {"customer_id": said.get("id")}, {}), text(said.get("updated_at")))


def booked(name: str) -> Callable[[Payload, Payload], Iterator[Draft]]:
    """An appointment under this event's name, or what became of it."""

    def told(said: Payload, _merge: Payload) -> Iterator[Draft]:
        properties = {
            "booking_id": text(said.get("id")),
            "status": text(said.get("status")),
            "starts_at": text(said.get("start_at")),
            "store_id": text(said.get("location_id")),
        }
        named = who(SQUARE, {"customer_id": said.get("customer_id")}, {})
        time = text(said.get("updated_at")) or text(said.get("created_at"))
        yield Draft(BOOKINGS.get(str(said.get("status")), name), named, time, given(properties))

    return told


def card(said: Payload, _merge: Payload) -> Iterator[Draft]:
    """A loyalty account: whose it is, and its points."""
    phone = text(mapping(said.get("mapping")).get("phone_number"))
    traits = {"phone": phone, "loyalty_points": said.get("balance"), "lifetime_points": said.get("lifetime_points")}
    named = who(SQUARE, {"loyalty_id": said.get("id"), "customer_id": said.get("customer_id")}, {})
    yield Draft(None, named, text(said.get("updated_at")) or text(said.get("created_at")), traits=traits)


def points(said: Payload, _merge: Payload) -> Iterator[Draft]:
    """Points that were earned or spent."""
    kind = str(said.get("type"))
    detail = mapping(said.get(kind.lower()))
    properties = {
        "points": detail.get("points"),
        "order_id": text(detail.get("order_id")),
        "reward_id": text(detail.get("reward_id")),
        "reason": text(detail.get("reason")),
        "store_id": text(said.get("location_id")),
    }
    named = who(SQUARE, {"loyalty_id": said.get("loyalty_account_id"), "order_id": detail.get("order_id")}, {})
    name = POINTS.get(kind, "Loyalty Points Adjusted")
    yield Draft(name, named, text(said.get("created_at")), given(properties))


def _merged(customer: str | None, merge: Payload) -> Payload:
    earlier = merge.get("from_customer_ids")
    known = [customer, *(map(text, earlier) if isinstance(earlier, list) else ())]
    return given({"externalIds": [{"type": "customer_id", "id": f"{SQUARE}:{one}"} for one in known if one]})


def _unsubscribed(customer: str | None, said: Payload, time: str | None) -> Draft:
    properties = {"channel": "email", "purpose": "marketing", "granted": False}
    named = who(SQUARE, {"customer_id": customer}, {"email": text(said.get("email_address"))})
    known_as = stated_id(SQUARE, "email-unsubscribed", customer, time)
    return Draft("Consent Updated", named, time, properties, id=known_as)
