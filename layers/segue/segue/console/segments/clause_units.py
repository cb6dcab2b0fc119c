"""What stands beside a field of a clause: in what its number counts, or how its value is written."""

from collections.abc import Mapping

from segue.console.segments.clause_slots import Slot
from segue.languages.texts import _

SPAN = _("such as 30d for days, 2h for hours")
DAY = _("a day, such as 2026-01-31")
MONEY, SHARE = _("in the currency, such as 49.90"), _("a share: 0.5 is half")
ORDERS, TIMES, CASES, SCORE = _("orders"), _("times"), _("cases"), _("points of the survey")
LIST = _("one, or several with commas")
FIFTHS = _("fifths from 1 to 5, such as [4, 5]")
# By operator and field; a field of several operators by its name alone. `at_least` and `at_most` have the same.
BOUNDS: Mapping[str, str] = {
    "ordered": ORDERS,
    "spent": MONEY,
    "bought": _("pieces"),
    "did": TIMES,
    "discount_share": SHARE,
    "interested": _("points"),
    "churn": SHARE,
    "price_sensitivity": SHARE,
    "sum": MONEY,
    "cases": CASES,
    **dict.fromkeys(("effort", "satisfaction", "recommendation"), SCORE),
    **dict.fromkeys(("purchases_30d", "purchases_90d", "purchases_365d"), ORDERS),
    **dict.fromkeys(("value_90d", "value_365d"), MONEY),
}
NAMED: Mapping[str, str] = {
    "value_at_least": MONEY,
    "currency": _("such as EUR"),
    "share": SHARE,
    "points": _("points"),
    "times": _("times the usual"),
    "overdue": _("times the usual gap between orders"),
    "top": _("of what interests them most"),
    "between": _("two values, such as [1, 5]"),
    "in": _("a list, such as [gold, silver]"),
    "steps": _("a list of events, as in the text"),
    "matches": _("a pattern of the whole value"),
    **dict.fromkeys(("recency", "frequency", "money"), FIFTHS),
}


def unit(operator: str, slot: Slot) -> str:
    """The words beside a field, "" where it needs none."""
    outer, _dot, inner = slot.name.rpartition(".")
    if inner in ("at_least", "at_most") and slot.kind == "number":
        return str(BOUNDS.get(outer or operator, ""))
    if inner in NAMED:
        return str(NAMED[inner])
    if slot.example:
        return str(SPAN if slot.example[-1:].isalpha() else DAY)
    return str(LIST) if slot.kind == "words" else ""
