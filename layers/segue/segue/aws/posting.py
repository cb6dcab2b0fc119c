"""Posting to our own address from outside, as a provider does."""

from urllib.parse import urlsplit

from segue.aws.https import LostError, NeverSentError, answer
from segue.channels.outgoing import HttpsCall
from segue.errors import Unavailable
from segue.http import Answer, Request


def by_https(url: str, request: Request) -> Answer:
    """What the address answers. Raises Unavailable where it is not reached, or has no HTTPS."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise Unavailable("not-https")
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    try:
        said = answer(HttpsCall(parts.netloc, path, request.headers, request.body))
    except (NeverSentError, LostError) as failed:
        raise Unavailable("not-reached", str(failed)) from failed
    return Answer(said.status, said.body, said.headers)
