"""Segue's own point-of-sale format, for every till that has no provider of its own: sales, returns, loyalty cards and
store visits, as JSON or CSV. docs/pos.md describes it, `pos.schema.json` defines it.

Ids of customers and numbers of receipts carry the source's name, for two tills may both have a customer 7 and a receipt
1001, and whoever shares an order is one person; the numbers of loyalty cards are taken as they are. A till that uses
the web shop's own order numbers has `options: {receipts: shop}`: then both mean the same order.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from segue.channels import passwords, trials
from segue.channels.drafts import Draft, event_of, stated_id
from segue.channels.payloads import Payload, given, payload_of
from segue.channels.proofs import Proof
from segue.channels.store import pos_csv
from segue.channels.store.pos_records import Customer, Line, LoyaltyCard, Record, Return, Sale, Visit
from segue.clocks import moment
from segue.deliveries import Delivery, Part, Rejected, one_by_one
from segue.errors import Invalid, Unauthorized
from segue.events import Event
from segue.http import Request
from segue.ledger import fingerprint
from segue.signatures import hmac_sha256, signed_hex
from segue.times import Millis, to_text

SIGNATURE = "x-segue-signature"
HEADERS: tuple[str, ...] = ()
RECEIPTS, OF_THE_SHOP = "receipts", "shop"


def verify(proof: Proof) -> None:
    """Hex HMAC-SHA256 of the raw body under the source's secret; or the secret itself, as the password of HTTP Basic or
    as `?token=`, for tills that cannot sign. Raises Unauthorized."""
    signature = proof.request.headers.get(SIGNATURE, "")
    proven = (signed_hex(proof.request.body, signature, proof.secrets), passwords.is_presented(proof))
    if not sum(proven):
        raise Unauthorized("bad-signature", f"neither {SIGNATURE} nor a password nor a token proves this request")


def check(options: Mapping[str, Any]) -> None:
    """Raises Invalid("bad-source") for anything but `receipts: shop`."""
    if dict(options) not in ({}, {RECEIPTS: OF_THE_SHOP}):
        raise Invalid("bad-source", "the one option of pos is receipts: shop, where they are the shop's order numbers")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What the records say, each by itself; CSV is what does not begin as JSON. Raises Invalid (bad-json, bad-csv,
    unknown-column, bad-record, bad-time)."""
    if _is_csv(delivery.body):
        yield from _rows(delivery)
        return
    said = payload_of(delivery.body)
    if "records" in said:
        yield from one_by_one(delivery, _bodies(said), _alone)
    else:
        yield from _alone(delivery)


def _is_csv(body: bytes) -> bool:
    return not body.lstrip().startswith((b"{", b"["))


def _rows(delivery: Delivery) -> Iterator[Part]:
    """The records of a file; what is wrong with one is told with its rows."""
    for one in pos_csv.alone(delivery.body):
        for part in one_by_one(delivery, [one.body], _alone):
            yield replace(part, detail=f"{one.place}: {part.detail}") if isinstance(part, Rejected) else part


def _bodies(batch: Payload) -> list[bytes]:
    listed = batch["records"]
    if not isinstance(listed, list) or len(batch) > 1:
        raise Invalid("bad-record", 'a batch is {"records": [...]} and nothing beside')
    return [msgspec.json.encode(one if isinstance(one, dict) else [one]) for one in listed]


def _alone(delivery: Delivery) -> Iterator[Part]:
    """One record; in a file numbers are text."""
    file = _is_csv(delivery.body)
    said = pos_csv.record(delivery.body) if file else payload_of(delivery.body)
    yield _event(_record(said, strict=not file), delivery)


def _record(said: Payload, *, strict: bool) -> Record:
    try:
        return msgspec.convert(said, Record, strict=strict)
    except msgspec.ValidationError as wrong:
        raise Invalid("bad-record", str(wrong)[:300]) from wrong


def _event(record: Record, delivery: Delivery) -> Event:
    name, stated = MEANINGS[type(record)](record)
    facts = {**stated, **_order(stated.get("order_id"), delivery)}
    place = {"store_id": record.store, "register": record.register}
    moment(record.time)
    known_as = record.id or fingerprint(msgspec.json.encode(record, order="deterministic"))
    kind = type(record).__name__
    properties = {**record.extra, **given({**facts, **place})}
    draft = Draft(name, _who(record.customer, delivery.source, facts.get("order_id")), record.time, properties)
    event = event_of(draft, stated_id("pos", kind, known_as), delivery, "store")
    return msgspec.structs.replace(event, user_id=record.customer.user_id)


def _order(receipt: str | None, delivery: Delivery) -> Payload:
    if not receipt or delivery.options.get(RECEIPTS) == OF_THE_SHOP:
        return {}
    return {"order_id": f"{delivery.source}:{receipt}", "order_name": receipt}


def _sold(record: Sale) -> tuple[str, Payload]:
    facts = {
        "order_id": record.id,
        "total": record.total,
        "currency": record.currency,
        "tax": record.tax,
        "discount": record.discount,
        "coupon": record.coupon,
        "payment_fingerprint": record.payment_fingerprint,
        "products": _products(record.lines),
    }
    return "Order Completed", facts


def _returned(record: Return) -> tuple[str, Payload]:
    facts = {
        "order_id": record.sale,
        "refund_id": record.id,
        "total": record.total,
        "currency": record.currency,
        "reason": record.reason,
        "products": _products(record.lines),
    }
    return "Order Refunded", facts


def _shown(record: LoyaltyCard) -> tuple[str, Payload]:
    points = {"points": record.points, "balance": record.balance, "order_id": record.sale}
    return "Loyalty Card Used", {"loyalty_id": record.customer.loyalty_id, **points}


def _visited(_record: Visit) -> tuple[str, Payload]:
    return "Store Visited", {}


MEANINGS: dict[type, Callable[[Any], tuple[str, Payload]]] = {
    Sale: _sold,
    Return: _returned,
    LoyaltyCard: _shown,
    Visit: _visited,
}


def _products(lines: list[Line]) -> list[Payload]:
    listed = [given(msgspec.structs.asdict(one)) for one in lines]
    return [{**one, "quantity": _whole(one["quantity"])} for one in listed]


def _whole(quantity: float) -> float | int:
    return int(quantity) if quantity == int(quantity) else quantity


def _who(customer: Customer, source: str, receipt: str | None) -> Payload:
    """A receipt names its holder: a sale to nobody known is found again when a card or a return names it."""
    own = f"{source}:{customer.customer_id}" if customer.customer_id else None
    external = given({"customer_id": own, "loyalty_id": customer.loyalty_id, "order_id": receipt})
    traits = {
        "email": customer.email,
        "phone": customer.phone,
        "firstName": customer.first_name,
        "lastName": customer.last_name,
    }
    listed = [{"type": kind, "id": value} for kind, value in external.items()]
    return given({"externalIds": listed, "traits": given(traits)})


def sample(secret: str, now: Millis, url: str) -> Request:
    """Somebody came into the store, as a till signs it."""
    said = {"type": "visit", "time": to_text(now), "customer": {"email": trials.EMAIL}}
    body = msgspec.json.encode(said)
    return trials.posted(url, body, {SIGNATURE: hmac_sha256(secret, body).hex()})
