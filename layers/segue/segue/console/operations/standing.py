"""The status page: how the place stands, the worst first, with what to do."""

from segue.api.checking import worst
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.languages.texts import _

NAMES = {
    "dead-letters": _("Delivering"),
    "quarantine": _("Understanding"),
    "unknown-sends": _("Unknown sends"),
    "sending": _("Sending"),
    "providers": _("Providers of messages"),
    "requests": _("Requests of customers"),
    "measures": _("Measures of the night"),
    "models": _("Models of the night"),
    "canary": _("Test events"),
}
WORDS = {"good": _("Good"), "warn": _("Look at it"), "bad": _("Not good")}
ICONS = {"good": "check", "warn": "eye", "bad": "alert"}
ALL = {"good": _("All is well."), "warn": _("Something wants to be looked at."), "bad": _("Something is wrong.")}


def show(visit: Visit, _desk: Desk) -> Shown:
    """Everything that is checked."""
    from segue.version import VERSION
    from segue.wiring.checks import looked

    found = looked(visit.now)
    rows = [
        {**vars(one), "called": NAMES[one.name], "word": WORDS[one.state], "icon": ICONS[one.state]} for one in found
    ]
    state = worst(found)
    return page(visit, "status.html", rows=rows, whole=ALL[state], state=state, icon_name=ICONS[state], version=VERSION)
