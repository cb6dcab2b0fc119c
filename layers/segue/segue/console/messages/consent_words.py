"""Consent in plain words, where nobody was asked and the policy lets marketing go all the same."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from segue.console.segments.clause_words import listed
from segue.console.words import by_channel
from segue.contact_points import CHANNELS
from segue.experiments.holdouts import MARKETING
from segue.identifiers import Identifier
from segue.keys import IdentityKey
from segue.languages.texts import _
from segue.messages import CASE, DESK, Message
from segue.messaging.policies import Policy
from segue.profile.addresses import addresses, every_address
from segue.profile.profiles import Profile
from segue.times import Millis

UNASKED = _("No consent is recorded; the policy lets it go until the customer says no.")
ANYWAY = _("The policy lets marketing go all the same, by {channels}, until the customer says no.")
Keys = Callable[[Identifier], Sequence[IdentityKey]]


def unasked(message: Message, profile: Profile, consent: Mapping[str, Any], keys_of: Keys) -> str:
    """Says so of a message that goes, or went, by this policy of consent without a yes to it; else ""."""
    refused = message.state == "dropped" or not message.channel
    if refused or message.purpose != MARKETING or message.journey.startswith((DESK, CASE)):
        return ""
    if Policy(consent=consent).asks_first(message.channel, MARKETING):
        return ""
    known = every_address(profile, message.channel)
    point = next((one.value for one in known if message.contact_point in keys_of(one)), None)
    answer = profile.answer(message.channel, MARKETING, point)
    # Of a no that came later only the no is kept: whether there was a yes before is not known.
    return "" if answer and (answer[1] or answer[0] <= (message.decided or message.created)) else str(UNASKED)


def anyway(profile: Profile, consent: Mapping[str, Any], now: Millis) -> str:
    """By which channels somebody who was never asked may be written to; "" where by none."""
    if profile.restricted or profile.is_minor(now):
        return ""
    policy = Policy(consent=consent)
    open_ = [one for one in CHANNELS if not policy.asks_first(one, MARKETING) and addresses(profile, one)]
    return ANYWAY.format(channels=listed([by_channel(one) for one in open_], "and")) if open_ else ""
