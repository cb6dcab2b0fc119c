"""The reference workload: a day of a shop, 100,000 deliveries' worth of events, the same for the same seed.

Customers come by Zipf; sessions are anonymous for the most part, some are sent as SDK batches; some requests come
twice, some late, some sessions sign in and so link two identities; orders come by the shop's webhook too.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from segue.times import DAY, HOUR, MINUTE, SECOND, to_text
from tests.faults.cloud.clock import START

Message = dict[str, Any]
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
WORDS = [
    *("tent", "stove", "boots", "jacket", "rope", "lamp", "bag", "mat"),
    *("bottle", "knife", "map", "compass", "pack", "poles", "filter", "sleeping"),
]


@dataclass(frozen=True)
class Shape:
    """What the day is like; shares are of events or of sessions."""

    seed: int = 20261
    events: int = 100_000
    customers: int = 10_000
    zipf: float = 1.0
    anonymous: float = 0.70  # of sessions
    batched: float = 0.30  # of sessions
    duplicates: float = 0.05  # of requests
    late: float = 0.10  # of requests, by up to six hours
    merges: float = 0.02  # of events: an identify call that names both identities
    orders_by_webhook: float = 0.5  # of orders


@dataclass(frozen=True, order=True)
class Delivery:
    """One request of the outside at a moment (ms): `messages` of an SDK, or an order of the shop's webhook."""

    moment: int
    number: int
    messages: tuple[Message, ...] = field(compare=False, default=())
    order: Message | None = field(compare=False, default=None)
    together: bool = field(compare=False, default=False)


