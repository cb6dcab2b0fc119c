"""What the page of a case shows: whom it is about, how far it is, and what may be done."""

from collections.abc import Sequence
from typing import Any

from segue.console.desk import Desk
from segue.console.privacy.case_words import WORK, happened, row, steps
from segue.console.visits import Visit
from segue.erasing.runs import Erasure
from segue.errors import NotFound
from segue.exporting.runs import Export
from segue.privacy_cases.addresses import masked
from segue.privacy_cases.cases import BELIEVED, Case
from segue.wiring import exporting
from segue.wiring.privacy_cases import addresses_of


def facts(case: Case, visit: Visit, desk: Desk) -> dict[str, Any]:
    """All of it but what was wrong with a form."""
    waits = case.state in ("open", "verifying")
    may = case.state in ("verified", "working") or (case.kind in BELIEVED and not case.over)
    button, about = WORK[case.kind]
    runs = runs_of(case)
    return {
        "case": row(case, visit.now),
        "kind": case.kind,
        "state": case.state,
        "extended": case.extended,
        "identified": case.identified,
        "whom": whom(case, visit, desk),
        "begun": [_begun(one) for one in runs],
        "steps": steps(case, all(one.ended for one in runs)),
        "happened": happened(case, visit),
        "known": [masked(one) for one in addresses_of(case)[:1]] if waits else [],
        "waits": waits,
        "may_work": may and bool(case.asked) and case.state != "working",
        "may_extend": not case.over and not case.extended and case.left(visit.now) >= 0,
        "may_lift": case.kind == "restriction" and case.state in ("working", "answered") and not _lifted(case),
        "button": button,
        "about": about,
        "occasion": f"{case.id} {case.version}",
    }


def whom(case: Case, visit: Visit, desk: Desk) -> dict[str, Any] | None:
    """Name, orders and when they were seen last; None where nobody is known by what was asked."""
    from segue.console.customers import sides  # with all that shows people: few pages of officers do
    from segue.console.customers.evidences import eyes_of
    from segue.console.customers.people import last_seen

    try:
        profile = desk.reading.person(case.asked) if case.asked else None
    except NotFound:
        return None
    if not profile:
        return None
    return {**sides.facts(profile, eyes_of(visit, desk)), "seen": last_seen(desk, profile)}


def runs_of(case: Case) -> Sequence[Erasure | Export]:
    """The exports and erasures that it began, as far as they are still kept."""
    found: list[Erasure | Export] = []
    for one in case.requests:
        try:
            found.append(exporting.request(one))
        except NotFound:
            continue
    return found


def _begun(run: Erasure | Export) -> dict[str, Any]:
    size = run.size if isinstance(run, Export) else 0
    return {"id": run.id, "export": isinstance(run, Export), "size": size, "ended": run.ended}


def _lifted(case: Case) -> bool:
    return any(one.what == "lifted" for one in case.history)
