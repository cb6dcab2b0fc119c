"""A product's way: from the shop's webhook through the table to the signals on the bus."""

from typing import Any

import pytest

from segue.times import HOUR, MINUTE, to_text
from segue.wiring.catalog import prices
from tests.faults.cloud.clock import START
from tests.faults.cloud.world import World
from tests.faults.providers import shop_offers


def told(world: World) -> list[tuple[str, dict[str, Any]]]:
    """What the bus was told of products."""
    log = [(one["detail-type"], one["detail"]) for one in world.region.bus.log if "product" in one["detail"]]
    return [(name, {key: said.get(key) for key in ("before", "after", "stock")}) for name, said in log]


@pytest.fixture
def cheaper(world) -> World:
    """A tent that was sold out, and came in again for less."""
    world.reach(MINUTE)
    shop_offers(world, "199.00", 0, MINUTE)
    world.reach(HOUR)
    shop_offers(world, "149.00", 5, HOUR)
    world.reach(2 * HOUR)
    return world


def test_a_price_that_falls_and_stock_that_comes_back_are_told(cheaper) -> None:
    assert told(cheaper) == [
        ("PriceDropped", {"before": 19900, "after": 14900, "stock": None}),
        ("StockReturned", {"before": None, "after": None, "stock": 5}),
    ]
    detail = cheaper.region.bus.log[0]["detail"]
    assert (detail["product"], detail["variant"], detail["time"]) == ("42", "4201", to_text(START + HOUR))
    assert "person" not in detail


def test_what_comes_late_or_again_tells_nothing(cheaper) -> None:
    before = told(cheaper)
    shop_offers(cheaper, "199.00", 0, MINUTE)
    shop_offers(cheaper, "149.00", 5, HOUR)
    cheaper.reach(3 * HOUR)
    assert told(cheaper) == before


def test_prices_are_kept_newest_first_as_of_when_the_shop_changed_them(cheaper) -> None:
    found = [(one.variant, one.time - START, one.before, one.after) for one in prices().of("42")]
    assert found == [("4201", HOUR, 19900, 14900), ("4201", MINUTE, None, 19900)]
    assert [one.after for one in prices().of("42", 1)] == [14900]


def test_a_stream_that_is_read_again_keeps_and_tells_the_same(cheaper) -> None:
    kept, ids = prices().of("42"), {one["detail"]["id"] for one in cheaper.region.bus.log}
    for reader in cheaper.readers:
        if getattr(reader, "stream", None) is cheaper.table("Catalog").stream:
            reader.rewind()
    cheaper.settle()
    assert len(cheaper.region.bus.log) == 4
    assert (prices().of("42"), {one["detail"]["id"] for one in cheaper.region.bus.log}) == (kept, ids)
