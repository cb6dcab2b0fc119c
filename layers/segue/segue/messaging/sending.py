"""Sending: one provider call per message, ever.

Two claims guard it: the message from waiting to claimed, with the way that it takes; then the contact point. Whoever
finds it claimed goes on with that way and no other. No AWS send call has an idempotency token, so a lost answer leaves
the outcome unknown; it is recorded and never sent again, but where the template says `again: at-least-once`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.contact_points import CHANNELS, Claim, ContactPoint, mark
from segue.errors import Conflict, Refused, Unavailable
from segue.journeys.attribution import read_about
from segue.messages import FINAL, Message, State
from segue.messaging.asking import Asking
from segue.messaging.booking import NO_CAPS, Booking
from segue.messaging.composing import Composing
from segue.messaging.deciding import Choice, decide
from segue.messaging.figures import Gone
from segue.messaging.policies import Policy
from segue.messaging.ports import GONE, Carrier, ContactPoints, Handover, Messages, OutcomeUnknownError
from segue.messaging.put_off import asking
from segue.messaging.reasons import blamed
from segue.messaging.replying import asks_first
from segue.messaging.templates import AT_LEAST_ONCE, again
from segue.messaging.validity import Validity
from segue.messaging.waiting import Waiting, left
from segue.messaging.ways import Ask, Way
from segue.profile.profiles import Profile
from segue.segments.evaluating import Profiles
from segue.times import Millis

MOST_TRIES = 5  # of one that may be sent again
MOST_AGAIN = 3  # times that one message goes back to be decided on anew at once
Order = Mapping[str, Any]  # {"message": id} and, where dispatch chose them, "channel", "point", "why"


@dataclass(frozen=True)
class Sending:
    """The collaborators of `send`; `carriers` finds who carries a channel's messages, `left` counts what has gone,
    `expose` tells who gets which variant, `put_off` which channel's provider takes nothing now, and why."""

    messages: Messages
    contact_points: ContactPoints
    profiles: Profiles
    carriers: Callable[[str], Carrier]
    composing: Composing
    policy: Policy
    asking: Asking
    validity: Validity
    waiting: Waiting
    booking: Booking = NO_CAPS
    left: Callable[[Gone], object] = lambda _: None
    expose: Callable[[Message, Ask, Millis], object] = lambda *_: None
    put_off: Callable[[str, str, Millis], object] = lambda *_: None

    def send(self, order: Order, attempt: str, now: Millis) -> None:
        """Brings one message to an end. Repeating it changes nothing; `attempt` names this delivery of the order."""
        known = self.messages.read(order["message"])
        if known is None or known.state in FINAL:
            self._follow(known, now)
            return
        if known.state == "claimed" and self._may_have_gone(known, now):
            self._settle(known, "unknown", now, "outcome-unknown")
            return
        message = aimed(known, order)
        ask, choice = self._look(message, now)
        if choice.do == "send" and choice.way:
            said = replace(message, locale=choice.locale, variant=choice.variant)
            self._try(said, (ask, choice.way), attempt, now)
        elif choice.do == "hold":
            self.waiting.hold(message, choice, now)
        else:
            self._refused(message, (ask, choice), order.get("again", 0), now)

    def _try(self, message: Message, found: tuple[Ask, Way], attempt: str, now: Millis) -> None:
        standing = message
        try:
            composed = self.composing.composed(message, found, now)
            with asking(self.put_off, message.channel, now):
                hand_over = self.carriers(message.channel).ready(message, composed.envelope)
            self.expose(message, found[0], now)  # before the claim: what fails here is tried again
            standing = self.messages.claim(message, attempt, message.attempt)  # what was wrong before cost no claim
            if not self._has_room(standing, found, now):
                return
            self._take(standing, found[1].contact, now)
            with asking(self.put_off, message.channel, now):
                provider_id = self._handed_over(standing, hand_over)
        except Refused as refused:
            self._lost(blamed(standing, refused), found[0].profile, refused.reason, now)
        except OutcomeUnknownError as unknown:
            if self._sends_again(standing):
                raise Unavailable("answer-lost") from unknown
            self._settle(standing, "unknown", now, "outcome-unknown")
        else:
            said = {"subject": composed.subject or message.subject, "facts": composed.kept, "content": composed.content}
            self._settle(replace(standing, provider_id=provider_id, **said), "sent", now)

    def _may_have_gone(self, message: Message, now: Millis) -> bool:
        """Whether the attempt that claimed it got as far as the address: the provider may have it. Where that may be
        tried again, the address is free once that attempt is over; until then it raises Unavailable."""
        point = self.contact_points.read(message.contact_point)
        if mark(message.id) not in point.attempts:
            return False
        if not self._sends_again(message):
            return True
        if mark(message.id) in point.in_flight(now):
            raise Unavailable("in-flight", "another attempt is not over yet")
        self.contact_points.release(message.contact_point, message.id)
        return False

    def _sends_again(self, message: Message) -> bool:
        """Whether a lost answer is worse than the same message twice: for a receipt, a few times; and always where the
        message stays with us, since its words are written over themselves."""
        if CHANNELS[message.channel].kept:
            return True
        return message.tries < MOST_TRIES and again(self.asking.templates.get(message.template, {})) == AT_LEAST_ONCE

    def _refused(self, message: Message, found: tuple[Ask, Choice], again: int, now: Millis) -> None:
        """What forbids one way is put before whoever knows the others, also where an attempt that the provider put off
        has left it claimed; what forbids all of them ends it."""
        ask, choice = found
        if not (message.channels and again < MOST_AGAIN and choice.elsewhere):
            weighed = replace(message, considered=choice.rows)
            if self.messages.settle(weighed, "dropped", now, *choice.words):
                self.booking.give_back(message, ask.profile)
        elif message.state == "claimed":
            self.waiting.hold(message, choice, now)
        else:
            self.waiting.again(message, now, now, again=again + 1)

    def _has_room(self, message: Message, found: tuple[Ask, Way], now: Millis) -> bool:
        """Whether the caps let it go out now; else it is held. Raises Refused where that is too late."""
        full = self.booking.take(message, found, now)
        if full:
            self.waiting.hold(message, full, now)
        return full is None

    def _lost(self, message: Message, profile: Profile | None, reason: str, now: Millis) -> None:
        """This channel did not take it, for certain. An address that may have got it already ends it."""
        if reason == GONE:
            self.contact_points.gone(message.contact_point, now)
        taken = reason == "already-attempted"  # whose attempt that is keeps its place, too
        if message.state == "claimed" and not taken:
            self.booking.give_back(message, profile)
        if reason == GONE and self._known_elsewhere(message, profile):
            self.waiting.elsewhere(message, reason, now)
        elif left(message) and not taken:
            self.waiting.strike(message, reason, now)
        else:
            self.messages.settle(message, "failed" if reason in ("rejected", GONE) else "dropped", now, reason)

    def _known_elsewhere(self, message: Message, profile: Profile | None) -> bool:
        """Whether the channel has another address of the person that may take it; a few are tried, not all for ever."""
        ways = self.asking.of(message, profile).ways if message.channels and message.tries < MOST_TRIES else ()
        others = (one for one in ways if one.channel == message.channel and one.point != message.contact_point)
        return any(not one.contact.suppressed for one in others)

    def _settle(self, message: Message, state: State, now: Millis, *reasons: str) -> None:
        if self.messages.settle(message, state, now, *reasons):
            self.left((message.channel, now))
        self._follow(replace(message, state=state, decided=now), now)

    def _follow(self, message: Message | None, now: Millis) -> None:
        """Also when the order comes again, since the first time may have ended before the timer was set."""
        if message:
            self.waiting.follow(message, now)

    def _look(self, message: Message, now: Millis) -> tuple[Ask, Choice]:
        """The same decision as before, for the chosen way alone, by what is known at this moment."""
        profile = read_about(self.profiles, message.person, message.key)
        over = self.validity.over(message, profile, now) if profile else ""
        ask = self.asking.of(replace(message, channels=(), when=""), profile, over)
        return ask, decide(ask, self.policy, now)

    def _handed_over(self, message: Message, hand_over: Handover) -> str:
        try:
            return hand_over()
        except (Unavailable, Refused):  # it did not take the message and said so: the queue or another channel may try
            self.contact_points.release(message.contact_point, message.id)
            raise

    def _take(self, message: Message, contact: ContactPoint, now: Millis) -> None:
        asks = asks_first(self.policy, message, message.channel)
        needed = self.policy.needs(message)
        claim = Claim(message.id, message.purpose, asks, message.attempt, contact.forgettable(now), needed)
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
