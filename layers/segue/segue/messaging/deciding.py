"""Deciding: on which channel, to which address and when a message goes out, or why it does not. One pure function for
journeys, broadcasts, single messages and simulations.

The order of weighing: what forbids the whole message; then for each way of writing to the person what forbids it; then
the ways in the order of choice, each with its best moment. The first one that can go by the deadline is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from segue.contact_points import RESTRICTED, SHARING
from segue.experiments.holdouts import HELD_OUT, MARKETING
from segue.journeys.attribution import ids
from segue.messages import Row
from segue.messaging.policies import Policy
from segue.messaging.reasons import WHY_SO, Reason, words
from segue.messaging.replying import asks_first
from segue.messaging.suiting import Suited, channel_order, suited
from segue.messaging.timing import first_moment, last_moment, last_on
from segue.messaging.ways import Ask, Way
from segue.times import Millis


@dataclass(frozen=True)
class Choice:
    """What is to be done, on which way and at which moment, and everything that was weighed. `locale` and `variant`: in
    which of the template's languages and styles."""

    do: Literal["send", "hold", "drop"]
    way: Way | None = None
    at: Millis = 0
    reasons: tuple[Reason, ...] = ()
    locale: str = ""
    variant: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Why it does not go out now."""
        return words(one for one in self.reasons if one.word not in WHY_SO)

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
    weighed = [(way, _refusal(ask, way, policy, now)) for way in ask.ways]
    refused = tuple(Reason(word, {"channel": way.channel}) for way, word in weighed if word)
    ranked = channel_order(ask, [way for way, word in weighed if not word], policy)
    timed = [(way, first_moment(ask, way, policy, now)) for way in ranked.ways]
    late = tuple(why for way, moment in timed if moment.at > last_on(ask, way, policy) for why in moment.reasons)
    against = (*late, *refused, *ask.silent)
    return next(
        (
            _chosen(way, suited(ask, way, policy, moment), now, (*ranked.why.get(way.channel, ()), *against))
            for way, moment in timed
            if moment.at <= last_on(ask, way, policy)
        ),
        Choice("drop", reasons=against or (Reason("no-address"),)),
    )


def _chosen(way: Way, found: Suited, now: Millis, more: tuple[Reason, ...]) -> Choice:
    why = (Reason("chosen", {"channel": way.channel}), *found.reasons, *more)
    return Choice("hold" if found.at > now else "send", way, found.at, why, found.locale, found.variant)


def _forbidden(ask: Ask, policy: Policy, now: Millis) -> Reason | None:
    """What forbids the message whichever way it would go."""
    if ask.over or ask.profile is None:
        return Reason(ask.over or "no-longer-true")
    if ask.profile.restricted and not policy.needs(ask.message):
        return Reason(RESTRICTED)
    if ask.message.purpose == MARKETING and ask.profile.is_minor(now):
        return Reason("minor")
    if policy.holdout.holds(ids(ask.profile, past=False), ask.message.purpose):
        return Reason(HELD_OUT)
    last = last_moment(ask.message, policy)
    return Reason("too-late", {"deadline": last}) if now > last else None


def _refusal(ask: Ask, way: Way, policy: Policy, now: Millis) -> str:
    """Why a way is closed to this message, as a word; "" where it is open. The contact point is the gate; what the
    profile says can only refuse more, and so does a no that was said at another address of the same channel."""
    purpose, contact, asks = ask.message.purpose, way.contact, asks_first(policy, ask.message, way.channel)
    refused = contact.refuses(purpose, asks)
    if refused or (way.open_until is not None and way.open_until < now):
        return refused or "window-closed"
    if contact.restricted and not policy.needs(ask.message):
        return RESTRICTED
    if ask.profile and contact.passed_on(ask.profile.identities):
        return "passed-on"
    if policy.holdout.holds(way.owner, purpose):
        return HELD_OUT
    if way.channel in SHARING and asks and not _agreed(ask, way):
        return "no-consent"
    said = ask.profile is not None and ask.profile.denies(way.channel, purpose, way.address)
    return "opted-out" if said or _said_elsewhere((*ask.ways, *ask.others), way, purpose) else ""


def _agreed(ask: Ask, way: Way) -> bool:
    """Whether the person said yes to this channel at this address. Where several write to one number, the yes that the
    contact point keeps may have been to another of them."""
    answer = ask.profile.answer(way.channel, ask.message.purpose, way.address) if ask.profile else None
    return answer is not None and not answer[1]


def _said_elsewhere(ways: Sequence[Way], way: Way, purpose: str) -> bool:
    """Whether the person said no at another address of the channel, and not yes here since."""
    others = (one.contact for one in ways if one.channel == way.channel and one.point != way.point)
    noes = [one.denied[purpose] for one in others if one.refuses(purpose, asks_first=False) == "opted-out"]
    return max(noes, default=-1) >= way.contact.granted.get(purpose, 0)
