"""What stands in the audit trail of a world."""

from typing import Any

from segue.audit import KIND, Entry
from segue.aws.audit import Excerpt
from segue.wiring.merges import audit
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import message, post
from tests.handlers.staff_requests import Api


def entered(world: World, action: str = "") -> list[dict[str, Any]]:
    """Its entries, one row each, of an action where one is given."""
    found = [row for row in rows(world, "Requests") if row.get("kind") == KIND]
    return [row for row in found if action in ("", row["action"])]


def newest(most: int) -> list[Entry]:
    """Up to so many entries, newest first, where the tests may ask themselves."""
    return audit().page(Excerpt(limit=most))[0]


def held_back(world: World) -> str:
    """The id of a record in quarantine."""
    post(world, message(world, "track", "m9", userId="u1", event="Call Ended"))
    return Api(world).get("/v1/quarantine")[1]["items"][0]["id"]
