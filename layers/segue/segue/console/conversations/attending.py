"""Whether who reads the inbox is there for what comes: shown above it, and switched there."""

from typing import Any

from segue.console.desk import Desk
from segue.console.doors import inside
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.conversations.routing.presence import AWAY, ONLINE
from segue.wiring import presence


def facts(visit: Visit) -> dict[str, Any]:
    """What the switch shows, and where it leads back to."""
    return {"away": presence.away(visit.name, visit.now), "stays": visit.path, "oob": False}


def say(visit: Visit, _: Desk) -> Shown:
    """Says that the visitor is there, or away."""
    state = AWAY if visit.form.get("state") == AWAY else ONLINE
    presence.switched(visit.name, state, visit.now)
    stays = inside(visit.form.get("next", "")) or "/inbox"
    if visit.scripted:
        return page(visit, "presence.html", away=state == AWAY, stays=stays, oob=True)
    return redirect(f"{visit.base}{stays}")


def back(visit: Visit, _: Desk) -> Shown:
    """From the address of the switch to the inbox."""
    return redirect(f"{visit.base}/inbox")
