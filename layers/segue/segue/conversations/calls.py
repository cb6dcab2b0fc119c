"""Calls as turns: how long somebody spoke, and how it ended. Whichever end of a call is told of first."""

from collections.abc import Mapping
from typing import Any, Literal

from segue.conversations.conversations import Author

# talking: somebody has taken it; abandoned: the customer hung up while waiting; missed: nobody took it, or nobody was
# reached; unknown: nobody has said that it is over.
Outcome = Literal["ringing", "talking", "answered", "missed", "abandoned", "unknown"]
# What Amazon Connect and Twilio say where it was the customer who hung up.
HUNG_UP = ("CUSTOMER_DISCONNECT", "canceled")
MOMENTS = frozenset({"started", "taken", "ended"})
LAPSED = "lapsed"  # in the detail of a call that counts as ended because it is so long ago


def told(detail: Mapping[str, Any], author: Author) -> dict[str, Any]:
    """What is known of a call, with its `outcome`, and the `seconds` that were spoken, or that it lasted."""
    lasted = next((one for one in (detail.get("talk"), detail.get("duration")) if isinstance(one, int | float)), None)
    seconds = {} if lasted is None else {"seconds": round(lasted)}
    return {**detail, **seconds, "outcome": outcome_of(detail, author)}


def outcome_of(detail: Mapping[str, Any], author: Author) -> Outcome:
    """How it ended, as far as is known; `author` customer: who called is the customer."""
    if "ended" not in detail:
        return "talking" if is_taken(detail) else "ringing"
    if is_taken(detail):
        return "answered"
    if detail.get(LAPSED):
        return "unknown"
    gave_up = detail.get("reason") in HUNG_UP or detail.get("status") in HUNG_UP
    return "abandoned" if author == "customer" and gave_up else "missed"


def is_taken(detail: Mapping[str, Any]) -> bool:
    """Whether the two sides spoke."""
    return detail.get("answered") is True or bool(detail.get("talk")) or "taken" in detail


def is_news(before: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether a moment of a call is told that was not known: how it began, who took it, or how it really ended."""
    return bool(MOMENTS & said.keys() - _surely(before).keys())


def joined(before: Mapping[str, Any], said: Mapping[str, Any], author: Author) -> dict[str, Any]:
    """What is known of a call after more was told of it."""
    return told({**said, **(_surely(before) if "ended" in said else before)}, author)


def _surely(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Without an end that nobody has told."""
    return {name: one for name, one in detail.items() if not detail.get(LAPSED) or name not in ("ended", LAPSED)}
