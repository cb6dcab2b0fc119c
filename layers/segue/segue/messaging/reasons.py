"""Reasons: why a message goes out, waits or does not, as stable words that may be counted, and as sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from segue.contact_points import named
from segue.messages import Message, Row

Tell = Callable[[str], str]
# Why a message goes as it does; all other words say why it does not go now, or not that way.
WHY_SO = (
    "chosen",
    "prefers",
    "answers",
    "costs-less",
    "nothing-learned",
    "explored",
    "best-hour",
    "style-declared",
    "style-learned",
    "style-tried",
    "style-drawn",
)
# Where a sentence has braces, what it says of many messages at once.
GENERAL = {
    "quiet-hours": "Quiet hours of the person's place or the shop.",
    "capped": "The customer got as many messages as the frequency caps allow.",
    "sending-paused": "Sending was paused when its time came.",
}
# What a word says to people; what stands in braces is what the reason is about.
REASONS = {
    "opted-out": "The customer opted out of this kind of message.",
    "no-consent": "The customer never agreed to this kind of message, and the policy asks first.",
    "suppressed-bounce": "The address does not exist: an earlier message bounced for good.",
    "suppressed-complaint": "The customer marked an earlier message as spam.",
    "suppressed-stop": "The customer answered with STOP.",
    "suppressed-gone": "The app is no longer on the device, or may not show messages; until it is opened again.",
    "restricted": "What is held of the customer is kept and not used, as they asked; only what the law wants goes out.",
    "minor": "The customer is too young to be sold to, and no guardian has agreed.",
    "passed-on": "Somebody else has signed in to the app on this device since.",
    "gone": "The app is no longer on the device, or may not show messages.",
    "suppressed-erased": "The address was erased.",
    "paused": "Marketing waits for a while: a journey, or the customer, wants a pause.",
    "stopped": "The journey was stopped before the message left.",
    "stopped-by-staff": "Somebody at the shop stopped this message.",
    "cancelled": "The broadcast was cancelled before the message left.",
    "no-longer-true": "What the message is about was over before it was sent, for example by an order.",
    "sold-out": "Nothing that the message is about can be bought any more.",
    "price-rose": "The product costs more again than the message would have said.",
    "bought-meanwhile": "The customer has bought the product, or what does in its place, since.",
    "global-holdout": "The customer, or whose address it is, is of the holdout: people who get no marketing, so that"
    " it can be told what all of it is worth.",
    "nobody": "Nobody stands behind the identifier: it is shared, or it was erased.",
    "no-address": "No address of this channel is known.",
    "already-attempted": "This address got the same message already, or an attempt to send it has begun.",
    "template-error": "The template could not be rendered for this customer.",
    "no-such-template": "The playbook no longer holds the template.",
    "no-text": "The template says nothing for this channel.",
    "no-queue": "Nothing is deployed here that sends on this channel.",
    "struck": "This channel was tried before.",
    "open-case": "The customer has a case open; offers wait until it is closed.",
    "soft-bounces": "The last messages to this address came back; it is left alone for a while.",
    "quiet-hours": "Quiet hours: {rule}.",
    "capped": "The customer got as many messages as the cap {cap} allows.",
    "sending-paused": "Sending was paused when its time came: {scope}.",
    "window-closed": "This channel takes messages for a while after the customer wrote, and that time is over.",
    "too-late": "The time in which the message was to be sent was over.",
    "chosen": "This channel was chosen.",
    "prefers": "The customer asked to be written to on this channel: {channel}.",
    "answers": "By {channel}: the customer answered {answered} of {sent} there{others}.",
    "costs-less": "By {channel}, which costs less and is answered about as often: {answered} of {sent} there{others}.",
    "nothing-learned": "By {channel}: nothing is learned of the customer yet; what others answer and the cost decide.",
    "explored": "By {channel}, to learn from it: {share} of marketing goes where the customer was written to least.",
    "best-hour": "{day} {hour}:00 of the customer's week: {channel} is answered most then, of the time that the message"
    " has; {own} of {of} answers of their own came around that hour, the rest is {rest}.",
    "style-declared": "In the style that the customer asked for: {style}.",
    "style-learned": "In the style {style}: the customer answered {answered} of {sent} such, {others}.",
    "style-tried": "In the style {style}, to learn from it: styles take turns until {after} were sent, {sent} so far.",
    "style-drawn": "In the style {style}, drawn for this person by the template's experiment.",
    "no-coupon-left": "The pool of coupons was empty.",
    "no-file": "A file of the answer was not uploaded, or is not kept any more.",
    "rejected": "The provider refused the message.",
    "restored": "Its row was put back out of a backup, and it may have left since then. It is not sent again.",
    "told-by-staff": "Somebody at the shop said what became of it: the provider's answer was lost.",
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


def _named(channel: str | int, tell: Tell) -> str:
    return tell(named(str(channel)))


def _scope(scope: str | int, tell: Tell) -> str:
    """What was paused: `all`, `channel/sms`, `journey/welcome`."""
    kind, _, key = str(scope).partition("/")
    return (
        tell(SCOPES[kind]).format(name=_named(key, tell) if kind == "channel" else key)
        if kind in SCOPES
        else str(scope)
    )


# What a reason is about, as people call it.
SCOPES = {"all": "everything", "channel": "everything by {name}", "journey": "the journey {name}"}
SPOKEN: Mapping[str, Callable[[str | int, Tell], str | int]] = {
    "channel": _named,
    "scope": _scope,
    "day": lambda day, tell: tell(str(day)),
}


def explained(word: str, about: Mapping[str, str | int] | None = None, tell: Tell = str) -> str:
    """The word in a sentence for people; one that nobody has written a sentence for in its own words. `tell` puts
    sentences into a language."""
    found = tell(REASONS.get(word, word.replace("-", " ").capitalize() + "."))
    said = {name: SPOKEN[name](one, tell) if name in SPOKEN else one for name, one in (about or {}).items()}
    return found.format_map(_Said(said))


def general(word: str) -> str:
    """The word in a sentence about many messages: without what it was about in each."""
    return GENERAL.get(word) or explained(word)


def told(message: Message, tell: Tell = str) -> list[tuple[str, str]]:
    """Why a message did not go out, as words and sentences, with what was weighed where it is known."""
    about = dict(reversed(message.considered))
    return [(word, explained(word, about.get(word), tell)) for word in message.reasons]


def words(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The words, each once, in their order."""
    return tuple(dict.fromkeys(one.word for one in reasons))
