"""Who waits for a product, and what they are told."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

import segue.catalog
from segue.catalog.awaiting import Waiting, asked_by, told
from segue.catalog.changes import signals
from segue.catalog.items import Item
from segue.times import HOUR
from tests.builders import NOON, an_event

SCHEMA = json.loads((Path(segue.catalog.__file__).parent / "schemas" / "StockReturned.json").read_text())
FORMS = {"s": {"available": False}, "m": {"available": False}}
BEFORE = Item("product", "tent", NOON, {"title": "Tent", "variants": FORMS})
AFTER = Item("product", "tent", NOON, {"title": "Tent", "variants": {**FORMS, "m": {"available": True}}})


def event(name: str = "Back In Stock Requested", **said: object):
    return an_event(name, NOON, properties=said)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (event(product_id="tent"), Waiting("tent", "u_1")),
        (event(sku="tent", variant_id=7), Waiting("tent", "u_1", "7")),
        (event(product_id=""), None),
        (event(), None),
        (event("Product Viewed", product_id="tent"), None),
    ],
)
def test_an_event_asks_for_a_product_or_for_nothing(asked, found) -> None:
    assert asked_by("u_1", asked) == found


def test_each_who_waits_for_that_form_is_told_by_a_signal_of_their_own() -> None:
    (signal,) = signals(BEFORE, AFTER, NOON + HOUR)
    waiting = [Waiting("tent", "u_1"), Waiting("tent", "u_2", "m"), Waiting("tent", "u_3", "s")]
    found = [one.as_detail() for _, one in told(signal, waiting)]
    assert [one["person"] for one in found] == ["u_1", "u_2"]
    assert len({one["id"] for one in (signal.as_detail(), *found)}) == 3
    assert all(jsonschema_rs.is_valid(SCHEMA, one) for one in (signal.as_detail(), *found))
    assert [one.as_detail() for _, one in told(signal, waiting)] == found
