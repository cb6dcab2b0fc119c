"""The pages for what people ask about their data; they stand among those of `views.py`."""

from segue.api.roles import OFFICERS
from segue.console.menus import Entry
from segue.console.pages import View
from segue.console.privacy import casing, recording, requesting
from segue.languages.texts import _

PRIVACY = (
    View("GET", "/privacy", requesting.show, OFFICERS, Entry(_("Privacy"), "shield", "privacy", often=True)),
    View("POST", "/privacy", requesting.ask, OFFICERS),
    View("POST", "/privacy/erase", requesting.erase, OFFICERS),
    View("POST", "/privacy/export", requesting.export, OFFICERS),
    View("POST", "/privacy/open", requesting.open_address, OFFICERS),
    View("GET", r"/privacy/(?P<request>[ex]_\w{1,60})", requesting.show_one, OFFICERS),
    View("GET", r"/privacy/(?P<request>e_\w{1,60})/receipt", requesting.show_receipt, OFFICERS),
    *casing.VIEWS,
    View("GET", r"/privacy/records(/(?P<file>[a-z.]{1,20}))?", recording.show, OFFICERS),
)
