"""HTTPS to providers: one connection, one request, no redirect followed, nothing tried again."""

from http.client import HTTPException, HTTPSConnection
from typing import NamedTuple

from segue.channels.outgoing import HttpsCall

SECONDS = 3


class NeverSentError(Exception):
    """There was no connection, so nothing can have gone out."""


class LostError(Exception):
    """The request may have arrived; its answer did not."""


class Answered(NamedTuple):
    """Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def answer(call: HttpsCall) -> Answered:
    """What the other side says. Raises NeverSentError or LostError."""
    connection = HTTPSConnection(call.host, timeout=SECONDS)
    try:
        connection.connect()
    except (OSError, HTTPException) as problem:
        raise NeverSentError(type(problem).__name__) from problem
    try:
        connection.request(call.method, call.path, call.body or None, dict(call.headers))
        said = connection.getresponse()
        return Answered(said.status, {name.lower(): value for name, value in said.getheaders()}, said.read())
    except (OSError, HTTPException) as problem:
        raise LostError(type(problem).__name__) from problem
    finally:
        connection.close()
