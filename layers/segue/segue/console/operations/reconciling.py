"""The page of reconciliations: whether profiles say what the ledger says."""

from typing import Any

from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.languages.numbers import number
from segue.languages.texts import _
from segue.reconciling.comparing import Found
from segue.reconciling.runs import Reconciliation
from segue.staging import SCHEDULE

MOST = 30
WORDS: dict[Found, tuple[str, str]] = {
    "same": (_("{count} identity agrees"), _("{count} identities agree")),
    "different": (
        _("{count} identity says something else than the ledger"),
        _("{count} identities say something else than the ledger"),
    ),
    "behind": (_("{count} identity lacks its last events"), _("{count} identities lack their last events")),
    "missing": (
        _("{count} identity is empty though there are events"),
        _("{count} identities are empty though there are events"),
    ),
    "surplus": (
        _("{count} identity says something though there are no events"),
        _("{count} identities say something though there are no events"),
    ),
    "busy": (
        _("{count} identity was not judged, something came just now"),
        _("{count} identities were not judged, something came just now"),
    ),
    "aged": (
        _("{count} identity was not judged, it is older than the ledger’s memory"),
        _("{count} identities were not judged, they are older than the ledger’s memory"),
    ),
    "outdated": (
        _("{count} identity was not judged, it is built anew when something comes next"),
        _("{count} identities were not judged, they are built anew when something comes next"),
    ),
}
SAID = {"begun": _("It has begun. Load the page again to see how far it is.")}


def show(visit: Visit, _desk: Desk) -> Shown:
    """The last runs, newest first."""
    from segue.wiring.reconciliations import reconciliations

    rows = [_row(one, visit) for one in reconciliations().newest(MOST)]
    return page(visit, "reconciliations.html", rows=rows, said=SAID.get(visit.asked("said"), ""))


def start(visit: Visit, _desk: Desk) -> Shown:
    """Compares everybody, or builds anew what an earlier run has found; a page sent twice begins one."""
    from segue.wiring.reconciliations import begin, reconciliations

    of = visit.args.get("run", "")
    keys = reconciliations().find(of).found if of else ()
    if keys or not of:
        begin((keys, bool(of)), visit.name, f"{visit.name} {of} {visit.typed('occasion', 60)}", visit.now)
    return redirect(f"{visit.base}/reconciliations?said=begun")


def _row(run: Reconciliation, visit: Visit) -> dict[str, Any]:
    counts = [(run.counts.get(one, 0), forms) for one, forms in WORDS.items()]
    return {
        **vars(run),
        "by": _("Every night") if run.by == SCHEDULE else visit.called(run.by),
        "percent": run.percent,
        "ended": run.ended,
        "told": [forms[count != 1].format(count=number(count)) for count, forms in counts if count],
        "tone": "warn" if run.mended < run.differences else "good",
        "differences": run.differences,
        "repairable": run.ended and bool(run.found) and not run.repairs,
    }
