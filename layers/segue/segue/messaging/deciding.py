"""Deciding: on which channel, to which address and when a message goes out, or why it does not. One pure function for
journeys, broadcasts, single messages and simulations.

The order of weighing: what forbids the whole message; then for each way of writing to the person what forbids it; then
the ways in the order of choice, each with its best moment. The first one that can go by the deadline is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from segue.contact_points import CHANNELS, ContactPoint
from segue.keys import IdentityKey
from segue.messages import BEST, Message, Row
from segue.messaging.places import where_of
from segue.messaging.policies import Policy
from segue.messaging.quiet_hours import opening
from segue.messaging.reasons import Reason, words
from segue.profile.pauses import paused_until
from segue.profile.profiles import Profile
from segue.times import DAY, Millis

PATIENCE: Millis = 2 * DAY  # how long marketing may wait where nobody said
LONG_PATIENCE: Millis = 4 * DAY  # and everything else: as long as its queue


class Way(NamedTuple):
    """A contact point of the person that a channel can write to. `address` is its value, which is kept nowhere;
    `open_until`: the provider takes messages until then (None: always)."""

    channel: str
    point: IdentityKey
    address: str
    contact: ContactPoint
    open_until: Millis | None = None


@dataclass(frozen=True)
class Ask:
    """What is known when it is decided. `profile` is None where nobody is there any more; `ways` are in the order in
    which the person's addresses are preferred; `silent` says why other channels that the message asks for have no way;
    `over`: why it is not to be said any more, as a word of REASONS."""

    message: Message
    profile: Profile | None
    ways: tuple[Way, ...] = ()
    silent: tuple[Reason, ...] = ()
    over: str = ""


@dataclass(frozen=True)
class Choice:
    """What is to be done, on which way and at which moment, and everything that was weighed."""

    do: Literal["send", "hold", "drop"]
    way: Way | None = None
    at: Millis = 0
    reasons: tuple[Reason, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Why it does not go out now."""
        return words(one for one in self.reasons if one.word != "chosen")

    @property
    def elsewhere(self) -> bool:
        """Whether another channel or address might do: nothing forbids the message as such."""
        return all("channel" in one.about for one in self.reasons)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The reasons as a message keeps them."""
        return tuple(one.row for one in self.reasons)


def decide(ask: Ask, policy: Policy, now: Millis) -> Choice:
    """The decision at this moment, by what is known."""
    forbidden = _forbidden(ask, now)
    if forbidden:
        return Choice("drop", reasons=(forbidden,))
    weighed = [(way, _refusal(ask, way, policy)) for way in ask.ways]
    refused = tuple(Reason(word, {"channel": way.channel}) for way, word in weighed if word)
    ranked = _ranked(ask.message, [way for way, word in weighed if not word])
    timed = [(way, _moment(ask, way, policy, now)) for way in ranked]
    late = tuple(why for _, moment in timed if moment.at > last_moment(ask.message) for why in moment.reasons)
    weighed_against = (*late, *refused, *ask.silent)
    return next(
        (_chosen(way, moment, now, weighed_against) for way, moment in timed if moment.at <= last_moment(ask.message)),
        Choice("drop", reasons=weighed_against or (Reason("no-address"),)),
    )


def last_moment(message: Message) -> Millis:
    """After it the message is not sent any more."""
    return message.deadline or message.created + (PATIENCE if message.purpose == "marketing" else LONG_PATIENCE)


class _Moment(NamedTuple):
    """When a way is open, and why not before."""

    at: Millis
    reasons: tuple[Reason, ...] = ()


def _moment(ask: Ask, way: Way, policy: Policy, now: Millis) -> _Moment:
    """The first moment at which the message may go this way."""
    purpose, reasons = ask.message.purpose, list[Reason]()
    paused = paused_until(ask.profile.traits) if ask.profile and purpose == "marketing" else 0
    if paused > now:
        reasons.append(Reason("paused", {"channel": way.channel, "until": paused}))
    where = where_of(ask.profile, policy.zone)
    opens = opening(policy.quiet, where, (way.channel, purpose), max(now, paused))
    if opens.rule:
        said = {"rule": opens.rule, "source": opens.source, "zone": opens.zone}
        reasons.append(Reason("quiet-hours", {"channel": way.channel, "until": opens.at, **said}))
    return _Moment(opens.at, tuple(reasons))


def _chosen(way: Way, moment: _Moment, now: Millis, against: tuple[Reason, ...]) -> Choice:
    why = (Reason("chosen", {"channel": way.channel}), *moment.reasons, *against)
    return Choice("hold" if moment.at > now else "send", way, moment.at, why)


def wanted(message: Message) -> tuple[str, ...]:
    """The channels that a message may go out on, in the order of choice where it gives one."""
    if message.channels == (BEST,):
        return tuple(CHANNELS)
    return message.channels or (message.channel,)


def _forbidden(ask: Ask, now: Millis) -> Reason | None:
    """What forbids the message whichever way it would go."""
    if ask.over or ask.profile is None:
        return Reason(ask.over or "no-longer-true")
    return Reason("too-late", {"deadline": last_moment(ask.message)}) if now > last_moment(ask.message) else None


def _refusal(ask: Ask, way: Way, policy: Policy) -> str:
    """Why a way is closed to this message, as a word; "" where it is open. The contact point is the gate; what the
    profile says can only refuse more, and so does a no that was said at another address of the same channel."""
    purpose, contact = ask.message.purpose, way.contact
    refused = contact.refuses(purpose, policy.asks_first(way.channel, purpose))
    if refused:
        return refused
    said = ask.profile is not None and ask.profile.denies(way.channel, purpose, way.address)
    return "opted-out" if said or _said_elsewhere(ask.ways, way, purpose) else ""


def _said_elsewhere(ways: Sequence[Way], way: Way, purpose: str) -> bool:
    """Whether the person said no at another address of the channel, and not yes here since."""
    others = (one.contact for one in ways if one.channel == way.channel and one.point != way.point)
    noes = [one.denied[purpose] for one in others if one.refuses(purpose, asks_first=False) == "opted-out"]
    return max(noes, default=-1) >= way.contact.granted.get(purpose, 0)


def _ranked(message: Message, ways: Sequence[Way]) -> list[Way]:
    """The open ways in the order of choice: that of the list, then of the person's addresses."""
    order = {channel: place for place, channel in enumerate(wanted(message))}
    return sorted(ways, key=lambda one: order.get(one.channel, len(order)))
