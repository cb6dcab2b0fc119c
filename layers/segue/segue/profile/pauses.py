"""Pauses: a journey keeps marketing away from a customer for a while, by a trait."""

from collections.abc import Mapping
from typing import Any

from segue.errors import Invalid
from segue.times import Millis, from_text

PAUSED = "marketing_paused_until"


def paused_until(traits: Mapping[str, Any]) -> Millis:
    """Until when marketing is kept away; 0 for not at all."""
    try:
        return from_text(str(traits.get(PAUSED) or ""))
    except Invalid:
        return 0
