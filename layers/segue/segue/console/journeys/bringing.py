"""Bringing everybody of a segment into a journey: how many that is, is said before it is done."""

from typing import Any

from segue.audit import Entry
from segue.broadcasts.asking import Origin
from segue.broadcasts.bringing import bringing_in
from segue.broadcasts.managing import Standing
from segue.console.desk import Desk
from segue.console.journeys.journeys import found
from segue.console.label_words import own
from segue.console.noting import entry_name
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import sentence
from segue.errors import Conflict, Invalid
from segue.journeys.compiling import compile_journey
from segue.journeys.steering import must_run
from segue.trailing import on_trail
from segue.wiring.managing import managing

LONGEST = 200


def show(visit: Visit, desk: Desk) -> Shown:
    """Which segment, and how many are in it; why it cannot be, where it cannot. Raises NotFound."""
    key, spec = found(visit, desk)
    occasion = desk.fresh_token()
    facts: dict[str, Any] = {"planned": None, "wrong": "", "occasion": occasion}
    try:
        facts["planned"] = _view(_planned(visit, desk, occasion), desk)
    except (Conflict, Invalid) as wrong:
        facts["wrong"] = sentence(wrong.detail)
    segments = {one: _named(desk, one) for one in sorted(desk.playbooks.definitions("segment"))}
    journey = {"id": key, "name": str(spec.get("name") or own(key))}
    return page(visit, "journey_enter.html", journey=journey, segments=segments, **facts)


def bring(visit: Visit, desk: Desk) -> Shown:
    """Begins it, and writes down who did; a form that is sent twice is one. Raises NotFound, Conflict, Invalid."""
    made = _planned(visit, desk, visit.typed("occasion", LONGEST)).broadcast
    said = f"everybody in {made.segment} into {made.starts}"
    name = entry_name(visit, "journey.enter")
    with on_trail(desk.trail, Entry(name, visit.now, visit.name, "journey.enter", (), said, object=made.starts)):
        managing().make(made)
    return redirect(f"{visit.base}/journeys/{made.starts}?said=enter")


def _planned(visit: Visit, desk: Desk, occasion: str) -> Standing:
    key, spec = found(visit, desk)
    must_run(desk.flows.orders.of([key]).values())
    segment = visit.form.get("segment") or visit.asked("segment")
    origin = Origin(f"console {visit.name} {occasion}", visit.name, visit.now, "UTC")
    return managing().planned(bringing_in(compile_journey(key, spec), segment, origin))


def _view(standing: Standing, desk: Desk) -> dict[str, Any]:
    segment = standing.broadcast.segment
    return {"segment": segment, "name": _named(desk, segment), "count": standing.count or 0}


def _named(desk: Desk, segment: str) -> str:
    return str(desk.playbooks.definitions("segment").get(segment, {}).get("name") or own(segment))
