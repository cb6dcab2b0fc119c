"""The page of unknown sends: messages whose provider's answer was lost, and what became of them."""

from typing import Any, cast

from segue.api.cursors import page as page_of
from segue.api.cursors import time_of
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import by_channel
from segue.errors import Conflict, NotFound
from segue.languages.texts import _
from segue.messages import Unsettled
from segue.messaging.settling import SOON, Fate
from segue.times import Millis

PAGE = 50
SAID = {
    "sent": _("It counts as sent now."),
    "failed": _("It counts as not sent now. It is not sent again by itself."),
    "late": _("What became of it was known already."),
}


def show(visit: Visit, _desk: Desk) -> Shown:
    """What nobody knows of, newest first."""
    from segue.wiring.unsettled import unsettled

    found, further = page_of(unsettled().newest, _tried, PAGE, time_of(visit.asked("before")))
    facts = {"items": [_row(one, visit.now) for one in found], "next": further}
    return page(visit, "unsettled.html", **facts, said=SAID.get(visit.asked("said"), ""))


def settle(visit: Visit, _desk: Desk) -> Shown:
    """Says what became of one, and back to the list."""
    from segue.wiring.unsettled import settling

    fate = cast(Fate, visit.args["fate"])
    try:
        settling().settle(visit.args["message"], fate, visit.name, visit.now)
    except (Conflict, NotFound):
        return redirect(f"{visit.base}/unknown-sends?said=late")
    return redirect(f"{visit.base}/unknown-sends?said={fate}")


def _row(one: Unsettled, now: Millis) -> dict[str, Any]:
    return {**one._asdict(), "by": by_channel(one.channel), "long": one.tried < now - SOON}


def _tried(one: Unsettled) -> Millis:
    return one.tried
