"""What providers report: a shop's signed webhooks, SES's events by EventBridge, a click on the link in a mail."""

import base64
import hashlib
import hmac
import json
import re
from typing import Any

from segue.times import MINUTE, to_text
from tests.faults.cloud.clock import START
from tests.faults.cloud.mailbox import Mail
from tests.faults.cloud.world import World
from tests.faults.shop import http

SHOP_SECRET = "the shop's secret"
LINK = re.compile(r"https://segue\.test(/unsubscribe/[\w.~-]+)")


def shop_ordered(world: World, number: int, email: str, millis: int) -> None:
    """Shopify tells of an order of so long after the beginning."""
    order = {
        "id": number,
        "email": email,
        "created_at": to_text(START + millis),
        "currency": "EUR",
        "total_price": "199.00",
        "cart_token": "c9",
        "customer": {"id": 7, "email": email},
        "line_items": [{"product_id": 1, "title": "Tent", "quantity": 1, "price": "199.00"}],
    }
    shop_told(world, "orders/create", order, f"w-{number}")


def shop_offers(world: World, price: str, stock: int, millis: int) -> None:
    """Shopify tells what a tent costs, and how many there are, at a moment so long after the beginning."""
    form = {"id": 4201, "price": price, "inventory_management": "shopify", "inventory_quantity": stock}
    tent = {"id": 42, "title": "Tent", "updated_at": to_text(START + millis), "variants": [form]}
    shop_told(world, "products/update", tent, f"p-{millis}")


def shop_told(world: World, topic: str, said: Any, webhook: str) -> None:
    """A webhook of Shopify's, with its signature over the bytes."""
    world.region.vault.parameters["/test/sources/shopify"] = json.dumps({"secrets": [SHOP_SECRET]})
    answer = world.call("receive_commerce", lambda: shop_webhook(topic, json.dumps(said), webhook))
    assert answer["statusCode"] == 200, (answer, world.lambdas.errors[-1:])


def shop_webhook(topic: str, raw: str, webhook: str) -> dict[str, Any]:
    """The request of one, signed."""
    signature = base64.b64encode(hmac.new(SHOP_SECRET.encode(), raw.encode(), hashlib.sha256).digest()).decode()
    headers = {
        "x-shopify-topic": topic,
        "x-shopify-hmac-sha256": signature,
        "x-shopify-webhook-id": webhook,
        "x-shopify-shop-domain": "shop.test",
    }
    return http("POST", "/webhooks/shopify", raw, headers)


def ses_reported(world: World, mail: Mail, kind: str, **part: Any) -> None:
    """SES's own word on a mail, as the default bus hands it over, until the function takes it."""
    when = to_text(world.clock)
    about = {"messageId": mail.id, "timestamp": when, "destination": [mail.to]}
    detail = {
        "eventType": kind,
        "mail": {**about, "tags": {name: [value] for name, value in mail.tags.items()}},
        kind.lower(): {"timestamp": when, "recipients": [mail.to], **part},
    }
    event = {"version": "0", "id": f"{mail.id}-{kind}", "source": "aws.ses", "detail-type": "Email", "detail": detail}
    world.hand_over("receive_email", event)


def bounced(world: World, mail: Mail) -> None:
    """The address does not exist."""
    people = [{"emailAddress": mail.to}]
    ses_reported(world, mail, "Bounce", bounceType="Permanent", bouncedRecipients=people)


def link_of(mail: Mail) -> str:
    """The path of the one-click link in a mail."""
    found = LINK.search(json.dumps(mail.request))
    assert found, mail.request
    return found[1]


def unsubscribed(world: World, mail: Mail) -> None:
    """The mail program posts to the link (RFC 8058), until it has an answer."""
    answer = world.call("preferences", lambda: http("POST", link_of(mail), "List-Unsubscribe=One-Click"), wait=0)
    assert answer["statusCode"] == 200, (answer, world.lambdas.errors[-1:])


def staff_request(path: str, body: dict[str, Any], key: str) -> dict[str, Any]:
    """What an agent asks of the people API under an idempotency key."""
    event = http("POST", path, json.dumps(body), {"idempotency-key": key})
    claims = {"username": "agent-1", "cognito:groups": "[agent]"}
    event["requestContext"]["authorizer"] = {"jwt": {"claims": claims}}
    return event


def staff_asked(world: World, path: str, body: dict[str, Any], key: str) -> dict[str, Any]:
    """An agent asks the people API until it is answered."""
    answer = world.call("people", lambda: staff_request(path, body, key))
    while answer["statusCode"] == 409:  # the first one broke off: it may be tried again in a minute
        world.pass_time(MINUTE + 1)
        answer = world.call("people", lambda: staff_request(path, body, key))
    assert answer["statusCode"] < 300, (answer, world.lambdas.errors[-1:])
    return json.loads(answer["body"])
