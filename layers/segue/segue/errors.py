"""What can go wrong, and what to do next.

SegueError
├── Invalid       never retry: answer the caller, or quarantine with the reason
│   ├── Unauthorized  the signature, key or token does not prove who is asking (401)
│   ├── Forbidden     known, but not allowed to do this (403)
│   ├── NotFound      nothing has this name (404)
│   ├── Conflict      somebody else was first (409)
│   ├── Gone          it was here and has ended (410)
│   ├── TooLarge      over a stated limit (413)
│   └── TooMany       over a stated rate (429); `seconds` until it is worth coming again
├── Refused       final: becomes an outcome with its reason, never an error to the caller
└── Unavailable   raise: the platform retries
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any


class SegueError(Exception):
    """The root; `reason` is a short stable word, the message is for people."""

    def __init__(self, reason: str, detail: str = "") -> None:
        told = str(detail)  # a text for people is told here: outside of `speaking` in English
        super().__init__(told or reason)
        self.reason = reason
        self.detail = told or reason


class Invalid(SegueError):
    """What came in cannot be understood and never will be; `path` leads to the wrong thing in what was given, `at` says
    how many characters into the text that stands there, `file` in which other file than the one that was asked about.
    `also` is what else is wrong with it, whatever becomes of this."""

    status = 400
    path: tuple[str | int, ...] = ()
    at: int | None = None
    file: str = ""
    also: "tuple[Invalid, ...]" = ()

    @property
    def all(self) -> "tuple[Invalid, ...]":
        """This, and what else is wrong."""
        return (self, *self.also)


@contextmanager
def inside(*place: str | int) -> Iterator[None]:
    """Says of an Invalid that passes through where it is from: `inside("when", "all", 1)` goes before its path."""
    try:
        yield
    except Invalid as wrong:
        for one in wrong.all:
            one.path = (*place, *one.path)
        raise


def every(*parts: Callable[[], Any]) -> list[Any]:
    """What independent parts of something come to. Where some are refused, all are tried: the first Invalid is raised
    with the others as its `also`."""
    made: list[Any] = []
    wrong: list[Invalid] = []
    for part in parts:
        try:
            made.append(part())
        except Invalid as one:
            wrong += one.all
    if wrong:
        wrong[0].also = tuple(wrong[1:])
        raise wrong[0]
    return made


class Unauthorized(Invalid):
    """The caller did not prove who it is."""

    status = 401


class Forbidden(Invalid):
    """Known, but not allowed to do this."""

    status = 403


class NotFound(Invalid):
    """Nothing has this name."""

    status = 404


class NotAllowed(Invalid):
    """There is such an address, and it takes other methods: those of `allow`."""

    status = 405
    allow = "OPTIONS, POST"


class Conflict(Invalid):
    """The state has moved on since it was read."""

    status = 409


class Gone(Invalid):
    """It was here and has ended."""

    status = 410


class TooMany(Invalid):
    """Over a stated rate; `seconds` until it is worth coming again."""

    status = 429

    def __init__(self, reason: str, detail: str, seconds: int) -> None:
        super().__init__(reason, detail)
        self.seconds = seconds


class TooLarge(Invalid):
    """Over a stated limit."""

    status = 413


class Refused(SegueError):
    """A policy says no; final, and written down as an outcome. `about` is what the reason is about, as that keeps it:
    no personal data."""

    about: Mapping[str, str | int] = MappingProxyType({})


class Unavailable(SegueError):
    """Try again later; the platform does."""
