"""The tracking plan's page: which events come, which of them are planned, and what is wrong with them."""

from typing import Any

from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.intake.tracking import Tracked
from segue.languages.texts import _

TONES = {"quarantine": "warn", "warn": "", "allow": ""}

OTHER = _("is none of the planned values")
SMALL, LARGE = _("is smaller than planned"), _("is larger than planned")
SPELT = _("is not written as planned")
WRONG = {
    "type": _("is of another type than planned"),
    "required": _("is missing"),
    "enum": OTHER,
    "const": OTHER,
    "minimum": SMALL,
    "exclusiveMinimum": SMALL,
    "minLength": SMALL,
    "minItems": SMALL,
    "maximum": LARGE,
    "exclusiveMaximum": LARGE,
    "maxLength": LARGE,
    "maxItems": LARGE,
    "pattern": SPELT,
    "format": SPELT,
    "additionalProperties": _("is not planned"),
}  # by the word of the schema that is not kept


def show(visit: Visit, desk: Desk) -> Shown:
    """Every event that was planned or seen: first what is wrong, then what nobody planned, then the rest by name."""
    rows = sorted((_row(one) for one in desk.tracked()), key=lambda one: (one["rank"], one["event"]))
    planned = sum(one["planned"] for one in rows)
    return page(visit, "tracking.html", events=rows, planned=planned, unplanned=len(rows) - planned)


def _row(one: Tracked) -> dict[str, Any]:
    plan = one.plan
    return {
        "event": one.event,
        "planned": plan is not None,
        "mode": plan.mode if plan else "",
        "tone": TONES[plan.mode] if plan else "",
        "sources": sorted(plan.sources.items()) if plan else [],
        "seen": one.seen,
        "last": one.last,
        "violations": [(*_wrong(reason), count) for reason, count in _most(one.violations)],
        "unplanned": _most(one.unplanned),
        "rank": 0 if one.violations else 1 if plan is None else 2,
    }


def _wrong(reason: str) -> tuple[str, str]:
    """`price: type` as where, and what is wrong there."""
    place, _colon, word = reason.rpartition(": ")
    return place, WRONG.get(word) or _("does not keep to {word}").format(word=word)


def _most(counts: Any) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
