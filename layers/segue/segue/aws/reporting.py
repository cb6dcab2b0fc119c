"""Reports: what a provider or a customer says of a message, written at the message."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from segue.aws.messages import Messages
from segue.events import Event
from segue.facets.machines import is_machine
from segue.identifiers import identifiers_of
from segue.keys import PersonId
from segue.messages import BY_MACHINE, OUTCOMES, SOFT, UNTAGGED, Message, Outcome
from segue.suppressions import arrival
from segue.times import Millis
from segue.tracing import hop, joined, trace_of

LONGEST = 15  # digits of a moment


@dataclass(frozen=True)
class Reporting:
    """Finds the message of a report by our id where it comes back, else by the provider's among the person's. `ids`:
    those that a person has and had, since messages stay under the id that they were meant for."""

    messages: Messages
    ids: Callable[[PersonId], Collection[PersonId]] = lambda person: (person,)

    def heard(self, person: PersonId, event: Event) -> list[Outcome]:
        """What is told of messages of ours; repeats change nothing. Without any it is no report."""
        outcome = outcome_of(event)
        identities = self._messages(person, event) if outcome else []
        found = [(one, self.messages.record(one, outcome, event.timestamp)) for one in identities]
        told = [(one, known) for one, known in found if known]
        for one, known in told:
            if known.new:
                trace = joined(known.trace, trace_of(event.message_id))
                hop("reported", trace, id=trace_of(one), outcome=outcome, channel=known.channel, source=event.source)
        return [known._replace(domain=_domain(event)) for _, known in told]

    def _messages(self, person: PersonId, event: Event) -> list[str]:
        ours, theirs = (event.properties.get(name) for name in ("message_id", "provider_message_id"))
        if isinstance(ours, str) and "_" in ours:
            return [ours]
        until = moment_in(event)
        if event.channel not in UNTAGGED or not (theirs or until):
            return []
        return [
            one.id
            for one in self.messages.of_people(sorted(self.ids(person)))
            if (one.provider_id == theirs if theirs else one.channel == event.channel and _taken(one, until))
        ]


def moment_in(event: Event) -> Millis:
    """Up to when all messages were read, where the report names none of them (Messenger); 0 where it does not say."""
    said = event.properties.get("watermark")
    return int(said) if isinstance(said, str) and said.isdecimal() and len(said) <= LONGEST else 0


def _taken(message: Message, until: Millis) -> bool:
    """Whether the provider surely had it by then: what stayed unknown may never have arrived."""
    return message.state == "sent" and 0 < message.decided <= until


def outcome_of(event: Event) -> str:
    """The outcome that an event tells of, "" for none: machines apart, and what came back though its address exists."""
    outcome = OUTCOMES.get(event.event or "", "")
    if outcome in BY_MACHINE and is_machine(event):
        return BY_MACHINE[outcome]
    return SOFT if outcome == "bounced" and arrival(event) == "soft" else outcome


def _domain(event: Event) -> str:
    address = next((one.value for one in identifiers_of(event) if one.type == "email"), "")
    return address.rpartition("@")[2][:100]
