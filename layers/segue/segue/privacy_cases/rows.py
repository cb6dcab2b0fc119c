"""Cases as rows of the Requests table. Those that are open are listed apart from those that have ended; an ended one is
forgotten after three years, an open one never."""

from collections.abc import Mapping
from typing import Any

from segue.jobs import heard, told
from segue.privacy_cases.cases import Case, Event
from segue.privacy_cases.codes import Check
from segue.times import DAY, SECOND, Millis

KIND, ENDED = "case", "case-ended"
KEPT: Millis = 3 * 365 * DAY


def key_of(case: str) -> dict[str, str]:
    """The key of a case's row."""
    return {"pk": f"{KIND}#{case}", "sk": KIND}


def row_of(case: Case) -> dict[str, Any]:
    """The item of the case's next version."""
    said = {**told(case), "check": {**vars(case.check), "sent": list(case.check.sent)}}
    said |= {
        "asks_for": said.pop("kind"),
        "requests": list(case.requests),
        "history": [one._asdict() for one in case.history],
    }
    gone = {"ttl": (case.ended + KEPT) // SECOND} if case.over else {}
    return {**key_of(case.id), **said, "kind": ENDED if case.over else KIND, "time": case.created, **gone}


def case_of(row: Mapping[str, Any]) -> Case:
    """The inverse."""
    history = tuple(Event(**one) for one in row["history"])
    check = Check(**{**row["check"], "sent": tuple(row["check"]["sent"])})
    said = {**row, "kind": row["asks_for"], "requests": tuple(row["requests"]), "history": history, "check": check}
    return heard(Case, said)