class Day:
    """Makes the deliveries of a day."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.dice = random.Random(shape.seed)
        weights = [1 / rank**shape.zipf for rank in range(1, shape.customers + 1)]
        self.cumulated = list(accumulate(weights))
        self.made = 0
        self.numbers = 0

    def deliveries(self) -> list[Delivery]:
        """All requests, in the order of arrival; events that come twice count twice."""
        found: list[Delivery] = []
        while self.made < self.shape.events:
            found += self._session()
        return sorted(found)

    def _session(self) -> Iterator[Delivery]:
        customer = self.dice.choices(range(self.shape.customers), cum_weights=self.cumulated)[0]
        begin = START + int(DAY * self._hour())
        messages = [(one.pop("at"), one) for one in self._messages(customer, begin)]
        together = self.dice.random() < self.shape.batched
        singles = [(at, one) for at, one in messages if not together or "webhook" in one]
        for at, one in singles:
            yield from self._sent(at, (one,), together=False)
        rest = tuple(one for _, one in messages if together and "webhook" not in one)
        if rest:
            yield from self._sent(messages[-1][0], rest, together=True)

    def _hour(self) -> float:
        """A share of the day; evenings are busier than nights."""
        return self.dice.betavariate(4, 2.5)

    def _sent(self, moment: int, messages: tuple[Message, ...], together: bool) -> Iterator[Delivery]:
        late = self.dice.randrange(6 * HOUR) if self.dice.random() < self.shape.late else 0
        times = 2 if self.dice.random() < self.shape.duplicates else 1
        for again in range(times):
            yield self._delivery(moment + late + again * 2 * SECOND, messages, together)

    def _delivery(self, moment: int, messages: tuple[Message, ...], together: bool) -> Delivery:
        self.made += len(messages)
        self.numbers += 1
        order = messages[0].get("webhook") if len(messages) == 1 else None
        return Delivery(moment, self.numbers, () if order else messages, order, together)

    def _messages(self, customer: int, begin: int) -> Iterator[Message]:
        """What one visit says: looks, perhaps a cart, perhaps an order; a few visits sign in."""
        anonymous = self.dice.random() < self.shape.anonymous
        who = {"anonymousId": f"a-{customer}-{self.dice.randrange(2)}"}
        who |= {} if anonymous else {"userId": f"u-{customer}"}
        length = 1 + min(int(self.dice.expovariate(1 / 7)), 60)
        moments = sorted(begin + self.dice.randrange(20 * MINUTE) for _ in range(length))
        signs_in = self.dice.random() < self.shape.merges * length
        cart = f"c-{customer}-{begin}"
        for place, moment in enumerate(moments):
            last = place == length - 1
            yield self._message(customer, {**who, "at": moment}, cart, signs_in and last)

    def _message(self, customer: int, who: Message, cart: str, signs_in: bool) -> Message:
        at = who["at"]
        self.numbers += 1
        fixed = {"messageId": f"m-{self.numbers}", "timestamp": to_text(at), "context": self._context(), **who}
        if signs_in:
            traits = {"email": f"customer{customer}@shop.test", "firstName": f"Customer {customer}"}
            return {"type": "identify", **fixed, "userId": f"u-{customer}", "traits": traits}
        kind = self.dice.choices(list(KINDS), weights=list(KINDS.values()))[0]
        if kind == "Order Completed" and self.dice.random() < self.shape.orders_by_webhook:
            return {**fixed, "webhook": order_of(customer, self.numbers, at, self._lines())}
        if kind == "page":
            return {"type": "page", **fixed, "name": "Product", "properties": self._page()}
        return {"type": "track", **fixed, "event": kind, "properties": self._properties(kind, cart)}

    def _context(self) -> Message:
        """What a browser SDK adds: about half a kilobyte."""
        path = f"/p/{self.dice.randrange(2000)}"
        return {
            "library": {"name": "analytics.js", "version": "2.11.1"},
            "page": {"path": path, "url": f"https://shop.test{path}", "title": self._name(), "referrer": ""},
            "userAgent": AGENT,
            "locale": "en-GB",
            "timezone": "Europe/Amsterdam",
            "campaign": {"source": "newsletter", "name": "autumn"} if self.dice.random() < 0.2 else {},
        }

    def _page(self) -> Message:
        return {"category": self.dice.choice(WORDS), "title": self._name(), "search": ""}

    def _properties(self, kind: str, cart: str) -> Message:
        if kind == "Order Completed":
            return {"order_id": f"o-{self.numbers}", "cart_id": cart, "total": 99.0, "currency": "EUR"} | {
                "products": self._lines()
            }
        if kind == "Product List Viewed":
            return {"category": self.dice.choice(WORDS), "products": [self._line() for _ in range(8)]}
        return {"cart_id": cart, "currency": "EUR", **self._line()}

    def _lines(self) -> list[Message]:
        return [self._line() for _ in range(self.dice.randint(1, 4))]

    def _line(self) -> Message:
        number = self.dice.randrange(2000)
        image = f"https://shop.test/i/{number}.jpg"
        return {"product_id": f"p-{number}", "name": self._name(), "price": 49.5, "quantity": 1, "image_url": image}

    def _name(self) -> str:
        return " ".join(self.dice.sample(WORDS, 3)).title()


# Of a hundred events: a shop in which a visit in four fills a cart and one in sixteen orders.
KINDS = {
    "page": 50.0,
    "Product Viewed": 34.0,
    "Product List Viewed": 9.0,
    "Product Added": 4.0,
    "Product Removed": 1.0,
    "Checkout Started": 1.2,
    "Order Completed": 0.8,
}


def order_of(customer: int, number: int, moment: int, lines: list[Message]) -> Message:
    """The shop's own order, as its webhook tells it."""
    mail = f"customer{customer}@shop.test"
    return {
        "id": number,
        "email": mail,
        "created_at": to_text(moment),
        "currency": "EUR",
        "total_price": "99.00",
        "customer": {"id": customer + 1, "email": mail, "first_name": f"Customer {customer}"},
        "line_items": [{"product_id": 1, "title": one["name"], "quantity": 1, "price": "49.50"} for one in lines],
    }
