"""Deeds: what happens on a day, each as the function that meets it and its event."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from segue.aws.conversation_rows import head_of
from segue.times import HOUR, to_text
from segue_tools.places import ROOT
from tests.faults.cloud.clock import START
from tests.faults.cloud.lambdas import Event as Request
from tests.faults.cloud.mailbox import Mail
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.providers import LINK, SHOP_SECRET, shop_webhook
from tests.faults.schedules.stories import Event
from tests.faults.shop import http, message, posting
from tests.faults.talks import NUMBER, SHOP

GONE = "erased-kim@shop.test"  # who is erased in the middle of the day
STRANGER = "a8"  # the device whose clock is wrong
SKEW = {"ahead": 3 * HOUR, "behind": -26 * HOUR}
DOOR, STORE, QUEUE = "poison-door", "poison-shop", "poison-queue"


@dataclass(frozen=True)
class Deed(Event):
    """Something that is no event of an SDK: `what` is an address, a queue or a function."""


Asked = tuple[str, Request] | None  # None: there is nothing to do any more


def _staff(role: str, path: str, body: Any, key: str) -> Request:
    event = http("POST", path, json.dumps(body), {"Idempotency-Key": key})
    claims = {"username": f"{role}-1", "cognito:groups": f"[{role}]"}
    event["requestContext"]["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    return event


def opens_shop(world: World) -> None:
    """The shop tells its secret before anything comes from it: where none is set, none is looked for again so soon."""
    world.region.vault.parameters["/test/sources/shopify"] = json.dumps({"secrets": [SHOP_SECRET]})


def _shopify(topic: str, raw: str, name: str) -> Asked:
    return "receive_commerce", shop_webhook(topic, raw, name)


def _buys(_: World, deed: Deed) -> Asked:
    """An order by the shop's webhook, under the address alone."""
    order = {
        "id": int(deed.name[1:]) + 1000,
        "email": deed.what,
        "created_at": to_text(START + deed.at),
        "currency": "EUR",
        "total_price": "99.00",
        "customer": {"id": int(deed.what[1]), "email": deed.what},
        "line_items": [{"product_id": 1, "title": "Tent", "quantity": 1, "price": "99.00"}],
    }
    return _shopify("orders/create", json.dumps(order), deed.name)


def _texts(_: World, deed: Deed) -> Asked:
    """A customer writes by text message."""
    told = {"originationNumber": NUMBER, "destinationNumber": SHOP, "messageBody": "Where is my tent?"}
    record = {"EventSource": "aws:sns", "Sns": {"Message": json.dumps({**told, "inboundMessageId": deed.name})}}
    return "receive_sms", {"Records": [record]}


def _mail(world: World, address: str) -> Mail | None:
    return next((one for one in world.region.mailbox.mails if one.to == address), None)


def _reports(kind: str) -> Callable[[World, Deed], Asked]:
    def reported(world: World, deed: Deed) -> Asked:
        mail = _mail(world, deed.what)
        if mail is None:
            return None
        when = to_text(START + deed.at)
        part = {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": mail.to}]}
        about = {"messageId": mail.id, "timestamp": when, "destination": [mail.to]}
        detail = {
            "eventType": kind,
            "mail": {**about, "tags": {name: [value] for name, value in mail.tags.items()}},
            kind.lower(): {"timestamp": when, "recipients": [mail.to], **(part if kind == "Bounce" else {})},
        }
        own = {"version": "0", "id": f"{mail.id}-{kind}", "source": "aws.ses", "detail-type": "Email"}
        return "receive_email", {**own, "detail": detail}

    return reported


def _clicks(world: World, deed: Deed) -> Asked:
    """The one-click link in a mail."""
    mail = _mail(world, deed.what)
    link = LINK.search(json.dumps(mail.request)) if mail else None
    return ("preferences", http("POST", link[1], "List-Unsubscribe=One-Click")) if link else None


def _erases(_: World, deed: Deed) -> Asked:
    said = {"identifier": {"type": "email", "value": GONE}, "reason": "by mail"}
    return "privacy", _staff("privacy", "/v1/privacy/erasures", said, deed.name)


def _late(world: World, deed: Deed) -> Asked:
    """An app that was offline tells what was done before the erasure."""
    said = {"timestamp": to_text(START), "userId": "u9", "traits": {"email": GONE}}
    return "collect", posting(world, {**message(world, "identify", deed.name), **said})()


def _skewed(world: World, deed: Deed) -> Asked:
    """A device whose clock is hours off tells what was done just now, and the same whenever it has to tell it again."""
    done, sent = (to_text(moment + SKEW[deed.what]) for moment in (START + deed.at, world.clock))
    said = {"type": "page", "messageId": deed.name, "name": "Home", "anonymousId": STRANGER, "timestamp": done}
    event = posting(world, said)()
    event["body"] = base64.b64encode(json.dumps({**said, "sentAt": sent}).encode()).decode()
    return "collect", event


def _poisons_door(world: World, deed: Deed) -> Asked:
    """A call that is none of Segment's."""
    return "collect", posting(world, {"type": "track", "messageId": deed.name, "userId": f"{DOOR}-{deed.name}"})()


def _poisons_shop(_: World, deed: Deed) -> Asked:
    """A signed webhook of a topic that nobody knows."""
    raw = json.dumps({"id": 1, "note": f"{STORE}-{deed.name}"})
    return _shopify("moons/full", raw, deed.name)


def _poisons_queue(world: World, deed: Deed) -> Asked:
    """An order on a queue that no function understands."""
    world.region.queues.by_name[deed.what].send(json.dumps({QUEUE: deed.name}))
    return None


def _notes(world: World, deed: Deed) -> Asked:
    """An agent writes a note into whatever conversation there is."""
    head = next((head_of(row) for row in rows(world, "Conversations") if row["sk"] == "head"), None)
    said = {"text": "called back", "kind": "note"}
    return ("conversations", _staff("agent", f"/v1/conversations/{head.id}/turns", said, deed.name)) if head else None


def _announces(_: World, deed: Deed) -> Asked:
    """A broadcast to whoever has a cart open."""
    said = {"segment": "open-cart", "template": "abandoned-cart"}
    return "people", _staff("marketer", "/v1/broadcasts", said, deed.name)


def _sample(_: World, deed: Deed) -> Asked:
    """Somebody asks as the sample event of the function does."""
    return deed.what, json.loads((ROOT / "events" / f"{deed.what}.json").read_text())


DEEDS: dict[str, Callable[[World, Deed], Asked]] = {
    "buys in the shop": _buys,
    "texts": _texts,
    "is told delivered": _reports("Delivery"),
    "is told opened": _reports("Open"),
    "is told bounced": _reports("Bounce"),
    "is told complained": _reports("Complaint"),
    "clicks no more": _clicks,
    "is erased": _erases,
    "tells late": _late,
    "has a wrong clock": _skewed,
    "poisons a door": _poisons_door,
    "poisons a shop": _poisons_shop,
    "poisons a queue": _poisons_queue,
    "notes": _notes,
    "announces": _announces,
    "asks": _sample,
}
NOES = ("is told bounced", "is told complained", "clicks no more")
