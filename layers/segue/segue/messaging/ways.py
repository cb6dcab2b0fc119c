"""Ways: where a message could go, and what is asked when it is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from segue.contact_points import CHANNELS, ContactPoint
from segue.keys import IdentityKey, PersonId
from segue.messages import BEST, Message
from segue.messaging.caps import Slot
from segue.messaging.patterns import Known
from segue.messaging.reasons import Reason
from segue.messaging.switches import NOTHING_PAUSED, Switches
from segue.profile.profiles import Profile
from segue.times import Millis


class Way(NamedTuple):
    """A contact point of the person that a channel can write to. `address` is its value, which is kept nowhere;
    `open_until`: the provider takes messages until then (None: always). `owner`: the ids of whoever else the address
    belongs to, where it is not the person's own."""

    channel: str
    point: IdentityKey
    address: str
    contact: ContactPoint
    open_until: Millis | None = None
    owner: tuple[PersonId, ...] = ()


@dataclass(frozen=True)
class Ask:
    """What is known when it is decided. `profile` is None where nobody is there any more; `ways` are in the order in
    which the person's addresses are preferred; `silent` says why other channels that the message asks for have no way;
    `over`: why it is not to be said any more, as a word of REASONS; `template`: what it would say, as it is kept;
    `known`: how everybody answers. `used`: the person's slots under the caps; `switches`: what is paused.
    `others`: contact points of these channels that the message may not go to; a no that was said there holds here."""

    message: Message
    profile: Profile | None
    ways: tuple[Way, ...] = ()
    silent: tuple[Reason, ...] = ()
    over: str = ""
    template: Mapping[str, Any] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    used: tuple[Slot, ...] = ()
    switches: Switches = NOTHING_PAUSED
    others: tuple[Way, ...] = ()


def wanted(message: Message) -> tuple[str, ...]:
    """The channels that a message may go out on, in the order of choice where it gives one."""
    if message.channels == (BEST,):
        return tuple(CHANNELS)
    return message.channels or (message.channel,)
