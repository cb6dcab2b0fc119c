"""What a batch of events tells besides profiles: signals, outcomes of messages, consent of contact points, the feed."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from segue.aws.bus import Bus
from segue.aws.contact_points import ContactPoints
from segue.aws.live import Live, LiveEntry
from segue.aws.profiles import Profiles
from segue.aws.reporting import Reporting
from segue.consent import asked, said_at
from segue.contact_points import CHANNELS, address_types, point_of
from segue.events import Event, earliest, is_ours
from segue.identifiers import Identifier, identifiers_of
from segue.keys import IdentityKey, PersonId, digest
from segue.messaging.breakers import Breaking
from segue.messaging.figures import Figures
from segue.messaging.keywords import Answering
from segue.profile.facts import latest, of_event
from segue.profile.summaries import goods
from segue.suppressions import arrival
from segue.times import Millis
from segue.tracing import hop

USED = ("Application Installed", "Application Opened", "Application Updated", "Push Notification Tapped", "Signed In")


@dataclass(frozen=True)
class Telling:
    """Every effect here is repeatable: ids are derived, newest moments win, rows replace themselves."""

    bus: Bus
    reporting: Reporting
    contact_points: ContactPoints
    profiles: Profiles
    live: Live
    breaking: Breaking
    figures: Figures
    answering: Answering
    key: Callable[[Identifier], IdentityKey]

    def tell(self, facts: Sequence[tuple[PersonId, Event]], now: Millis) -> None:
        """All that follows from these events."""
        signals = latest(signal for person, event in facts if (signal := of_event(person, event)))
        self.bus.publish(signals)
        for one in signals:
            hop("folded", one.trace, signal=one.name, source=str(one.detail.get("source", "")))
        outcomes = [found for person, event in facts for found in self.reporting.heard(person, event)]
        for person, event in facts:
            self._consent(person, event)
            self._address(event)
            self._app(event)
            self.answering.note(person, event, now)
        self.figures.note(outcomes, now)
        self.breaking.note(outcomes, now)
        lines = [_line(person, event) for person, event in facts if not is_ours(event)]
        self.live.tell(lines, _batch(facts), now)

    def _consent(self, person: PersonId, event: Event) -> None:
        """An answer holds for every address that the event names; a no without one for all of the person's.

        History that is imported never overrides an opt-out: of it only a no is taken over.
        """
        answer = asked(event)
        if answer is None or answer[0] not in CHANNELS or (answer[2] and event.backfill):
            return
        for point in self._points(person, event, answer[0], named=answer[2]):
            self.contact_points.answer(point, answer[1], answer[2], said_at(event, answer[2]))

    def _points(self, person: PersonId, event: Event, channel: str, named: bool) -> Iterable[IdentityKey]:
        """Where an answer about a channel holds; `named`: at what the event names alone. A channel that needs no
        address is answered for by the person."""
        kinds = address_types(channel)
        if not kinds:
            return [point_of(channel, person)]
        found = [one for one in identifiers_of(event) if one.type in kinds]
        return map(self.key, found or ([] if named else self._known(person, kinds)))

    def _address(self, event: Event) -> None:
        """Whether what was sent to an address arrives there, by the word of its mail provider."""
        name = arrival(event)
        for address in (one for one in identifiers_of(event) if name and one.type == "email"):
            if name == "delivered":
                self.contact_points.arrived(self.key(address), event.timestamp)
            else:
                self.contact_points.came_back(
                    self.key(address), digest(b"bounce", event.message_id)[:10], event.timestamp
                )

    def _app(self, event: Event) -> None:
        """An app belongs to who last used it: whoever signs in there is written to, and nobody else."""
        if event.backfill or not (event.type == "identify" or event.event in USED):
            return
        named = identifiers_of(event)
        for one in (one for one in named if one.type == "push_id" and one != named[0]):
            self.contact_points.seen(self.key(one), self.key(named[0]), earliest(event))

    def _known(self, person: PersonId, kinds: Collection[str]) -> Iterable[Identifier]:
        profile = self.profiles.read(person)
        known = profile.identifiers if profile else []
        return [Identifier(row["type"], row["value"]) for row in known if row["type"] in kinds]


def _line(person: PersonId, event: Event) -> LiveEntry:
    said = goods(event.title, event.properties)
    return LiveEntry(event.received_at, "event", event.title[:80], event.channel, person, said)


def _batch(facts: Sequence[tuple[PersonId, Event]]) -> str:
    return digest(b"batch", "|".join(event.message_id for _, event in facts))[:12]
