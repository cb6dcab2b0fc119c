"""Gates: whether a message of a simulation would go out, by what its person had said by then."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from segue.contact_points import ContactPoint
from segue.journeys.doors import Addresses
from segue.keys import IdentityKey
from segue.messages import Message
from segue.messaging.deciding import decide
from segue.messaging.policies import Policy
from segue.messaging.ways import Ask, Way, wanted
from segue.profile.addresses import addresses
from segue.profile.profiles import Profile
from segue.simulating.stories import Said
from segue.simulating.turns import as_decided
from segue.times import Millis


class Moment(NamedTuple):
    """A person at a moment, what the shop's policy asks for, and keys of addresses."""

    profile: Profile
    now: Millis
    policy: Policy
    key: Addresses


def said(message: Message, moment: Moment) -> Said:
    """The message with the decision as it would fall then, whatever became known of the address later."""
    profile, now, policy, _ = moment
    ways = tuple(_way(message, moment, one) for one in wanted(message) if addresses(profile, one))
    ask = Ask(message, profile, ways)
    choice = decide(ask, policy, now)
    chosen = choice.way or next(iter(ways), None)
    aimed = replace(message, channel=chosen.channel, contact_point=chosen.point) if chosen else message
    return as_decided(Said(aimed, "", ask=ask), choice)


def suppressed(one: Said, points: Mapping[IdentityKey, ContactPoint]) -> Said:
    """The same where the address takes nothing any more, as far as that is known today."""
    point = points.get(one.message.contact_point)
    return one._replace(reason=f"suppressed-{point.suppressed}") if point and point.suppressed else one


def _way(message: Message, moment: Moment, channel: str) -> Way:
    """The address of a channel, with what it had agreed to by then."""
    address = addresses(moment.profile, channel)[0]
    answer = moment.profile.answer(channel, message.purpose)
    granted = {message.purpose: answer[0]} if answer and not answer[1] else {}
    point = moment.key(*address)
    return Way(channel, point, address.value, ContactPoint(point, granted=granted))
