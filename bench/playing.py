"""One drive through the handlers, and everything that it says."""

from typing import Any

from bench.driving import drive, opened
from bench.figures import EVENTS, Depths, figures, item_bytes
from bench.spending import Spending
from bench.workload import Delivery
from segue.times import MINUTE
from tests.faults.shop import put_in_force

FULL_BATCHES = 30 * MINUTE  # how long the fold waits for a hundred events: as if there were always as many
TABLES = {"events": "Ledger", "identities": "Identities", "people": "People", "contact_points": "ContactPoints"}


def played(deliveries: list[Delivery], window: int | None, texts: dict[str, str] | None = None) -> dict[str, Any]:
    """The figures of one drive; `window` as in `opened`, `texts` a playbook in place of what is about carts."""
    with opened(window) as world:
        if texts:
            put_in_force(world, texts)
        depths, spending = Depths(), Spending(world.region, frozenset(EVENTS))
        world.region.gate.watchers.append(depths)
        events = drive(world, deliveries)
        found = {"events": events, **figures(world, events, depths)}
        found |= spending.figures(events)
        return found | {"items": {name: item_bytes(world, table) for name, table in TABLES.items()}}
