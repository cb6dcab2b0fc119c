"""`privacy`: one step of a request, a case that a shop passes on, and the look of each day at what is due."""

from typing import Any

from segue.lambdas import now
from segue.privacy_cases.clocks import SOON
from segue.tracing import report


def work(said: dict[str, Any]) -> None:
    """One message of the queue. Raises Unavailable: it comes again."""
    from segue.wiring import erasing, export_jobs, shop_cases

    if "case" in said:
        shop_cases.carry_out(said["case"])
        return
    kind, jobs = ("export", export_jobs) if "export" in said else ("erasure", erasing)
    jobs.working().work(said[kind], said["step"])


def look() -> dict[str, int]:
    """How many cases are to be answered within a week, or late; a line that an alarm counts where there are any."""
    from segue.wiring.privacy_cases import pressing

    count = len(pressing(now()))
    if count:
        report("cases-due", count=count)
    return {"due_within_days": SOON, "cases": count}
