"""`decide`."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from segue.aws.clients import unavailable
from segue.aws.parallel import side_by_side
from segue.aws.secrets import token_secrets
from segue.aws.settings import settings
from segue.aws.viewers import Viewers
from segue.identity.persons import PersonSet
from segue.intake.looking import Seen
from segue.intake.page_proofs import Proofs
from segue.intake.page_requests import Pages, Reading, Shop
from segue.profile.profiles import Profile
from segue.wiring.collects import collecting
from segue.wiring.in_force import segments
from segue.wiring.inbox import kept, visitors
from segue.wiring.people import cart_policies, profiles
from segue.wiring.placements import showing
from segue.wiring.write_keys import write_keys


@cache
def pages() -> Pages:
    """What a page is to show."""
    known = settings()
    reading = Reading(Viewers(known.people, known.identities).read, profile_of, together)
    shop = Shop(lambda: list(segments().values()), showing, cart_policies)
    return Pages(Proofs(visitors(), page_secrets, write_keys().trusted), collecting(), reading, kept(), shop)


def page_secrets() -> Sequence[str]:
    """What tokens of pages may be signed with. Raises Unavailable."""
    with unavailable("secrets"):
        return token_secrets()


def profile_of(found: PersonSet, seen: Seen) -> Profile | None:
    """A person out of the rows that were read; of somebody of very many they are read as sums."""
    if found.sums:
        return profiles().of(found)
    inside = [seen.rows[key] for key in found.keys if key in seen.rows]
    known = any(one.known for one in inside)
    return profiles().added_up(found, (one.facets for one in inside), len(inside)) if known else None


def together(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each comes to, side by side."""
    return side_by_side(lambda act: act(), acts)
