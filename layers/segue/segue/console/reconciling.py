"""The page of reconciliations: whether profiles say what the ledger says."""

from typing import Any

from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import counted
from segue.reconciling.comparing import Found
from segue.reconciling.runs import Reconciliation
from segue.staging import SCHEDULE

MOST = 30
WORDS: dict[Found, str] = {
    "same": "agree",
    "different": "say something else than the ledger",
    "behind": "lack their last events",
    "missing": "are empty though there are events",
    "surplus": "say something though there are no events",
    "busy": "were not judged: something came just now",
    "aged": "were not judged: older than the ledger’s memory",
    "outdated": "were not judged: built anew when something comes next",
}
SAID = {"begun": "It has begun. Load the page again to see how far it is."}


def show(visit: Visit, _: Desk) -> Shown:
    """The last runs, newest first."""
    from segue.wiring.reconciliations import reconciliations

    rows = [_row(one) for one in reconciliations().newest(MOST)]
    return page(visit, "reconciliations.html", rows=rows, said=SAID.get(visit.asked("said"), ""))


def start(visit: Visit, _: Desk) -> Shown:
    """Compares everybody, or builds anew what an earlier run has found; a page sent twice begins one."""
    from segue.wiring.reconciliations import begin, reconciliations

    of = visit.args.get("run", "")
    keys = reconciliations().find(of).found if of else ()
    if keys or not of:
        begin((keys, bool(of)), visit.name, f"{visit.name} {of} {visit.typed('occasion', 60)}", visit.now)
    return redirect(f"{visit.base}/reconciliations?said=begun")


def _row(run: Reconciliation) -> dict[str, Any]:
    counts = [(run.counts.get(one, 0), words) for one, words in WORDS.items()]
    return {
        **vars(run),
        "by": "Every night" if run.by == SCHEDULE else run.by,
        "percent": run.percent,
        "ended": run.ended,
        "told": [f"{counted(count, 'identity', 'identities')}: {words}" for count, words in counts if count],
        "tone": "warn" if run.mended < run.differences else "good",
        "differences": run.differences,
        "repairable": run.ended and bool(run.found) and not run.repairs,
    }
