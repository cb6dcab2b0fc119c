"""Reports: what a provider or a customer says of a message, written at the message."""

from dataclasses import dataclass

from segue.aws.messages import Messages
from segue.events import Event
from segue.facets.machines import is_machine
from segue.identifiers import identifiers_of
from segue.keys import PersonId
from segue.messages import BY_MACHINE, OUTCOMES, SOFT, UNTAGGED, Outcome
from segue.suppressions import arrival


@dataclass(frozen=True)
class Reporting:
    """Finds the message of a report by our id where it comes back, else by the provider's among the person's."""

    messages: Messages

    def heard(self, person: PersonId, event: Event) -> Outcome | None:
        """Repeats change nothing. None: it is no report, or of no message of ours."""
        outcome = outcome_of(event)
        identity = self._message(person, event) if outcome else ""
        found = self.messages.record(identity, outcome, event.timestamp) if identity else None
        return found and found._replace(domain=_domain(event))

    def _message(self, person: PersonId, event: Event) -> str:
        ours, theirs = (event.properties.get(name) for name in ("message_id", "provider_message_id"))
        if isinstance(ours, str) and "_" in ours:
            return ours
        if event.channel not in UNTAGGED or not isinstance(theirs, str) or not theirs:
            return ""
        return self.messages.by_provider(person, theirs)


def outcome_of(event: Event) -> str:
    """The outcome that an event tells of, "" for none: machines apart, and what came back though its address exists."""
    outcome = OUTCOMES.get(event.event or "", "")
    if outcome in BY_MACHINE and is_machine(event):
        return BY_MACHINE[outcome]
    return SOFT if outcome == "bounced" and arrival(event) == "soft" else outcome


def _domain(event: Event) -> str:
    address = next((one.value for one in identifiers_of(event) if one.type == "email"), "")
    return address.rpartition("@")[2][:100]
