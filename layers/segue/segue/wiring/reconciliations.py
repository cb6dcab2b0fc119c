"""Reconciliations: begun every night or by staff, carried out by `back_fill`."""

from collections.abc import Sequence
from functools import cache

from segue.audit import Entry
from segue.aws.jobs import StoredJobs
from segue.aws.settings import settings
from segue.keys import digest
from segue.reconciling.runs import RECONCILIATIONS, SAMPLE, Reconciliation
from segue.staging import SCHEDULE
from segue.times import Millis
from segue.wiring.merges import audit

ACTION = "reconciliation.begun"
RECENT = 20  # runs among which the last night's is


@cache
def reconciliations() -> StoredJobs[Reconciliation]:
    """Reconciliations in the Requests table."""
    return StoredJobs(settings().requests, settings().back_fill_queue, RECONCILIATIONS)


def nightly(day: str, now: Millis) -> Reconciliation:
    """The run of a day, `2026-11-29`, however often its schedule calls: goes on where the last night's ended."""
    nights = (one for one in reconciliations().newest(RECENT) if one.by == SCHEDULE)
    last = next(nights, Reconciliation("", 0, SCHEDULE))
    wanted = Reconciliation(
        _id(f"night {day}"), now, SCHEDULE, day, most=SAMPLE, part=last.left_part, after=last.left_after
    )
    return _begun(wanted)


def begin(asked: tuple[Sequence[str], bool], by: str, occasion: str, now: Millis) -> Reconciliation:
    """Compares these identities, or everybody where there are none, and repairs them if that is wanted; the same on the
    same occasion. Raises Unavailable."""
    keys, repairs = asked
    what = f"{len(keys) or 'all'} identities{', with repair' if repairs else ''}"
    audit().write([Entry(f"{ACTION}.{_id(occasion)}", now, by, ACTION, (), what)])
    return _begun(Reconciliation(_id(occasion), now, by, occasion, keys=list(keys), repairs=repairs))


def _begun(wanted: Reconciliation) -> Reconciliation:
    run = reconciliations().noted(wanted)
    if not run.ended:
        reconciliations().send(run)
    return run


def _id(of: str) -> str:
    return f"rec_{digest(b'reconciliation', of)}"
