"""The pages of what went wrong and can be mended, for administrators; they stand among those of `views.py`."""

from segue.api.roles import ADMIN, MARKETING
from segue.console.menus import Entry
from segue.console.messages import unsettled
from segue.console.operations import holding, reconciling, spending, standing, undelivered
from segue.console.pages import View
from segue.languages.texts import _

ADMINS = frozenset({ADMIN})

MENDING = (
    View("GET", "/status", standing.show, ADMINS, Entry(_("Status"), "server", "operations")),
    View("GET", "/costs", spending.show, ADMINS, Entry(_("Costs"), "coin", "numbers")),
    View("GET", "/quarantine", holding.show, ADMINS, Entry(_("Quarantine"), "quarantine", "operations")),
    View("POST", "/quarantine/replay", holding.replay_all, ADMINS),
    View("GET", r"/quarantine/(?P<record>\w+)", holding.show_one, ADMINS),
    View("POST", r"/quarantine/(?P<record>\w+)/replay", holding.replay, ADMINS),
    View("POST", r"/quarantine/(?P<record>\w+)/set-aside", holding.set_aside, ADMINS),
    View("GET", "/deadletters", undelivered.show, ADMINS, Entry(_("Dead letters"), "alert", "operations")),
    View("POST", "/deadletters/redrive", undelivered.redrive_all, ADMINS),
    View("POST", r"/deadletters/(?P<letter>\w{1,60})/redrive", undelivered.redrive, ADMINS),
    View("GET", "/reconciliations", reconciling.show, ADMINS, Entry(_("Reconciliation"), "refresh", "operations")),
    View("POST", "/reconciliations", reconciling.start, ADMINS),
    View("POST", r"/reconciliations/(?P<run>rec_\w{1,60})/repair", reconciling.start, ADMINS),
    View("GET", "/unknown-sends", unsettled.show, MARKETING, Entry(_("Unknown sends"), "unknown", "operations")),
    View("POST", r"/unknown-sends/(?P<message>\w{1,120})/(?P<fate>sent|failed)", unsettled.settle, MARKETING),
)
