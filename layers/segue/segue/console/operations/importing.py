"""The imports page: history out of files, how far each is, what of it was not understood; started and gone on with."""

from typing import Any

from segue.api.cursors import page as page_of
from segue.api.cursors import time_of
from segue.console.desk import Desk
from segue.console.operations.reasons import reason
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.imports.jobs import Job
from segue.languages.texts import _

PAGE = 20
TONES = {"done": "good", "failed": "bad", "running": "", "waiting": "warn"}
STATES = {"done": _("Done"), "failed": _("Failed"), "running": _("Running"), "waiting": _("Not started")}
SAID = {
    "started": ("", _("It is on its way. This page shows how far it is when it is opened again.")),
    "ended": ("bad", _("It has ended already, and stays as it is.")),
}


def show(visit: Visit, desk: Desk) -> Shown:
    """Imports, newest first."""
    found, further = page_of(desk.imports.newest, lambda one: one.created, PAGE, time_of(visit.asked("before")))
    rows = [_row(one) for one in found]
    return page(visit, "imports.html", imports=rows, next=further, said=SAID.get(visit.asked("said")))


def start(visit: Visit, desk: Desk) -> Shown:
    """Starts an import whose file is there, or wakes one that has come to a stand; doing it twice imports once."""
    job = desk.imports.find(visit.args["job"])
    if job.ended:
        return redirect(f"{visit.base}/imports?said=ended")
    desk.imports.send(job)
    return redirect(f"{visit.base}/imports?said=started")


def _row(job: Job) -> dict[str, Any]:
    at = job.progress
    share = 100 if job.state == "done" else 100 * at.bytes_done // at.bytes_total if at.bytes_total else 0
    return {
        **{name: getattr(job, name) for name in ("id", "source", "format", "created", "by", "problem", "ended")},
        **{name: getattr(job, name) for name in ("dry_run", "release", "whole")},
        "state": {"text": STATES[job.state], "tone": TONES[job.state]},
        "running": job.state == "running",
        "share": min(100, share),
        "rows": at.stored + at.duplicate + sum(at.ignored.values()) + sum(at.rejected.values()),
        "stored": at.stored,
        "duplicate": at.duplicate,
        "new": at.new,
        "matched": at.matched,
        "rejected_sum": sum(at.rejected.values()),
        "rejected": _counted(at.rejected),
        "ignored": _counted(at.ignored),
        "told": [dict(zip(("file", "row", "reason", "detail"), one, strict=True)) for one in at.told],
    }


def _counted(counts: Any) -> list[tuple[str, int]]:
    return [(reason(name), count) for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
