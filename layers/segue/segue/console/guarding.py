"""The pages of who may come in and who did what; they stand among those of `views.py`."""

from segue.api.roles import ADMIN, ALL, OFFICERS
from segue.console import own_factor
from segue.console.menus import Entry
from segue.console.operations import keying
from segue.console.pages import View
from segue.console.privacy import auditing
from segue.languages.texts import _

ADMINS = frozenset({ADMIN})
WRITE_KEY = "/keys/(?P<key>[a-z2-7-]{1,20})"

GUARDING = (
    View("GET", "/audit", auditing.show, OFFICERS, Entry(_("Audit trail"), "history", "privacy")),
    View("GET", "/audit/file", auditing.show_file, OFFICERS),
    View("GET", "/keys", keying.show, ADMINS, Entry(_("Write keys"), "key", "setup")),
    View("POST", "/keys", keying.make, ADMINS),
    View("GET", f"{WRITE_KEY}/revoke", keying.ask, ADMINS),
    View("POST", f"{WRITE_KEY}/revoke", keying.revoke_one, ADMINS),
    View("GET", "/second-factor", own_factor.show, ALL),
    View("POST", "/second-factor/begin", own_factor.begin, ALL),
    View("POST", "/second-factor/confirm", own_factor.confirm, ALL),
)
