"""Addresses: everything of a person that a channel can write to."""

from segue.contact_points import address_types
from segue.identifiers import Identifier
from segue.profile.profiles import Profile


def addresses(profile: Profile, channel: str) -> list[Identifier]:
    """The best attested and newest first; none for a channel that needs no address."""
    found = ([Identifier(kind, value) for value in profile.all(kind)] for kind in address_types(channel))
    return next((one for one in found if one), [])


def every_address(profile: Profile, channel: str) -> list[Identifier]:
    """Those of every type, for a message to one that is fixed."""
    return [Identifier(kind, value) for kind in address_types(channel) for value in profile.all(kind)]
