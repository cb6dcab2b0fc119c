"""What the visitor reads when something goes wrong; never what exactly went wrong inside."""

from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.errors import Conflict, Forbidden, Invalid, NotFound, SegueError, Unavailable
from segue.tracing import line_of, report

WORDS: dict[type[Exception], tuple[int, str, str]] = {
    NotFound: (404, "Nothing here", "This page or customer does not exist, or goes by another name now."),
    Forbidden: (403, "Not for your role", "An administrator can give you the role that this needs."),
    Conflict: (
        409,
        "Changed meanwhile",
        "This was decided or has changed since you looked, or cannot be done with these two.",
    ),
    Invalid: (400, "That did not work", "The request could not be understood. Go back, reload the page and try again."),
    Unavailable: (503, "Busy", "Something we depend on does not answer. Try again in a moment."),
    Exception: (500, "Something broke", "It is our fault and has been logged. Try again in a moment."),
}


def failed(visit: Visit, wrong: Exception) -> Shown:
    """The page of the nearest kind of error."""
    kind = next(kind for kind in type(wrong).__mro__ if kind in WORDS)
    status, title, text = WORDS[kind]
    if not isinstance(wrong, SegueError):
        report("page-failed", error=type(wrong).__name__, at=line_of(wrong))
    return page(visit, "problem.html", status, code=status, title=title, text=text)
