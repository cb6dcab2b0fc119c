"""What a page of a long timeline takes: 10,000 items of one person over five source identities, read page by page.

The function's own CPU is measured, without that of the cloud in memory, and to it 5 ms are added for every request to
DynamoDB that waits for the one before (those that a pool sends side by side wait together).
"""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bench.keeping import keep
from segue.aws.ledger import Ledger, key_of
from segue.aws.settings import settings
from segue.events import Event
from segue.identifiers import Identifier
from segue.messages import Message
from segue.times import MINUTE
from segue.wiring.tables import messages
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World
from tests.faults.shop import identified, post
from tests.handlers.staff_requests import Api

ITEMS, MESSAGES, DEVICES, EVERY = 10_000, 1_000, 4, 100  # every so many events one is a turn, and one a survey's answer
FILTERS = ("", "kind=turn,survey", "kind=message,decision", "kind=survey", "channel=email", "kind=event&channel=web")
WAIT_MS, PAGES = 5, 40
WORDS = "A sentence as people write them to a shop, with an order in it. " * 3


@dataclass
class Watch:
    """Stands between the function and the cloud: what the cloud took, what was asked, what waited for what."""

    inner: Any
    took: float = 0
    requests: int = 0
    waits: int = 0
    beside: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def apply(self, request: Request) -> Any:
        """Lets a request through."""
        alone = threading.current_thread() is threading.main_thread()
        self.waits += 1 if alone or not self.beside else 0
        self.beside, self.requests, began = not alone, self.requests + 1, time.thread_time()
        try:
            return self.inner.apply(request)
        finally:
            self.took += time.thread_time() - began


def filled(world: World, items: int = ITEMS, written: int = MESSAGES) -> str:
    """One person with so many items, of which so many are messages; gives the person's id."""
    for device in range(DEVICES):
        post(world, identified(world, f"i{device}", "u1", "kim@shop.test", anonymousId=f"a{device}"))
        world.pass_time(MINUTE)
    person = Api(world).post("/v1/people/find", {"type": "user_id", "value": "u1"})[1]["id"]
    with world.aside():
        ledger = Ledger(settings().ledger)
        for number in range(items - written):
            event = happened(number, world.clock - number * MINUTE)
            ledger.append_under([key_of(_place(number))], event)
        base = Message("", person, "e_x", "j", "whole", "0", "t", "email", "marketing", 0, state="sent")
        spread = [world.clock - number * MINUTE * (items // written) for number in range(written)]
        messages().intend_all([replace(base, id=f"{person}_{n}", created=at) for n, at in enumerate(spread)])
    return person


def happened(number: int, at: int) -> Event:
    """A product that was looked at; seldom a turn by e-mail or a survey's answer."""
    seldom = {0: "Conversation Turn", EVERY // 2: "Survey Answered"}.get(number % EVERY)
    said = {"text": WORDS, "product_id": f"p{number}", "author": "customer", "channel": "email" if seldom else None}
    return Event(
        type="track",
        message_id=f"e{number}",
        timestamp=at,
        received_at=at,
        original_timestamp=at,
        event=seldom or "Product Viewed",
        channel="email" if seldom else "web",
        properties=said,
        context={"userAgent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "locale": "en-GB"},
    )


def _place(number: int) -> Identifier:
    kind, value = ("user_id", "u1") if number % (DEVICES + 1) == 0 else ("anonymous_id", f"a{number % DEVICES}")
    return Identifier(kind, value)


def pages(world: World, person: str, query: str) -> Iterator[tuple[float, Watch]]:
    """Page after page of a filter: CPU of each in ms, and what was asked."""
    api, further = Api(world), ""
    for _ in range(PAGES):
        watch = Watch(world.region.gate.cloud)
        world.region.gate.cloud = watch
        began = time.process_time()
        answer = api.get(f"/v1/people/{person}/timeline?{query}&before={further}")[1]
        took = time.process_time() - began - watch.took
        world.region.gate.cloud = watch.inner
        yield took * 1000, watch
        further = answer["next"]
        if further is None:
            return


def figures() -> dict[str, Any]:
    """{"timeline": {...}}, and `timeline_ms_p95` beside it."""
    world = World()
    with world.open():
        person = filled(world)
        list(pages(world, person, ""))  # warm
        told = {query: list(pages(world, person, query)) for query in FILTERS}
    each = {query: _share([ms + one.waits * WAIT_MS for ms, one in told[query]]) for query in FILTERS}
    every = [ms + one.waits * WAIT_MS for rows in told.values() for ms, one in rows]
    most = max(one.requests for rows in told.values() for _, one in rows)
    return {"timeline_ms_p95": _share(every), "timeline": {"items": ITEMS, "requests_most": most, "ms_p95": each}}


def _share(found: list[float]) -> float:
    return round(sorted(found)[int(0.95 * (len(found) - 1))], 1)


def main() -> None:
    """Measures, prints and keeps."""
    keep(figures())


if __name__ == "__main__":
    main()
