"""HTTPS to providers and webhooks: one connection to a public address, one request, no redirect followed, nothing tried
again."""

import ipaddress
from http.client import HTTPException, HTTPSConnection
from typing import NamedTuple

from segue.channels.outgoing import HttpsCall

SECONDS = 3
LARGEST = 1_000_000  # bytes of an answer that are read


class NeverSentError(Exception):
    """There was no connection, so nothing can have gone out."""


class InsideError(NeverSentError):
    """The name leads to an address that is no public one: nobody outside is meant by it."""


class LostError(Exception):
    """The request may have arrived; its answer did not."""


class Answered(NamedTuple):
    """Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def answer(call: HttpsCall) -> Answered:
    """What the other side says. Raises NeverSentError, InsideError or LostError.

    Looked at is the address that the connection has: what a name leads to now may be another one than a moment ago.
    """
    connection = HTTPSConnection(call.host, timeout=SECONDS)
    try:
        connection.connect()
    except (OSError, HTTPException) as problem:
        raise NeverSentError(type(problem).__name__) from problem
    if not ipaddress.ip_address(connection.sock.getpeername()[0]).is_global:
        connection.close()
        raise InsideError("a private address")
    try:
        connection.request(call.method, call.path, call.body or None, dict(call.headers))
        said = connection.getresponse()
        return Answered(said.status, {name.lower(): value for name, value in said.getheaders()}, said.read(LARGEST))
    except (OSError, HTTPException) as problem:
        raise LostError(type(problem).__name__) from problem
    finally:
        connection.close()
