"""Messages whose fate is unknown: counted by `keep_undelivered`, listed and settled by `people` and `console`."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.unsettled import UnsettledMessages
from segue.messaging.settling import SOON, Settling
from segue.times import Millis


@cache
def unsettled() -> UnsettledMessages:
    """Those of the Messages table."""
    return UnsettledMessages(settings().messages)


@cache
def settling() -> Settling:
    """What staff have found out."""
    from segue.wiring.merges import audit
    from segue.wiring.tables import messages

    return Settling(messages().read, unsettled(), audit().write)


def long_unsettled(now: Millis) -> int:
    """How many nobody has reported of for more than an hour. Raises Unavailable."""
    return unsettled().count(now - SOON)
