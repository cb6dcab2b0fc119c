"""What the placements in force show."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from segue.aws.lately import Lately
from segue.aws.placement_counts import PlacementCounts, number_of
from segue.aws.settings import settings
from segue.catalog.items import Item
from segue.lambdas import now
from segue.placements.compiling import compile_placements
from segue.placements.placements import Placement
from segue.placements.seen import Counts, arms
from segue.placements.showing import Showing
from segue.profile.profiles import Profile
from segue.recommending.wishes import Wish
from segue.times import Millis
from segue.wiring.catalog import catalog
from segue.wiring.policies import policy
from segue.wiring.tables import playbooks

SECONDS = 60.0  # that what is read of products and of counts may be old


def placements() -> dict[str, Placement]:
    """The placements in force, compiled once per version of the playbook."""
    return playbooks().made_of("placements", ("placement", "segment", "policy"), compile_placements)


def showing() -> Showing:
    """What the playbook in force shows."""
    return Showing(placements(), policy(), products(), lambda one: arms(seen()(one), now()), recommended)


def recommended(profile: Profile, wish: Wish, moment: Millis, about: Profile) -> Sequence[Any]:
    """What may suit somebody, as of a minute ago."""
    from segue.wiring.recommending import recommending_at_once  # for pages that recommend

    return recommending_at_once().serve(profile, wish, moment, about).shown


@cache
def products() -> Lately[Item | None]:
    """What the shop says of products."""
    return Lately(lambda identity: catalog().one("product", identity), SECONDS)


@cache
def seen() -> Lately[Mapping[int, Counts]]:
    """How often variants were seen and clicked, by the number of the day."""
    return Lately(lambda placement: _days(placement, now()), SECONDS)


def counts() -> PlacementCounts:
    """How often variants were seen and clicked, as it stands."""
    return PlacementCounts(settings().requests)


def _days(key: str, moment: Millis) -> dict[int, Counts]:
    return {number_of(day): found for day, found in counts().days(key, moment).items()}
