"""Visitors who chat: two of the day, each with a word for the shop. They are nobody's part: what they say is at the
desk, and no sum of the day counts them."""

import json
from functools import partial

from segue_tools.demo.clock import Clock
from segue_tools.demo.requests import Doors, Request
from segue_tools.demo.strays import Make

WORDS = ("Do you ship to Ireland?", "Where is my order? The parcel has not moved for three days.")


def request(nth: int, clock: Clock, doors: Doors, _: float) -> Request:
    """A chat that begins with words; made again, it is the same chat and the same words."""
    name = f"demo-talk-{clock.start:.0f}-{nth}"
    about = {"locale": "en-IE", "page": doors.shop, "text": WORDS[nth], "clientId": name}
    body = {"writeKey": doors.write_key, "anonymousId": name, **about}
    headers = {"Content-Type": "text/plain", "Origin": doors.shop.rstrip("/")}
    return Request(f"{doors.api}/v1/chat", headers, json.dumps(body).encode())


TALKS: tuple[Make, ...] = tuple(partial(request, nth) for nth in range(len(WORDS)))
