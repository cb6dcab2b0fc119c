"""Calls as turns: how long somebody spoke, and how it ended. Whichever end of a call is told of first."""

from collections.abc import Mapping
from typing import Any, Literal

from segue.conversations.conversations import Author

# abandoned: the customer hung up while waiting; missed: nobody took it, or nobody was reached.
Outcome = Literal["ringing", "answered", "missed", "abandoned"]
# What Amazon Connect and Twilio say where it was the customer who hung up.
HUNG_UP = ("CUSTOMER_DISCONNECT", "canceled")


def told(detail: Mapping[str, Any], author: Author) -> dict[str, Any]:
    """What is known of a call, with its `outcome`, and the `seconds` that were spoken, or that it lasted."""
    lasted = next((one for one in (detail.get("talk"), detail.get("duration")) if isinstance(one, int | float)), None)
    seconds = {} if lasted is None else {"seconds": round(lasted)}
    return {**detail, **seconds, "outcome": outcome_of(detail, author)}


def outcome_of(detail: Mapping[str, Any], author: Author) -> Outcome:
    """How it ended, as far as is known; `author` customer: who called is the customer."""
    if "ended" not in detail:
        return "ringing"
    if is_taken(detail):
        return "answered"
    gave_up = detail.get("reason") in HUNG_UP or detail.get("status") in HUNG_UP
    return "abandoned" if author == "customer" and gave_up else "missed"


def is_taken(detail: Mapping[str, Any]) -> bool:
    """Whether the two sides spoke."""
    return detail.get("answered") is True or bool(detail.get("talk"))
