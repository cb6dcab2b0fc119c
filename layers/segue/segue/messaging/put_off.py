"""What providers have put off: a channel whose messages wait because who carries them does not take them now."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from segue.errors import Unavailable
from segue.times import MINUTE, Millis

FRESH: Millis = 10 * MINUTE  # after the last no: three tries of a queue


class PutOff(NamedTuple):
    """A channel, since when its provider puts messages off, when it last did, and its word for why."""

    channel: str
    since: Millis
    last: Millis
    reason: str

    def lasts(self, now: Millis) -> bool:
        """Whether messages wait; what was put off is tried again every three minutes."""
        return now - self.last < FRESH


@contextmanager
def asking(told: Callable[[str, str, Millis], object], channel: str, now: Millis) -> Iterator[None]:
    """While a channel's provider is asked: where it puts the message off, that is told. Raises Unavailable."""
    try:
        yield
    except Unavailable as later:
        told(channel, later.reason, now)
        raise


def again(before: PutOff | None, channel: str, reason: str, now: Millis) -> PutOff:
    """Once more: since then, or since now where it had gone well for a while."""
    since = before.since if before and before.lasts(now) else now
    return PutOff(channel, since, now, reason)


def put_off_of(row: Mapping[str, Any]) -> list[PutOff]:
    """All that a row keeps, by channel."""
    return [PutOff(**one) for one in row.values() if isinstance(one, Mapping)]
