"""Gates: whether a message of a simulation would go out, by what its person had said by then."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from segue.contact_points import CHANNELS, ContactPoint
from segue.journeys.clocks import LOCAL, zone_for
from segue.keys import IdentityKey
from segue.messages import Message
from segue.messaging.decisions import View, decide
from segue.messaging.policies import Policy
from segue.profile.pauses import paused_until
from segue.profile.profiles import Profile
from segue.simulating.stories import Said
from segue.times import Millis


class Moment(NamedTuple):
    """A person at a moment, and what the shop's policy asks for."""

    profile: Profile
    now: Millis
    policy: Policy


def said(message: Message, moment: Moment) -> Said:
    """The message with the decision as it would fall then, whatever became known of the address later."""
    profile, now, policy = moment
    hour = datetime.fromtimestamp(now / 1000, zone_for(profile, LOCAL)).hour
    address = profile.first(CHANNELS[message.channel].address) or ""
    denied = profile.denies(message.channel, message.purpose, address)
    paused = message.purpose == "marketing" and paused_until(profile.traits) > now
    decision = decide(message, View(denied=denied, paused=paused), _point(message, profile), policy)
    return Said(message, decision.reason, hour)


def suppressed(one: Said, points: Mapping[IdentityKey, ContactPoint]) -> Said:
    """The same where the address takes nothing any more, as far as that is known today."""
    point = points.get(one.message.contact_point)
    return one._replace(reason=f"suppressed-{point.suppressed}") if point and point.suppressed else one


def _point(message: Message, profile: Profile) -> ContactPoint:
    """What the address had agreed to by then."""
    answer = profile.answer(message.channel, message.purpose)
    granted = {message.purpose: answer[0]} if answer and not answer[1] else {}
    return ContactPoint(message.contact_point, granted=granted)
