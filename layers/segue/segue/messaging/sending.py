"""Sending: one provider call per message, ever.

Two claims guard it: the message from waiting to claimed, with the way that it takes; then the contact point. Whoever
finds it claimed goes on with that way and no other. No AWS send call has an idempotency token, so a lost answer leaves
the outcome unknown; it is recorded and never sent again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from segue.catalog.items import Item
from segue.contact_points import CHANNELS, Claim, ContactPoint, mark
from segue.errors import Conflict, Refused, Unavailable
from segue.journeys.attribution import read_about
from segue.keys import IdentityKey
from segue.messages import FINAL, Envelope, Message, State
from segue.messaging.deciding import Ask, Choice, Way, decide
from segue.messaging.facts import Facts, unknown
from segue.messaging.policies import Policy
from segue.messaging.templates import render
from segue.messaging.validity import Validity
from segue.messaging.waiting import Waiting, left
from segue.messaging.ways import Asking
from segue.segments.evaluating import Profiles
from segue.times import Millis


class OutcomeUnknownError(Exception):
    """The provider may or may not have taken the message."""


MOST_AGAIN = 3  # times that one message goes back to be decided on anew at once
Handover = Callable[[], str]
Order = Mapping[str, Any]  # {"message": id} and, where dispatch chose them, "channel", "point", "why"


class Carrier(Protocol):
    """Gets one message ready; what it answers makes the one call and answers the provider's id. That raises Refused
    when the provider says no, Unavailable when it says later, OutcomeUnknownError when nobody can tell."""

    def ready(self, message: Message, envelope: Envelope) -> Handover: ...


class Messages(Protocol):
    """The life of a message; `claim` raises Conflict."""

    def read(self, identity: str) -> Message | None: ...

    def claim(self, message: Message, attempt: str, from_attempt: str) -> Message: ...

    def settle(self, message: Message, state: State, now: Millis, *reasons: str) -> None: ...


class ContactPoints(Protocol):
    """What a send must pass; `claim` raises Refused or Conflict."""

    def read(self, key: IdentityKey) -> ContactPoint: ...

    def claim(self, key: IdentityKey, claim: Claim, now: Millis) -> None: ...

    def release(self, key: IdentityKey, message_id: str) -> None: ...


class Links(Protocol):
    """Signed links."""

    def unsubscribe(self, message: Message) -> str: ...


@dataclass(frozen=True)
class Sending:
    """The collaborators of `send`; `carriers` finds who carries a channel's messages; `catalog` answers what the shop
    says of a product."""

    messages: Messages
    contact_points: ContactPoints
    profiles: Profiles
    carriers: Callable[[str], Carrier]
    links: Links
    policy: Policy
    asking: Asking
    validity: Validity
    waiting: Waiting
    catalog: Callable[[str], Item | None] = unknown

    def send(self, order: Order, attempt: str, now: Millis) -> None:
        """Brings one message to an end. Repeating it changes nothing; `attempt` names this delivery of the order."""
        known = self.messages.read(order["message"])
        if known is None or known.state in FINAL:
            self._follow(known, now)
            return
        if known.state == "claimed" and mark(known.id) in self.contact_points.read(known.contact_point).attempts:
            self._settle(known, "unknown", now, "outcome-unknown")  # the provider may have it
            return
        message = aimed(known, order)
        ask, choice = self._look(message, now)
        if choice.do == "send" and choice.way:
            self._try(message, (ask, choice.way), attempt, now)
        elif choice.do == "hold":
            self.waiting.hold(message, choice, now)
        else:
            self._refused(message, choice, order.get("again", 0), now)

    def _try(self, message: Message, found: tuple[Ask, Way], attempt: str, now: Millis) -> None:
        standing = message
        try:
            envelope = self._envelope(message, found, now)
            hand_over = self.carriers(message.channel).ready(message, envelope)  # what is wrong here costs no claim
            standing = self.messages.claim(message, attempt, message.attempt)
            self._take(standing, found[1].contact, now)
            provider_id = self._handed_over(standing, hand_over)
        except Refused as refused:
            self._lost(standing, refused.reason, now)
        except OutcomeUnknownError:
            self._settle(standing, "unknown", now, "outcome-unknown")
        else:
            said = replace(standing, provider_id=provider_id, subject=envelope.parts.get("subject", ""))
            self._settle(said, "sent", now)

    def _refused(self, message: Message, choice: Choice, again: int, now: Millis) -> None:
        """What forbids one way is put before whoever knows the others; what forbids all of them ends it."""
        if message.channels and again < MOST_AGAIN and choice.elsewhere:
            self.waiting.again(message, now, now, again=again + 1)
        else:
            self.messages.settle(replace(message, considered=choice.rows), "dropped", now, *choice.words)

    def _lost(self, message: Message, reason: str, now: Millis) -> None:
        """This channel did not take it, for certain. An address that may have got it already ends it."""
        if left(message) and reason != "already-attempted":
            self.waiting.strike(message, reason, now)
        else:
            self.messages.settle(message, "failed" if reason == "rejected" else "dropped", now, reason)

    def _settle(self, message: Message, state: State, now: Millis, *reasons: str) -> None:
        self.messages.settle(message, state, now, *reasons)
        self._follow(replace(message, state=state, decided=now), now)

    def _follow(self, message: Message | None, now: Millis) -> None:
        """Also when the order comes again, since the first time may have ended before the timer was set."""
        if message:
            self.waiting.follow(message, now)

    def _look(self, message: Message, now: Millis) -> tuple[Ask, Choice]:
        """The same decision as before, for the chosen way alone, by what is known at this moment."""
        profile = read_about(self.profiles, message.person, message.key)
        over = self.validity.over(message, profile, now) if profile else ""
        ask = self.asking.of(replace(message, channels=()), profile, over)
        return ask, decide(ask, self.policy, now)

    def _envelope(self, message: Message, found: tuple[Ask, Way], now: Millis) -> Envelope:
        (ask, way), link = found, self.links.unsubscribe(message)
        template, parts = self.asking.templates[message.template], CHANNELS[message.channel].parts
        if ask.profile is None:
            raise Refused("nobody")
        facts = Facts(self.policy, self.catalog).of(message, ask.profile, now, (template[one] for one in parts))
        return Envelope(way.address, render(template, parts, facts | {"unsubscribe_url": link}), link)

    def _handed_over(self, message: Message, hand_over: Handover) -> str:
        try:
            return hand_over()
        except Unavailable:  # it did not take the message and said so: the queue may bring it again
            self.contact_points.release(message.contact_point, message.id)
            raise

    def _take(self, message: Message, contact: ContactPoint, now: Millis) -> None:
        asks_first = self.policy.asks_first(message.channel, message.purpose)
        claim = Claim(message.id, message.purpose, asks_first, message.attempt, contact.forgettable(now))
        try:
            self.contact_points.claim(message.contact_point, claim, now)
        except Conflict as conflict:
            raise Refused(conflict.reason) from conflict


def aimed(message: Message, order: Order) -> Message:
    """The message with the way that dispatch chose. A claimed one keeps the way of its claim: two workers with two
    ways would send it twice."""
    if message.state == "claimed" or "channel" not in order:
        return message
    why = tuple((word, about) for word, about in order["why"])
    return replace(message, channel=order["channel"], contact_point=order["point"], considered=why)
