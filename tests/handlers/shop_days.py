"""Two days of a shop with two dozen customers: browsing, carts, orders on the web, at Shopify and at a till."""

import base64
import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from segue.aws.source_secrets import store_secrets
from segue.http import Request
from segue.times import HOUR, MINUTE, to_text
from segue_tools.demo.goods import products
from tests.faults.cloud.world import World
from tests.faults.shop import http, message, post
from tests.provider_samples import pos, shopify
from tests.shopify_payloads import ORDER

SHOP = "https://shop.example/"
SECRET = "the secret of a source"
MIRA = "Mira Solberg"
NAMES = (
    *(MIRA, "Jonas Weber", "Ana Duarte", "Tove Lindqvist", "Piet de Boer", "Lucia Ferri", "Noor Haddad", "Emil Novak"),
    *("Greta Hahn", "Oskar Lund", "Ines Moreau", "Ravi Menon", "Karla Busch", "Tom Ashby", "Yuki Mori", "Elif Kaya"),
    *("Hanne Berg", "Marek Zielak", "Sofia Rossi", "Ole Winther", "Clara Vogt", "Ben Archer", "Aino Laine"),
)
GOODS = {one.id: one for one in products()}
HOURS = 46


def address(name: str) -> str:
    """The customer's e-mail address."""
    first, last = name.lower().split(" ", 1)
    return f"{first}@{last.replace(' ', '')}.example"


@dataclass
class Days:
    """What happens in a world; the same every time."""

    world: World
    random: Random = field(default_factory=lambda: Random(7))
    number: int = 0

    def play(self) -> None:
        """From the first visit to the last minute."""
        with self.world.aside():
            for source in ("shopify", "pos"):
                store_secrets(source, [SECRET])
        for name in NAMES:
            self.introduced(name)
        for hour in range(HOURS):
            self.hour(hour)
            self.mira(hour)
            self.world.pass_time(HOUR)
        self.browsed(NAMES[8], ["ridge-2", "nook-down"], cart=True)
        self.world.pass_time(MINUTE)

    def hour(self, hour: int) -> None:
        """An hour of everybody; at night there is less of it, and neither till nor Shopify."""
        open_ = 8 <= hour % 24 <= 21
        for _ in range(8 if open_ else 4):
            luck = self.random.random()
            goods = self.random.sample(sorted(GOODS), self.random.choice([1, 1, 2, 3]))
            self.browsed(self.somebody(), goods, cart=luck < 0.45, buys=luck < 0.28)
        for _ in range(self.random.choice([0, 1, 1, 2]) if open_ else 0):
            self.ordered_at_shopify(self.somebody(), self.random.choice(sorted(GOODS)))
            self.at_the_till({"type": "visit", "customer": {"email": address(self.somebody())}})

    def mira(self, hour: int) -> None:
        """One customer of web and till, who turns out to be one, and leaves a cart."""
        card = {"loyalty_id": "9900731"}
        planks = {"product_id": "cedar-planks", "name": "Cedar planks, six", "quantity": 1, "price": 18.0}
        sale = {"type": "sale", "id": "R-2087", "total": 18.0, "currency": "EUR", "lines": [planks]}
        match hour:
            case 12:
                self.at_the_till({"type": "loyalty_card", "points": 20, "balance": 120, "customer": card})
            case 18:
                self.browsed(MIRA, ["lumen"], cart=True, buys=True)
            case 27:
                self.at_the_till({**sale, "customer": {**card, "email": address(MIRA)}})
            case 43:
                self.browsed(MIRA, ["heron-66", "dusk-decaf"], cart=True)

    def introduced(self, name: str) -> None:
        """Signs in and says whether mails are welcome."""
        place, mail = NAMES.index(name), address(name)
        traits = {"name": name, "firstName": name.split()[0], "email": mail, "phone": f"+47955573{place:02d}"}
        answer = {"channel": "email", "purpose": "marketing", "granted": place % 7 != 3, "email": mail}
        self.say(name, ("identify", {"traits": traits}), self.track("Consent Updated", answer))

    def browsed(self, name: str, goods: list[str], *, cart: bool = False, buys: bool = False) -> None:
        """Looks, and may put it into a cart and buy it."""
        self.number += 1
        lines = [GOODS[one].described(SHOP, 1) for one in goods]
        said = [("page", {"name": "Home"}), *(self.track("Product Viewed", one) for one in lines)]
        said += [self.track("Product Added", {**one, "cart_id": f"c-{self.number}"}) for one in lines if cart]
        order = {"order_id": str(1100 + self.number), "cart_id": f"c-{self.number}", "currency": "EUR"}
        total = sum(one["price"] for one in lines)
        said += [self.track("Order Completed", {**order, "total": total, "products": lines})] if buys else []
        self.say(name, *said)

    def ordered_at_shopify(self, name: str, product: str) -> None:
        """An order as Shopify tells it."""
        self.number += 1
        price, moment = f"{GOODS[product].cents / 100:.2f}", to_text(self.world.clock)
        order: dict[str, Any] = copy.deepcopy(ORDER)
        order |= {"id": 9000 + self.number, "name": f"#{9000 + self.number}", "email": address(name)}
        order |= {"created_at": moment, "updated_at": moment, "cart_token": f"s-{self.number}", "total_price": price}
        order["line_items"][0] |= {"title": GOODS[product].name, "quantity": 1, "price": price}
        request = shopify(SECRET, json.dumps(order).encode())
        topic = {"x-shopify-topic": "orders/create", "x-shopify-webhook-id": f"w{self.number}"}
        self.webhook("receive_commerce", request, {**topic, "x-shopify-shop-domain": "tarn.myshopify.com"})

    def at_the_till(self, record: dict[str, Any]) -> None:
        """A record of a store's till."""
        said = {"time": to_text(self.world.clock), **({} if record["type"] == "visit" else {"store": "Oslo"}), **record}
        self.webhook("receive_store", pos(SECRET, json.dumps(said).encode()), {})

    def webhook(self, function: str, request: Request, more: dict[str, str]) -> None:
        """A signed request at a door."""
        event = http("POST", request.path, "", {**request.headers, **more})
        event["body"] = base64.b64encode(request.body).decode()
        assert self.world.lambdas.invoke(function, event)["statusCode"] == 200

    def say(self, name: str, *said: tuple[str, dict[str, Any]], by: Callable[..., Any] = post) -> None:
        """Messages of a customer's browser, or of the shop's server about a customer."""
        place = NAMES.index(name)
        who = {"userId": f"cust-{41000 + place}", "anonymousId": f"visitor-{80200 + place}"}
        self.number += 1
        named = [(f"m-{self.number}-{at}", kind, one) for at, (kind, one) in enumerate(said)]
        by(self.world, *(message(self.world, kind, key, **who, **one) for key, kind, one in named))

    def track(self, event: str, properties: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """A track call."""
        return "track", {"event": event, "properties": properties}

    def somebody(self) -> str:
        """Anybody but Mira."""
        return self.random.choice(NAMES[1:])
