"""The status page: how the place stands, the worst first, with what to do."""

from segue.api.checking import worst
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit

NAMES = {
    "dead-letters": "Delivering",
    "quarantine": "Understanding",
    "unknown-sends": "Unknown sends",
    "sending": "Sending",
    "requests": "Requests of customers",
    "measures": "Measures of the night",
    "models": "Models of the night",
    "canary": "Test events",
}
WORDS = {"good": "Good", "warn": "Look at it", "bad": "Not good"}
ALL = {"good": "All is well.", "warn": "Something wants to be looked at.", "bad": "Something is wrong."}


def show(visit: Visit, _: Desk) -> Shown:
    """Everything that is checked."""
    from segue.wiring.checks import looked

    found = looked(visit.now)
    rows = [{**vars(one), "called": NAMES[one.name], "word": WORDS[one.state]} for one in found]
    return page(visit, "status.html", rows=rows, whole=ALL[worst(found)])
