"""What the visitor reads when something goes wrong; never what exactly went wrong inside."""

from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.errors import Conflict, Forbidden, Invalid, NotFound, SegueError, Unavailable
from segue.languages.texts import _
from segue.tracing import broke

WORDS: dict[type[Exception], tuple[int, str, str]] = {
    NotFound: (404, _("Nothing here"), _("This page or customer does not exist, or goes by another name now.")),
    Forbidden: (403, _("Not for your role"), ""),
    Conflict: (
        409,
        _("Changed meanwhile"),
        _("This was decided or has changed since you looked, or cannot be done with these two."),
    ),
    Invalid: (
        400,
        _("That did not work"),
        _("The request could not be understood. Go back, reload the page and try again."),
    ),
    Unavailable: (503, _("Busy"), _("Something we depend on does not answer. Try again in a moment.")),
    Exception: (500, _("Something broke"), _("It is our fault and has been logged. Try again in a moment.")),
}


FOREIGN = _("This form is not from a page of yours, or you have signed in anew since. Reload the page and try again.")


def failed(visit: Visit, wrong: Exception) -> Shown:
    """The page of the nearest kind of error."""
    kind = next(kind for kind in type(wrong).__mro__ if kind in WORDS)
    status, title, text = WORDS[kind]
    if isinstance(wrong, Forbidden):
        title, text = (WORDS[Invalid][1], FOREIGN) if wrong.reason == "foreign-form" else (title, wrong.detail)
    if not isinstance(wrong, SegueError):
        broke("page-failed", wrong)
    return page(visit, "problem.html", status, code=status, title=title, text=text)
