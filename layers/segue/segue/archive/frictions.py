"""Frictions: what was clicked in rage or into nothing, which field was refused, how slow a page was."""

from typing import Any

from segue.events import Event
from segue.times import SECOND

MOST_SECONDS = 3_600


def of_friction(event: Event) -> dict[str, Any]:
    """The part of the page by its own names, the field of a form, and how long it took."""
    said = event.properties
    return {
        "element": said.get("element") or said.get("form"),
        "field": said.get("field"),
        "ms": _long(said.get("ms"), 1) or _long(said.get("seconds"), SECOND),
    }


def _long(given: Any, unit: int) -> int | None:
    usable = isinstance(given, int | float) and not isinstance(given, bool)
    return round(given * unit) if usable and 0 <= given * unit <= MOST_SECONDS * SECOND else None
