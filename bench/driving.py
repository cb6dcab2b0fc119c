"""Drives a day through the real handlers on the cloud of `tests/faults`, under virtual time."""

import base64
import hashlib
import hmac
import json
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bench.workload import Delivery
from segue.aws.secrets import write_key
from segue.times import HOUR, to_text
from tests.faults.cloud.clock import START
from tests.faults.cloud.mailbox import Mail
from tests.faults.cloud.readers import ShardReader
from tests.faults.cloud.world import World
from tests.faults.providers import SHOP_SECRET
from tests.faults.shop import http

OPENED = 0.3  # of the mails
WARM = Delivery(START, 0, ({"type": "page", "messageId": "warm", "timestamp": to_text(START), "userId": "u-warm"},))


@contextmanager
def opened(window: int | None) -> Iterator[World]:
    """A world whose fold waits up to `window` ms for a full batch; None: as `template.yaml` says."""
    world = World()
    for reader in world.readers:
        if isinstance(reader, ShardReader) and window is not None and reader.source.function == "fold_events":
            reader.source = replace(reader.source, window=window)
    world.region.vault.parameters["/test/sources/shopify"] = json.dumps({"secrets": [SHOP_SECRET]})
    with world.open():
        yield world


def drive(world: World, deliveries: Iterable[Delivery]) -> int:
    """Delivers all, lets the day and what follows from it end; gives how many events came in."""
    with world.aside():
        key = write_key()
    dice, mailed, events = random.Random(1), 0, 0
    for one in deliveries:
        world.settle(one.moment)
        events += deliver(world, one, key)
        while mailed < len(world.region.mailbox.mails):
            events += _reported(world, world.region.mailbox.mails[mailed], dice)
            mailed += 1
    world.settle(world.clock + 3 * HOUR)
    return events


def deliver(world: World, one: Delivery, key: str) -> int:
    """One request to its door; gives how many events it holds."""
    function, event = ("receive_commerce", _webhook(one)) if one.order else ("collect", _upload(one, key))
    answer = world.lambdas.invoke(function, event)
    assert answer["statusCode"] == 200, answer
    return len(one.messages) or 1


def _upload(one: Delivery, key: str) -> dict[str, Any]:
    token = base64.b64encode(f"{key}:".encode()).decode()
    body = {"batch": one.messages} if one.together else one.messages[0]
    path = "/v1/batch" if one.together else f"/v1/{one.messages[0]['type']}"
    return http("POST", path, json.dumps({**body, "sentAt": to_text(one.moment)}), {"authorization": f"Basic {token}"})


def _webhook(one: Delivery) -> dict[str, Any]:
    raw = json.dumps(one.order)
    signature = base64.b64encode(hmac.new(SHOP_SECRET.encode(), raw.encode(), hashlib.sha256).digest()).decode()
    headers = {
        "x-shopify-topic": "orders/create",
        "x-shopify-hmac-sha256": signature,
        "x-shopify-webhook-id": f"w-{one.number}",
        "x-shopify-shop-domain": "shop.test",
    }
    return http("POST", "/webhooks/shopify", raw, headers)


def _reported(world: World, mail: Mail, dice: random.Random) -> int:
    """SES tells of the delivery, and of some that it was opened."""
    kinds = ["Delivery", *(["Open"] if dice.random() < OPENED else [])]
    for kind in kinds:
        world.lambdas.invoke("receive_email", _notice(world, mail, kind))
    return len(kinds)


def _notice(world: World, mail: Mail, kind: str) -> dict[str, Any]:
    when = to_text(world.clock)
    about = {"messageId": mail.id, "timestamp": when, "destination": [mail.to]}
    tags = {name: [value] for name, value in mail.tags.items()}
    detail = {"eventType": kind, "mail": {**about, "tags": tags}, kind.lower(): {"timestamp": when}}
    return {"version": "0", "id": f"{mail.id}-{kind}", "source": "aws.ses", "detail-type": kind, "detail": detail}
