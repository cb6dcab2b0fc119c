"""What can go wrong, and what to do next.

SegueError
├── Invalid       never retry: answer the caller, or quarantine with the reason
│   ├── Unauthorized  the signature, key or token does not prove who is asking (401)
│   ├── NotFound      nothing has this name (404)
│   ├── Conflict      somebody else was first (409)
│   └── TooLarge      over a stated limit (413)
├── Refused       final: becomes an outcome with its reason, never an error to the caller
└── Unavailable   raise: the platform retries
"""


class SegueError(Exception):
    """The root; `reason` is a short stable word, the message is for people."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason
        self.detail = detail or reason


class Invalid(SegueError):
    """What came in cannot be understood and never will be."""

    status = 400


class Unauthorized(Invalid):
    """The caller did not prove who it is."""

    status = 401


class NotFound(Invalid):
    """Nothing has this name."""

    status = 404


class Conflict(Invalid):
    """The state has moved on since it was read."""

    status = 409


class TooLarge(Invalid):
    """Over a stated limit."""

    status = 413


class Refused(SegueError):
    """A policy says no; final, and written down as an outcome."""


class Unavailable(SegueError):
    """Try again later; the platform does."""
