"""Timing: the first moment at which a message may go on a way, and what keeps it until then."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from segue.contact_points import address_types
from segue.messages import Message
from segue.messaging.bounces import EXEMPT
from segue.messaging.caps import kept as kept_slots
from segue.messaging.caps import room
from segue.messaging.places import where_of, with_number
from segue.messaging.policies import Policy
from segue.messaging.quiet_hours import opening
from segue.messaging.reasons import Reason
from segue.messaging.replying import is_reply
from segue.messaging.switches import look_again
from segue.messaging.ways import Ask, Way
from segue.profile.pauses import paused_until
from segue.times import HOUR, Millis

LOOK_AGAIN: Millis = 6 * HOUR  # at what has no known end
UNENDED = frozenset({"sending-paused", "open-case"})  # what has no known end
MOST_ROUNDS = 8  # of what keeps it: each may only move it on


class Timing(NamedTuple):
    """When a way is open, and why not before."""

    at: Millis
    reasons: tuple[Reason, ...] = ()


def last_moment(message: Message, policy: Policy) -> Millis:
    """After it the message is not sent any more."""
    return message.deadline or message.created + policy.patience.of(message.purpose)


def last_on(ask: Ask, way: Way, policy: Policy) -> Millis:
    """The same on one way, whose provider may take messages for a shorter time."""
    last = last_moment(ask.message, policy)
    return last if way.open_until is None else min(last, way.open_until)


def first_moment(ask: Ask, way: Way, policy: Policy, now: Millis) -> Timing:
    """The first moment, from now on, at which nothing keeps the message from going this way."""
    ask = replace(ask, used=kept_slots(policy.caps, ask.used, now))
    found = _stopped(ask, way, policy, now) or _complains(ask, way, policy, now) or Timing(now)
    keepers = () if is_reply(ask.message) else KEEPERS  # whoever asks wants an answer
    for _ in range(MOST_ROUNDS):
        kept = [one for keeps in keepers if (one := keeps(ask, way, policy, found.at))]
        if not kept:
            break
        found = Timing(max(one.at for one in kept), (*found.reasons, *(why for one in kept for why in one.reasons)))
    return found


def _stopped(ask: Ask, way: Way, policy: Policy, at: Millis) -> Timing | None:
    """Sending is paused. How long nobody can know: it is looked at again."""
    switch = ask.switches.stopping(ask.message, way.channel)
    if switch is None:
        return None
    looked = look_again(switch, ask.message, at, last_moment(ask.message, policy))
    return _until(looked, "sending-paused", way, scope=switch.scope, since=switch.since)


def _complains(ask: Ask, way: Way, policy: Policy, at: Millis) -> Timing | None:
    """Nobody wants an offer while a complaint is open. When it is closed nobody can know: it is looked at again."""
    if ask.profile is None or ask.message.purpose != "marketing":
        return None
    cases = ask.profile.whole.get("support", {}).get("cases", {}).values()
    opened = max((one[0] for one in cases if one[2]), default=0)
    return _until(at + LOOK_AGAIN, "open-case", way) if at - opened < policy.patience.open_case else None


def _paused(ask: Ask, way: Way, _policy: Policy, at: Millis) -> Timing | None:
    """A journey, or the customer's own wish, keeps marketing away. The wish stands at the address first."""
    until = paused_until(ask.profile.traits) if ask.profile and ask.message.purpose == "marketing" else 0
    until = max(until, way.contact.paused_for(ask.message.purpose))
    return _until(until, "paused", way) if until > at else None


def _comes_back(ask: Ask, way: Way, policy: Policy, at: Millis) -> Timing | None:
    """What was sent to the address lately came back, though it exists."""
    point = way.contact
    rests = 0 if ask.message.purpose in EXEMPT else policy.bounces.rests_until(point.soft.values(), point.delivered)
    return _until(rests, "soft-bounces", way) if rests > at else None


def _quiet(ask: Ask, way: Way, policy: Policy, at: Millis) -> Timing | None:
    """Quiet hours and holidays, by the person's clock, and by that of the number that is written to."""
    where = where_of(ask.profile, policy.zone)
    where = with_number(where, way.address) if "phone" in address_types(way.channel) else where
    opens = opening(policy.quiet, where, (way.channel, ask.message.purpose), at)
    said = {"rule": opens.rule, "source": opens.source, "zone": opens.zone}
    return _until(opens.at, "quiet-hours", way, **said) if opens.rule else None


def _capped(ask: Ask, way: Way, policy: Policy, at: Millis) -> Timing | None:
    """The person gets as many messages as the caps allow."""
    found = room(policy.caps, ask.used, policy.caps.slot(ask.message, way.channel, at))
    return None if found.free else _until(found.at, "capped", way, cap=found.cap)


def _until(at: Millis, word: str, way: Way, **about: str | int) -> Timing:
    return Timing(at, (Reason(word, {"channel": way.channel, "until": at, **about}),))


KEEPERS: tuple[Callable[[Ask, Way, Policy, Millis], Timing | None], ...] = (_paused, _comes_back, _quiet, _capped)
