"""Switches: staff, or the breaker, pause sending: all of it, one channel's, or one journey's.

What is paused is held, not dropped: it is looked at again after a while, each message at a moment of its own, so that
what was held does not go out all at once when it is let go on. Transactional messages stop only where somebody says
so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from segue.journeys.steering import Order, Word, strictest
from segue.messages import Message
from segue.times import HOUR, MINUTE, Millis

ALL, CHANNEL, JOURNEY = "all", "channel/", "journey/"
PURPOSES = ("marketing", ALL)
SOONEST: Millis = 5 * MINUTE
LATEST_LOOK: Millis = HOUR


@dataclass(frozen=True)
class Switch:
    """What is paused: `all`, `channel/email` or `journey/welcome`; since when, by whom and why. `purpose`: marketing
    alone, or `all`."""

    scope: str
    since: Millis
    by: str
    reason: str
    purpose: str = "marketing"

    def stops(self, message: Message, channel: str) -> bool:
        """Whether the message does not go out on this channel."""
        named = self.scope in (ALL, CHANNEL + channel, JOURNEY + message.journey)
        return named and (self.purpose == ALL or message.purpose != "transactional")


@dataclass(frozen=True)
class Switches:
    """All that is paused at this moment."""

    paused: tuple[Switch, ...] = ()

    def stopping(self, message: Message, channel: str) -> Switch | None:
        """What keeps the message from this channel; of several the one that was said first."""
        found = [one for one in self.paused if one.stops(message, channel)]
        return min(found, key=lambda one: one.since, default=None)


NOTHING_PAUSED = Switches()


@dataclass(frozen=True)
class Standing:
    """What holds for a journey's messages: what staff say of the journey, and what is paused. `watched`: when somebody
    last looked at the live feed; 0 where nobody ever did."""

    word: Word = "running"
    switches: Switches = NOTHING_PAUSED
    watched: Millis = 0


def standing(orders: Iterable[Order], paused: Iterable[Switch], watched: Millis = 0) -> Standing:
    """Both together: the messages of a journey that is paused wait with its runs."""
    said = tuple(orders)
    resting = [
        Switch(ALL if one.journey == ALL else JOURNEY + one.journey, one.time, one.by, "the journey is paused")
        for one in said
        if one.word == "paused"
    ]
    return Standing(strictest(said), Switches((*paused, *resting)), watched)


def look_again(switch: Switch, message: Message, now: Millis, last: Millis) -> Millis:
    """When a message that is held for this is looked at again: after half as long as it has been paused, at most an
    hour, and up to as long again, by its id. Shortly before its last moment it is looked at once more, early enough to
    go out."""
    step = min(LATEST_LOOK, max(SOONEST, (now - switch.since) // 2))
    found, final = now + step + crc32(message.id.encode()) % step, max(last - 2 * MINUTE, now + MINUTE)
    return final if final < last and final < found else found
