"""What the roles are called where a page says for whom it is. Pure."""

from collections.abc import Collection

from segue.api.roles import ADMIN, AGENT, MARKETER, PRIVACY
from segue.console.segments.clause_words import listed
from segue.languages.texts import _

ROLES = {
    AGENT: _("agents"),
    MARKETER: _("marketers"),
    PRIVACY: _("privacy officers"),
    ADMIN: _("administrators"),
}
ONE = _("This is for {roles}. An administrator can give you that role.")
SEVERAL = _("This is for {roles}. An administrator can give you one of these roles.")


def whose(roles: Collection[str]) -> str:
    """For whom something is, and who can change that."""
    form = ONE if len(roles) == 1 else SEVERAL
    return str(form.format(roles=listed((words for one, words in ROLES.items() if one in roles), "and")))
