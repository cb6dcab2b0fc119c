"""Deciding: whether a message may go out now, and why not when it may not. One pure function for every sender."""

from dataclasses import dataclass

from segue.contact_points import ContactPoint
from segue.messages import Message
from segue.messaging.policies import Policy

# What a reason says to people; the words themselves are stable and may be counted.
REASONS = {
    "opted-out": "The customer opted out of this kind of message.",
    "no-consent": "The customer never agreed to this kind of message, and the policy asks first.",
    "suppressed-bounce": "The address does not exist: an earlier message bounced for good.",
    "suppressed-complaint": "The customer marked an earlier message as spam.",
    "paused": "A journey keeps marketing away from this customer for a while.",
    "stopped": "The journey was stopped before the message left.",
    "cancelled": "The broadcast was cancelled before the message left.",
    "no-longer-true": "What the message is about was over before it was sent, for example by an order.",
    "nobody": "Nobody stands behind the identifier: it is shared, or it was erased.",
    "no-address": "No address of this channel is known.",
    "already-attempted": "This address got the same message already, or an attempt to send it has begun.",
    "template-error": "The template could not be rendered for this customer.",
    "no-such-template": "The playbook no longer holds the template.",
    "no-queue": "Nothing is deployed here that sends on this channel.",
    "rejected": "The provider refused the message.",
    "outcome-unknown": "The provider's answer was lost. It is not sent again; the provider's own report settles it.",
}


@dataclass(frozen=True)
class Decision:
    """Send now, or not, with the reason as a stable word."""

    send: bool
    reason: str = ""


@dataclass(frozen=True)
class View:
    """What the person's profile says, as far as the sender knows it. `holds`: the journey's segment still holds for
    what the message is about; `denied`: the person said no to this purpose there, or one of two who became one did;
    `paused`: a journey keeps this purpose away for a while."""

    holds: bool = True
    denied: bool = False
    paused: bool = False


def decide(message: Message, view: View, contact: ContactPoint, policy: Policy) -> Decision:
    """The contact point is the gate; the profile can only refuse more."""
    if not view.holds:
        return Decision(False, "no-longer-true")
    refused = contact.refuses(message.purpose, policy.asks_first(message.channel, message.purpose))
    refused = refused or ("opted-out" if view.denied else "paused" if view.paused else "")
    return Decision(not refused, refused)


def explained(reason: str) -> str:
    """The reason in a sentence for people."""
    return REASONS.get(reason, reason.replace("-", " ").capitalize() + ".")
