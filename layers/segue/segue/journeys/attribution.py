"""Attribution: whose a message or a run of a journey is, once people who were one are two again.

Nothing is rewritten at an undo: what hangs on a person stays under the id of that time, and belongs to whom it is
about: by the cart where it is about one, else by the address it went to.
"""

from collections.abc import Collection
from typing import Protocol

from segue.contact_points import identity_at
from segue.experiments.units import unit_of
from segue.facets.carts import WINDOW
from segue.journeys.instances import WHOLE, Instance
from segue.keys import IdentityKey, PersonId
from segue.messages import Message
from segue.profile.profiles import Profile


class Profiles(Protocol):
    """Reads a person strongly consistent, under any id that the person has had."""

    def read(self, person: PersonId) -> Profile | None: ...


def ids(profile: Profile, past: bool = True) -> tuple[PersonId, ...]:
    """Everywhere that something of this person may stand; without `past` what is this person's for sure."""
    return (profile.id, *profile.former, *(profile.past if past else ()))


def unit(profile: Profile) -> PersonId:
    """What is drawn for where the person takes part in an experiment."""
    return unit_of(ids(profile, past=False))


def in_variant(profile: Profile, experiment: str) -> str:
    """The variant that the ledger has been told of last; "" where it has not."""
    found = profile.whole.get("experiments", {}).get(experiment)
    return found[2] if found else ""


def written_under(profile: Profile, person: PersonId) -> IdentityKey:
    """The identity under which something is written down about a person, known by this id when it began."""
    return person if person in profile.identities else profile.identities[0]


def has_cart(profile: Profile, key: str) -> bool:
    """Whether one of the person's carts has this id."""
    return any(cart.called(key) for cart in profile.carts)


def read_about(profiles: Profiles, person: PersonId, key: str) -> Profile | None:
    """The person of this id; or the one with this cart, of those that it was one with until an undo."""
    profile = profiles.read(person)
    if profile is None or key == WHOLE or not profile.past or has_cart(profile, key):
        return profile
    others = (profiles.read(one) for one in profile.past)
    return next((one for one in others if one and has_cart(one, key)), profile)


def owns_message(profile: Profile, message: Message, addresses: Collection[IdentityKey]) -> bool:
    """Whether a message that stands under one of `ids` is this person's; `addresses` are the person's own."""
    if not profile.past:
        return True
    recent = max((cart.updated for cart in profile.carts), default=0) - WINDOW < message.created
    if message.key != WHOLE and recent:
        return has_cart(profile, message.key)
    if not message.contact_point:  # nobody has decided yet where it goes
        return message.person in ids(profile, past=False)
    return message.contact_point in addresses or identity_at(message.contact_point) in profile.identities


def owns_run(profile: Profile, run: Instance) -> bool:
    """Whether a run that stands under one of `ids` is this person's."""
    own = run.person in ids(profile, past=False)
    about_a_cart = run.key != WHOLE and run.each in ("", "cart")
    return has_cart(profile, run.key) if about_a_cart and profile.past else own
