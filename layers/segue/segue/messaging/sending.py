"""Sending: one provider call per message, ever.

Two claims guard it: the message from intended to claimed, then the contact point. No AWS send call has an
idempotency token, so a lost answer leaves the outcome unknown; it is recorded and never sent again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from segue.catalog.items import Item
from segue.contact_points import CHANNELS, Claim, ContactPoint, mark
from segue.errors import Conflict, Refused, Unavailable
from segue.journeys.attribution import read_about
from segue.journeys.flows import Journey
from segue.journeys.leaving import goes_on
from segue.journeys.steering import Word
from segue.keys import IdentityKey
from segue.messages import BROADCAST, FINAL, Envelope, Message, State
from segue.messaging.decisions import View, decide
from segue.messaging.facts import Facts, unknown
from segue.messaging.languages import person_locale
from segue.messaging.policies import Policy
from segue.messaging.templates import pick, render
from segue.profile.pauses import paused_until
from segue.profile.profiles import Profile
from segue.segments.evaluating import Profiles
from segue.segments.membership import Segment
from segue.times import Millis


class OutcomeUnknownError(Exception):
    """The provider may or may not have taken the message."""


Handover = Callable[[], str]


class Carrier(Protocol):
    """Gets one message ready; what it answers makes the one call and answers the provider's id. That raises Refused
    when the provider says no, Unavailable when it says later, OutcomeUnknownError when nobody can tell."""

    def ready(self, message: Message, envelope: Envelope) -> Handover: ...


class Messages(Protocol):
    """The life of a message; `claim` raises Conflict."""

    def read(self, identity: str) -> Message | None: ...

    def claim(self, message: Message, attempt: str, from_attempt: str) -> Message: ...

    def settle(self, message: Message, state: State, now: Millis, reason: str) -> None: ...


class ContactPoints(Protocol):
    """What a send must pass; `claim` raises Refused or Conflict."""

    def read(self, key: IdentityKey) -> ContactPoint: ...

    def claim(self, key: IdentityKey, claim: Claim, now: Millis) -> None: ...

    def settle(self, key: IdentityKey, message_id: str, now: Millis) -> None: ...

    def release(self, key: IdentityKey, message_id: str) -> None: ...


class Links(Protocol):
    """Signed links, and the key of an address."""

    def key(self, kind: str, value: str) -> IdentityKey: ...

    def unsubscribe(self, message: Message) -> str: ...

    def ways_out(self, message: Message) -> dict[str, str]: ...


@dataclass(frozen=True)
class Definitions:
    """What the playbook says about messages."""

    journeys: Mapping[str, Journey]
    segments: Mapping[str, Segment]
    templates: Mapping[str, Mapping[str, Any]]
    policy: Policy


@dataclass(frozen=True)
class Sending:
    """The collaborators of `send`; `carriers` finds who carries a channel's messages. `broadcasts` answers whose
    members the broadcast of a message is for, "" where there is none; it raises Refused where it was cancelled.
    `catalog` answers what the shop says of a product; `texts` a journey as an older version of the playbook has it;
    `word` what staff say of a journey."""

    messages: Messages
    contact_points: ContactPoints
    profiles: Profiles
    carriers: Callable[[str], Carrier]
    links: Links
    playbook: Definitions
    broadcasts: Callable[[str], str] = lambda _journey: ""
    catalog: Callable[[str], Item | None] = unknown
    texts: Callable[[str, str], Journey | None] = lambda _place, _journey: None
    word: Callable[[str], Word] = lambda _journey: "running"

    def send(self, identity: str, attempt: str, now: Millis) -> None:
        """Brings one message to an end. Repeating it changes nothing; `attempt` names this delivery of the order."""
        message = self.messages.read(identity)
        if message is None or message.state in FINAL:
            return
        claimed = self._claim(message, attempt, now)
        if claimed is None:
            return
        try:
            self._deliver(claimed, now)
        except Refused as refused:
            self._settle(claimed, "failed" if refused.reason == "rejected" else "dropped", now, refused.reason)
        except OutcomeUnknownError:
            self._settle(claimed, "unknown", now, "outcome-unknown")

    def _claim(self, message: Message, attempt: str, now: Millis) -> Message | None:
        """The claimed message; None when another attempt has gone so far that the provider may have it."""
        if message.state == "claimed" and mark(message.id) in self._point(message).attempts:
            self._settle(message, "unknown", now, "outcome-unknown")
            return None
        return self.messages.claim(message, attempt, message.attempt)

    def _deliver(self, message: Message, now: Millis) -> None:
        profile = read_about(self.profiles, message.person, message.key)
        decision = decide(message, self._view(message, profile, now), self._point(message), self.playbook.policy)
        if not decision.send or profile is None:
            raise Refused(decision.reason)
        address = self._address(message, profile)
        if not address:
            raise Refused("no-address")
        link = self.links.unsubscribe(message)
        envelope = Envelope(address, self._rendered(message, profile, now), link)
        hand_over = self.carriers(message.channel).ready(message, envelope)  # what is wrong here costs no claim
        self._take(message, now)
        provider_id = self._handed_over(message, hand_over)
        self._settle(replace(message, provider_id=provider_id, subject=envelope.parts.get("subject", "")), "sent", now)

    def _point(self, message: Message) -> ContactPoint:
        return self.contact_points.read(message.contact_point)

    def _handed_over(self, message: Message, hand_over: Handover) -> str:
        try:
            return hand_over()
        except Unavailable:  # it did not take the message and said so: the queue may bring it again
            self.contact_points.release(message.contact_point, message.id)
            raise

    def _take(self, message: Message, now: Millis) -> None:
        asks_first = self.playbook.policy.asks_first(message.channel, message.purpose)
        claim = Claim(message.id, message.purpose, asks_first, message.attempt)
        try:
            self.contact_points.claim(message.contact_point, claim, now)
        except Conflict as conflict:
            raise Refused(conflict.reason) from conflict

    def _settle(self, message: Message, state: State, now: Millis, reason: str = "") -> None:
        self.messages.settle(message, state, now, reason)
        if state in ("sent", "failed", "unknown"):
            self.contact_points.settle(message.contact_point, message.id, now)

    def _view(self, message: Message, profile: Profile | None, now: Millis) -> View:
        if profile is None:
            return View(holds=False)
        denied = profile.denies(message.channel, message.purpose, self._address(message, profile))
        paused = message.purpose == "marketing" and paused_until(profile.traits) > now
        return View(self._holds(message, profile, now), denied, paused)

    def _holds(self, message: Message, profile: Profile, now: Millis) -> bool:
        if message.journey.startswith(BROADCAST):
            segment = self.playbook.segments.get(self.broadcasts(message.journey))
            return segment is not None and segment.when.test(profile, now).holds
        if self.word(message.journey) == "stopped":
            raise Refused("stopped")
        journey = self._text(message)
        return journey is not None and goes_on(journey, self.playbook.segments, (profile, message.key), now)

    def _text(self, message: Message) -> Journey | None:
        """The text whose exits count: that which the message's run goes by. None where the playbook dropped it."""
        journey = self.playbook.journeys.get(message.journey)
        if journey is None or journey.changed != "finish" or not message.book:
            return journey
        return self.texts(message.book, message.journey) or journey

    def _address(self, message: Message, profile: Profile) -> str:
        kind = CHANNELS[message.channel].address
        for row in profile.identifiers:
            if row["type"] == kind and self.links.key(kind, row["value"]) == message.contact_point:
                return row["value"]
        return ""

    def _rendered(self, message: Message, profile: Profile, now: Millis) -> dict[str, str]:
        template = self.playbook.templates.get(message.template, {})
        texts = pick(template, message.channel, person_locale(profile))
        if not texts:
            raise Refused("no-such-template")
        facts = Facts(self.playbook.policy, self.catalog).of(message, profile, now, texts.values())
        return render(texts, texts, facts | self.links.ways_out(message))
