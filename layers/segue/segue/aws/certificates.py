"""The certificates that SNS signs with."""

from functools import lru_cache
from http import HTTPStatus

from segue.aws.https import LostError, NeverSentError, answer
from segue.channels.outgoing import HttpsCall
from segue.channels.sns_signatures import Place
from segue.errors import Unauthorized, Unavailable


@lru_cache(maxsize=16)
def certificate(where: Place) -> bytes:
    """PEM, fetched once per environment; no redirect is followed. Raises Unavailable, and Unauthorized where SNS has
    no such certificate."""
    try:
        said = answer(HttpsCall(where.host, where.path, method="GET"))
    except (NeverSentError, LostError) as failed:
        raise Unavailable("certificate", str(failed)) from failed
    if HTTPStatus.BAD_REQUEST <= said.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unauthorized("bad-signature", f"SNS has no such certificate: {said.status}")
    if said.status != HTTPStatus.OK:
        raise Unavailable("certificate", f"SNS answered {said.status}")
    return said.body
