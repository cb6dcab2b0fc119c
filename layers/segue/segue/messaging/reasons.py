"""Reasons: why a message goes out, waits or does not, as stable words that may be counted, and as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from segue.messages import Row

# What a word says to people; what stands in braces is what the reason is about.
REASONS = {
    "opted-out": "The customer opted out of this kind of message.",
    "no-consent": "The customer never agreed to this kind of message, and the policy asks first.",
    "suppressed-bounce": "The address does not exist: an earlier message bounced for good.",
    "suppressed-complaint": "The customer marked an earlier message as spam.",
    "suppressed-stop": "The customer answered with STOP.",
    "suppressed-erased": "The address was erased.",
    "paused": "Marketing waits for a while: a journey, or the customer, wants a pause.",
    "stopped": "The journey was stopped before the message left.",
    "stopped-by-staff": "Somebody at the shop stopped this message.",
    "cancelled": "The broadcast was cancelled before the message left.",
    "no-longer-true": "What the message is about was over before it was sent, for example by an order.",
    "nobody": "Nobody stands behind the identifier: it is shared, or it was erased.",
    "no-address": "No address of this channel is known.",
    "already-attempted": "This address got the same message already, or an attempt to send it has begun.",
    "template-error": "The template could not be rendered for this customer.",
    "no-such-template": "The playbook no longer holds the template.",
    "no-text": "The template says nothing for this channel.",
    "no-queue": "Nothing is deployed here that sends on this channel.",
    "struck": "This channel was tried before.",
    "open-case": "The customer has a case open; offers wait until it is closed.",
    "quiet-hours": "Quiet hours: {rule}.",
    "too-late": "The time in which the message was to be sent was over.",
    "chosen": "This channel was chosen.",
    "rejected": "The provider refused the message.",
    "outcome-unknown": "The provider's answer was lost. It is not sent again; the provider's own report settles it.",
}


@dataclass(frozen=True)
class Reason:
    """A word of REASONS and what it is about: `channel`, `until` (ms), `rule` and the like; no personal data."""

    word: str
    about: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def row(self) -> Row:
        """As a message keeps it."""
        return self.word, self.about

    def text(self) -> str:
        """In a sentence for people."""
        return explained(self.word, self.about)


class _Said(dict[str, str | int]):
    """What a reason is about; what it does not say is left open rather than an error."""

    def __missing__(self, key: str) -> str:
        return "?"


def explained(word: str, about: Mapping[str, str | int] | None = None) -> str:
    """The word in a sentence for people; one that nobody has written a sentence for in its own words."""
    found = REASONS.get(word, word.replace("-", " ").capitalize() + ".")
    return found.format_map(_Said(about or {}))


def words(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The words, each once, in their order."""
    return tuple(dict.fromkeys(one.word for one in reasons))
