"""Addresses: everything of a person that a channel can write to."""

from segue.contact_points import CHANNELS
from segue.identifiers import Identifier
from segue.profile.profiles import Profile


def addresses(profile: Profile, channel: str) -> list[Identifier]:
    """The best attested and newest first; none for a channel that needs no address."""
    one = CHANNELS[channel]
    kind = one.address if profile.first(one.address) else one.or_else
    return [Identifier(kind, value) for value in profile.all(kind)]
