"""Reasons: why a message goes out, waits or does not, as stable words that may be counted, and as sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from segue.contact_points import named
from segue.errors import Refused
from segue.languages.texts import _, translated
from segue.messages import Message, Row

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
# What a sentence with braces says where nothing fills them: of many messages at once, and of what was kept before.
GENERAL = {
    "template-error": _("The template could not be rendered for this customer."),
    "quiet-hours": _("Quiet hours of the person's place or the shop."),
    "capped": _("The customer got as many messages as the frequency caps allow."),
    "sending-paused": _("Sending was paused when its time came."),
}
# What a word says to people; what stands in braces is what the reason is about.
REASONS = {
    "opted-out": _("The customer opted out of this kind of message."),
    "no-consent": _("The customer never agreed to this kind of message, and the policy asks first."),
    "suppressed-bounce": _("The address does not exist: an earlier message bounced for good."),
    "suppressed-complaint": _("The customer marked an earlier message as spam."),
    "suppressed-stop": _("The customer answered with STOP."),
    "suppressed-gone": _("The app is no longer on the device, or may not show messages; until it is opened again."),
    "restricted": _(
        "What is held of the customer is kept and not used, as they asked; only what the law wants goes out."
    ),
    "minor": _("The customer is too young to be sold to, and no guardian has agreed."),
    "passed-on": _("Somebody else has signed in to the app on this device since."),
    "gone": _("The app is no longer on the device, or may not show messages."),
    "suppressed-erased": _("The address was erased."),
    "paused": _("Marketing waits for a while: a journey, or the customer, wants a pause."),
    "stopped": _("The journey was stopped before the message left."),
    "stopped-by-staff": _("Somebody at the shop stopped this message."),
    "cancelled": _("The broadcast was cancelled before the message left."),
    "no-longer-true": _("What the message is about was over before it was sent, for example by an order."),
    "sold-out": _("Nothing that the message is about can be bought any more."),
    "price-rose": _("The product costs more again than the message would have said."),
    "bought-meanwhile": _("The customer has bought the product, or what does in its place, since."),
    "global-holdout": _(
        "The customer, or whose address it is, is of the holdout: people who get no marketing, so that"
        " it can be told what all of it is worth."
    ),
    "nobody": _("Nobody stands behind the identifier: it is shared, or it was erased."),
    "no-address": _("No address of this channel is known."),
    "already-attempted": _("This address got the same message already, or an attempt to send it has begun."),
    "template-error": _(
        "The template asks for {fact}, which is not known of this customer, and does not say what stands instead."
    ),
    "no-such-template": _("The playbook no longer holds the template."),
    "no-text": _("The template says nothing for this channel."),
    "no-queue": _("Nothing is deployed here that sends on this channel."),
    "struck": _("This channel was tried before."),
    "open-case": _("The customer has a case open; offers wait until it is closed."),
    "soft-bounces": _("The last messages to this address came back; it is left alone for a while."),
    "quiet-hours": _("Quiet hours: {rule}."),
    "capped": _("The customer got as many messages as the cap {cap} allows."),
    "sending-paused": _("Sending was paused when its time came: {scope}."),
    "window-closed": _("This channel takes messages for a while after the customer wrote, and that time is over."),
    "too-late": _("The time in which the message was to be sent was over."),
    "chosen": _("This channel was chosen."),
    "prefers": _("The customer asked to be written to on this channel: {channel}."),
    "answers": _("By {channel}: the customer answered {answered} of {sent} there{others}."),
    "costs-less": _(
        "By {channel}, which costs less and is answered about as often: {answered} of {sent} there{others}."
    ),
    "nothing-learned": _(
        "By {channel}: nothing is learned of the customer yet; what others answer and the cost decide."
    ),
    "explored": _("By {channel}, to learn from it: {share} of marketing goes where the customer was written to least."),
    "best-hour": _(
        "{day} {hour}:00 of the customer's week: {channel} is answered most then, of the time that the message"
        " has; {own} of {of} answers of their own came around that hour, the rest is {rest}."
    ),
    "style-declared": _("In the style that the customer asked for: {style}."),
    "style-learned": _("In the style {style}: the customer answered {answered} of {sent} such, {others}."),
    "style-tried": _(
        "In the style {style}, to learn from it: styles take turns until {after} were sent, {sent} so far."
    ),
    "style-drawn": _("In the style {style}, drawn for this person by the template's experiment."),
    "no-coupon-left": _("The pool of coupons was empty."),
    "no-file": _("A file of the answer was not uploaded, or is not kept any more."),
    "rejected": _("The provider refused the message."),
    "restored": _("Its row was put back out of a backup, and it may have left since then. It is not sent again."),
    "told-by-staff": _("Somebody at the shop said what became of it: the provider's answer was lost."),
    "outcome-unknown": _("The provider's answer was lost. It is not sent again; the provider's own report settles it."),
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


def _named(channel: str | int) -> str:
    return translated(named(str(channel)))


def _scope(scope: str | int) -> str:
    """What was paused: `all`, `channel/sms`, `journey/welcome`."""
    kind, _, key = str(scope).partition("/")
    if kind not in SCOPES:
        return str(scope)
    return SCOPES[kind].format(name=_named(key) if kind == "channel" else key)


# What a reason is about, as people call it.
SCOPES = {"all": _("everything"), "channel": _("everything by {name}"), "journey": _("the journey {name}")}
SPOKEN: Mapping[str, Callable[[str | int], str | int]] = {
    "channel": _named,
    "scope": _scope,
    "day": lambda day: translated(str(day)),
}


def explained(word: str, about: Mapping[str, str | int] | None = None) -> str:
    """The word in a sentence for people; one that nobody has written a sentence for in its own words."""
    sentences = REASONS if about else REASONS | GENERAL
    found = str(sentences.get(word, word.replace("-", " ").capitalize() + "."))
    said = {name: SPOKEN[name](one) if name in SPOKEN else one for name, one in (about or {}).items()}
    return found.format_map(_Said(said))


def told(message: Message) -> list[tuple[str, str]]:
    """Why a message did not go out, as words and sentences, with what was weighed where it is known."""
    about = dict(reversed(message.considered))
    return [(word, explained(word, about.get(word))) for word in message.reasons]


def blamed(message: Message, refused: Refused) -> Message:
    """The message with what its refusal is about, beside what was weighed."""
    row = ((refused.reason, refused.about),) if refused.about else ()
    return replace(message, considered=(*message.considered, *row))


def words(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The words, each once, in their order."""
    return tuple(dict.fromkeys(one.word for one in reasons))
