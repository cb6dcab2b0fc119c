"""The way of an event: what the query of the template finds in the lines that functions wrote."""

import base64
import json
import re
from typing import Any

from segue.aws.source_secrets import store_secrets
from segue.times import MINUTE, to_text
from segue_tools.templates import resources
from tests.faults.cloud.world import World
from tests.faults.shop import http
from tests.provider_samples import shopify
from tests.shopify_payloads import CUSTOMER, LINE

KIM = "kim@shop.test"
QUERY = resources("AWS::Logs::QueryDefinition")["Way"]["QueryString"]
FILTER = re.compile(r'(\w+) like "WHAT"')


def lines(world: World) -> list[dict[str, Any]]:
    """All that the functions wrote, in its order."""
    return [json.loads(line) for printed in world.lambdas.output for line in printed.splitlines()]


def found(world: World, what: str) -> list[dict[str, Any]]:
    """What the query of the template finds: the lines that pass its filter."""
    (kept,) = (part for part in QUERY.split("\n| ") if part.startswith("filter "))
    names = FILTER.findall(kept)
    assert kept == "filter " + " or ".join(f'{name} like "WHAT"' for name in names)  # nothing that is not played here
    return [line for line in lines(world) if any(what in str(line.get(name, "")) for name in names)]


def told(world: World, what: str) -> list[str]:
    """The steps of a way."""
    return [line["message"] for line in found(world, what)]


def checkout(world: World, webhook: str, cart: str = "c-1") -> None:
    """Somebody begins to pay at Shopify and goes away."""
    moment = to_text(world.clock)
    said = {"id": 500, "token": f"t-{cart}", "cart_token": cart, "email": KIM, "created_at": moment}
    said |= {"updated_at": moment, "currency": "EUR", "total_price": "398.00", "line_items": [LINE]}
    said |= {"customer": CUSTOMER | {"email": KIM}, "buyer_accepts_marketing": True}
    with world.aside():
        store_secrets("shopify", ["s"])
    request = shopify("s", json.dumps(said).encode())
    more = {"x-shopify-topic": "checkouts/create", "x-shopify-webhook-id": webhook}
    event = http("POST", request.path, "", {**request.headers, **more})
    event["body"] = base64.b64encode(request.body).decode()
    assert world.lambdas.invoke("receive_commerce", event)["statusCode"] == 200
    world.pass_time(MINUTE)


def delivered(world: World) -> str:
    """SES tells that the last mail has arrived; the id of its message."""
    mail = world.region.mailbox.mails[-1]
    about = {"messageId": mail.id, "destination": [mail.to], "tags": {"message": [mail.tags["message"]]}}
    detail = {"eventType": "Delivery", "mail": about, "delivery": {"timestamp": to_text(world.clock)}}
    world.hand_over("receive_email", {"source": "aws.ses", "detail-type": "Email Delivered", "detail": detail})
    world.pass_time(MINUTE)
    return mail.tags["message"]


def because(world: World, what: str) -> set[str]:
    """What the lines of a message, or of all that is called so, are because of."""
    return {line["trace"] for line in lines(world) if what in (line.get("id"), line["message"])}
