"""The quarantine page: what could not be understood, and again."""

from segue.api.cursors import page as page_of
from segue.api.cursors import time_of
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.errors import SegueError
from segue.intake.quarantine import Record
from segue.times import Millis

PAGE = 30
MOST_BODY = 4_000
SAID = {
    "replayed": {"tone": "", "text": "Replayed. Its events are on their way into profiles."},
    "still": {"tone": "bad", "text": "Still not understood. Mend what the reason says, then replay."},
}


def show(visit: Visit, desk: Desk) -> Shown:
    """What is held back, newest first."""
    found, further = page_of(desk.quarantine.newest, _received, PAGE, time_of(visit.asked("before")))
    said = SAID.get(visit.asked("said"))
    return page(visit, "quarantine.html", items=[_row(one) for one in found], next=further, said=said)


def replay(visit: Visit, desk: Desk) -> Shown:
    """Understands one record again, and back to the list with what became of it."""
    try:
        desk.replay(visit.args["record"], visit.now)
    except SegueError:
        return redirect(f"{visit.base}/quarantine?said=still")
    return redirect(f"{visit.base}/quarantine?said=replayed")


def _row(record: Record) -> dict[str, object]:
    return {
        "id": record.id,
        "time": record.delivery.received_at,
        "source": record.delivery.source,
        "reason": record.reason,
        "detail": record.detail,
        "replayed": record.state == "replayed",
        "raw": record.delivery.body[:MOST_BODY].decode("utf-8", "replace"),
    }


def _received(record: Record) -> Millis:
    return record.delivery.received_at
