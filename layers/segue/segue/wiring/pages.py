"""`decide`."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from segue.aws.parallel import side_by_side
from segue.aws.settings import settings
from segue.aws.viewers import Viewers
from segue.catalog.items import Item
from segue.identity.persons import PersonSet
from segue.intake.looking import Seen
from segue.intake.page_requests import Pages, Reading
from segue.placements.bandits import Arm
from segue.placements.compiling import compile_placements
from segue.placements.placements import Recommended
from segue.placements.showing import Showing
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segments
from segue.segments.membership import Segment
from segue.wiring.catalog import catalog
from segue.wiring.collects import collecting
from segue.wiring.inbox import kept, visitors
from segue.wiring.people import profiles
from segue.wiring.policies import policy
from segue.wiring.tables import playbooks


@cache
def pages() -> Pages:
    """What a page is to show."""
    known = settings()
    reading = Reading(Viewers(known.people, known.identities).read, profile_of, together)
    return Pages(visitors(), collecting(), reading, kept(), segments, showing)


def segments() -> Sequence[Segment]:
    """The segments in force, compiled once per version of the playbook."""
    return list(playbooks().made_of("segments", ("segment", "policy"), compile_segments).values())


def showing() -> Showing:
    """What the playbook in force shows."""
    placements = playbooks().made_of("placements", ("placement", "segment", "policy"), compile_placements)
    return Showing(placements, policy(), product, arms, items)


def product(identity: str) -> Item | None:
    """What the shop says of a product."""
    return catalog().one("product", identity)


def arms(_placement: str) -> Mapping[str, Arm]:
    """How often each variant was seen and clicked."""
    return {}


def items(_recommended: Recommended, _profile: Profile, _product: str) -> list[dict[str, Any]]:
    """What is recommended."""
    return []


def profile_of(found: PersonSet, seen: Seen) -> Profile | None:
    """A person out of the rows that were read; of somebody of very many they are read as sums."""
    if found.sums:
        return profiles().of(found)
    inside = [seen.rows[key] for key in found.keys if key in seen.rows]
    known = any(one.version for one in inside)
    return profiles().added_up(found, (one.facets for one in inside), len(inside)) if known else None


def together(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each comes to, side by side."""
    return side_by_side(lambda act: act(), acts)
