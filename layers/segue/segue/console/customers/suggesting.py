"""People who may be one: what waits for a decision, both side by side."""

from typing import Any

from segue.api.cursors import page as page_of
from segue.api.cursors import time_of
from segue.console.customers.evidences import eyes_of
from segue.console.customers.sides import facts
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import REASON, Shown, Visit, redirect
from segue.identity.merges import By
from segue.identity.suggestions import Suggestion
from segue.languages.texts import _
from segue.times import Millis

PAGE, WAITING = 10, 20
UNLIKE = "not the same person"
SAID = {"dismissed": _("Noted: these are two people. They are not suggested again.")}


def show(visit: Visit, desk: Desk) -> Shown:
    """What waits, newest first."""
    found, further = page_of(desk.identity.suggestions.newest, _moment, PAGE, time_of(visit.asked("before")))
    items = [_view(visit, desk, one) for one in found]
    return page(visit, "suggestions.html", items=items, next=further, said=SAID.get(visit.asked("said"), ""))


def dismiss(visit: Visit, desk: Desk) -> Shown:
    """They are two people."""
    one = desk.identity.suggestions.one(visit.args["suggestion"])
    reason = visit.typed("reason", REASON) or UNLIKE
    desk.identity.merges.dismiss(one, By(visit.name, reason, f"dismissed-{one.id}"), visit.now)
    return redirect(f"{visit.base}/suggestions?said=dismissed")


def waiting(desk: Desk) -> str:
    """How many wait, told up to a limit: `3`, `20 or more`; empty for none."""
    count = len(desk.identity.suggestions.newest(WAITING))
    return _("{count} or more").format(count=count) if count == WAITING else str(count or "")


def _view(visit: Visit, desk: Desk, one: Suggestion) -> dict[str, Any]:
    from segue.console.customers.alike_words import alike  # few pages tell it

    left, right = (desk.reading.profiles.read(person) for person in (one.left, one.right))
    return {
        "id": one.id,
        "time": one.time,
        "alike": _("{share} % alike").format(share=round(one.probability / 10)) if one.probability else "",
        "evidence": [alike(each) for each in one.evidence],
        "people": [facts(person, eyes_of(visit, desk)) for person in (left, right) if person],
        "settled": not left or not right or left.id == right.id,
    }


def _moment(one: Suggestion) -> Millis:
    return one.time
