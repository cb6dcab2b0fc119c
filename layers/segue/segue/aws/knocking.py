"""Knocking at the stack's own public address, which who deployed it has named; the local one speaks HTTP."""

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from secrets import token_hex
from urllib.parse import urlsplit

from segue.errors import Unavailable

SECONDS = 10


def nonce() -> str:
    """What nobody can say before: sixteen hexadecimal digits."""
    return token_hex(8)


def post(url: str, headers: Mapping[str, str], body: bytes) -> int:
    """The status of the answer. Raises Unavailable("not-reached")."""
    parts = urlsplit(url)
    speak = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = speak(parts.netloc, timeout=SECONDS)
    try:
        connection.request("POST", parts.path, body, dict(headers))
        return connection.getresponse().status
    except (OSError, HTTPException) as problem:
        raise Unavailable("not-reached", type(problem).__name__) from problem
    finally:
        connection.close()
