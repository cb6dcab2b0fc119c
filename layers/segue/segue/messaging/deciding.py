"""Deciding: on which channel, to which address and when a message goes out, or why it does not. One pure function for
journeys, broadcasts, single messages and simulations.

The order of weighing: what forbids the whole message; then for each way of writing to the person what forbids it; then
the ways in the order of choice, each with its best moment. The first one that can go by the deadline is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from segue.messages import Message, Row
from segue.messaging.policies import Policy
from segue.messaging.reasons import Reason, words
from segue.messaging.timing import Timing, first_moment, last_moment
from segue.messaging.ways import Ask, Way, wanted
from segue.times import Millis


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
    forbidden = _forbidden(ask, policy, now)
    if forbidden:
        return Choice("drop", reasons=(forbidden,))
    weighed = [(way, _refusal(ask, way, policy)) for way in ask.ways]
    refused = tuple(Reason(word, {"channel": way.channel}) for way, word in weighed if word)
    ranked = _ranked(ask.message, [way for way, word in weighed if not word])
    timed = [(way, first_moment(ask, way, policy, now)) for way in ranked]
    last = last_moment(ask.message, policy)
    late = tuple(why for _, moment in timed if moment.at > last for why in moment.reasons)
    against = (*late, *refused, *ask.silent)
    return next(
        (_chosen(way, moment, now, against) for way, moment in timed if moment.at <= last),
        Choice("drop", reasons=against or (Reason("no-address"),)),
    )


def _chosen(way: Way, moment: Timing, now: Millis, against: tuple[Reason, ...]) -> Choice:
    why = (Reason("chosen", {"channel": way.channel}), *moment.reasons, *against)
    return Choice("hold" if moment.at > now else "send", way, moment.at, why)


def _forbidden(ask: Ask, policy: Policy, now: Millis) -> Reason | None:
    """What forbids the message whichever way it would go."""
    if ask.over or ask.profile is None:
        return Reason(ask.over or "no-longer-true")
    last = last_moment(ask.message, policy)
    return Reason("too-late", {"deadline": last}) if now > last else None


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
