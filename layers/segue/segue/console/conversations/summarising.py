"""The page of a summary: what a model says of a conversation, and that a model says it."""

from segue.console.conversations.conversing import head_of
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.errors import Invalid, NotFound, Refused, Unavailable
from segue.languages.texts import _


def show(visit: Visit, desk: Desk) -> Shown:
    """A summary of one conversation, made now; what is wrong where there is none. Raises NotFound."""
    head, said, wrong, status = head_of(visit, desk), None, "", 200
    try:
        said = desk.talks.helping.summary(head.id)
    except NotFound:
        raise
    except (Invalid, Refused) as refused:
        wrong, status = _("There is no summary: {why}.").format(why=refused.detail), 409
    except Unavailable:
        wrong, status = _("The model does not answer now. Try again in a moment."), 503
    return page(visit, "summary.html", status, talk=head, summary=said, wrong=wrong)
