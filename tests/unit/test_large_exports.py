"""An export of somebody with very many events: pages of a readable length, and memory for a fraction of it."""

import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator

import msgspec

from segue.aws.erasing import telling
from segue.aws.exporting.binding import Binding
from segue.aws.exporting.parts import opened_part, written
from segue.aws.ledger import row_of
from segue.erasing.stores import Told
from segue.events import Event
from segue.exporting.pages import MORE
from segue.times import MINUTE

MANY = 3_000
START = 1_767_225_600_000
MOST = 30_000_000  # bytes at once; 50,000 events take 120 MB


def events(count: int) -> Iterator[Told]:
    """Events as a ledger tells them."""
    for number in range(count):
        time = START + number * MINUTE
        said = {"product_id": f"p{number}", "name": "Tent", "price": 199.0, "url": f"https://shop.test/p/{number}"}
        named = {"message_id": f"m{number}", "timestamp": time, "received_at": time}
        one = Event(type="track", event="Product Viewed", user_id="u1", properties=said, **named)
        yield telling.event(row_of("u_" + "a" * 24, one))


def test_very_many_events_take_little_memory() -> None:
    tracemalloc.start()
    part, whole = io.BytesIO(), io.BytesIO()
    assert written(part, events(MANY)) == MANY
    Binding("x_1", [opened_part("ledger", part, io.BytesIO())], START).write(whole)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST, f"{peak:,}"
    made = zipfile.ZipFile(whole)
    assert len(msgspec.json.decode(made.read("data.json"))["records"]["ledger"]) == MANY
    assert len([name for name in made.namelist() if name.startswith("events-")]) == MANY // MORE - 1
    first, last = made.read("index.html").decode(), made.read(f"events-{MANY // MORE}.html").decode()
    assert f"p{MANY - 1}<" in first, "newest first"
    assert re.search(r"\bp0<", last)
