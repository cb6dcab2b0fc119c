"""The style of a template that suits a person: what they declared, then, after a number of sends, what they answer."""

from collections.abc import Mapping
from typing import NamedTuple

from segue.messages import Message
from segue.messaging.channel_policies import ChannelPolicy
from segue.messaging.reasons import Reason
from segue.profile.profiles import Profile
from segue.profile.responses import Responses, by_style

USUAL = "usual"  # the template's own words, where it offers others beside them
DECLARED = ("style", "tone")  # traits; beside those of `segue.profile.styles`
FORMS = ("length", "tone", "format")
PRIOR = Responses(1, 4)  # as if of four sends in each style one had been answered


class Styled(NamedTuple):
    """The style that a message goes out in, and why; None where nothing is known."""

    variant: str
    why: Reason | None


def style(profile: Profile, offered: tuple[str, ...], policy: ChannelPolicy, message: Message) -> Styled:
    """One of the styles that a template offers, of which there are some, or its usual words. Until enough was sent,
    marketing goes in the one that was sent least, the usual words first: where no report says in which style a message
    was, nothing is tried. Afterwards that which is answered most is taken."""
    names = (USUAL, *offered)
    wish = next((one for one in wishes(profile) if one in names), "")
    if wish:
        return Styled(wish, Reason("style-declared", {"style": wish}))
    known = by_style(profile.whole.get("style", {}))
    told = {one: known.get(one, Responses()) for one in names}
    sent = sum(one.sent for one in told.values())
    if settled(told, policy.style_after):
        return _learned(told)
    if not sent or message.purpose != "marketing":
        return Styled(USUAL, None)
    least = min(names, key=lambda one: told[one].sent)
    return Styled(least, Reason("style-tried", {"style": least, "sent": sent, "after": policy.style_after}))


def settled(told: Mapping[str, Responses], after: int) -> bool:
    """Whether enough was sent, and of each style at least half of what would be its share."""
    sent = [one.sent for one in told.values()]
    return sum(sent) >= after <= 2 * len(sent) * min(sent)


def wishes(profile: Profile) -> list[str]:
    """What the person declared about style, in lower case, the plainest word for it first."""
    found = [profile.traits.get(one) for one in DECLARED]
    forms = (profile.style.get(one, {}) for one in FORMS)
    found += [one.get("value") for one in forms if one.get("from") == "declared"]
    return [one.strip().lower() for one in found if isinstance(one, str)]


def _learned(told: Mapping[str, Responses]) -> Styled:
    """The usual words where they are answered as often as any other."""
    most = max(told, key=lambda one: (_score(told[one]), one == USUAL))
    others = ", ".join(f"{one.answered} of {one.sent} {name}" for name, one in told.items() if name != most)
    about: dict[str, str | int] = {"style": most, "answered": told[most].answered, "sent": told[most].sent}
    return Styled(most, Reason("style-learned", about | {"others": others}))


def _score(own: Responses) -> int:
    return 10_000 * (own.answered + PRIOR.answered) // (own.sent + PRIOR.sent)
