"""How placements stand, and what they would show somebody and why; for staff. Large: loaded by who asks."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from segue.api.masks import seen_by
from segue.aws.parallel import side_by_side
from segue.errors import NotFound
from segue.placements.choosing import REASONS, Viewer
from segue.placements.placements import Placement
from segue.placements.showing import Page
from segue.placements.standing import Standing
from segue.placements.weighing import Seen, Weighing, weigh
from segue.profile.profiles import Profile
from segue.times import Millis
from segue.wiring.placements import counts, placements, showing
from segue.wiring.policies import policy


class WhyShown(NamedTuple):
    """What somebody would be shown, why (`reason` is a word, `sentence` what it means), and every variant as they would
    read it."""

    strategy: str
    weighing: Weighing
    content: Mapping[str, Any] | None
    reason: str
    previews: Mapping[str, Mapping[str, Any]]

    @property
    def sentence(self) -> str:
        """Why, in words."""
        return str(REASONS[self.reason])


def placement(key: str) -> Placement:
    """One of them. Raises NotFound("unknown-placement")."""
    found = placements().get(key)
    if found is None:
        raise NotFound("unknown-placement", "the playbook in force has no placement of this id")
    return found


def standing(key: str, moment: Millis) -> Standing:
    """How a placement stands. Raises NotFound("unknown-placement")."""
    return Standing(placement(key), counts().days(key, moment), moment)


def standings(moment: Millis) -> list[Standing]:
    """How all of them stand, by their ids."""
    return side_by_side(lambda key: standing(key, moment), sorted(placements()))


class Reader(NamedTuple):
    """Somebody who has proven who they are, as staff of these roles may see them; `session` names a visit, "" for none,
    `locale` a language, "" for their own."""

    profile: Profile
    roles: Collection[str]
    session: str = ""
    locale: str = ""

    @property
    def viewer(self) -> Viewer:
        """Who looks: all of the person decides, and texts tell what the staff may read."""
        return Viewer(self.session, self.profile, seen_by(self.profile, self.roles), holdout=policy().holdout)


def why_for(key: str, reader: Reader, moment: Millis) -> WhyShown:
    """What a placement would show somebody now. Raises NotFound("unknown-placement")."""
    stands = standing(key, moment)
    viewer, shown = reader.viewer, showing()
    weighing = weigh(stands.placement, Seen(viewer, moment, shown.suits(viewer, Page(), moment)), stands.arms)
    previews = shown.previews(key, viewer, Page(), moment)
    told = previews[weighing.choice.shown] if weighing.choice.variant else {"content": None, "reason": ""}
    failed = weighing.choice.variant is not None and told["content"] is None
    reason = told["reason"] if failed else weighing.choice.reason
    return WhyShown(stands.placement.strategy, weighing, told["content"], reason, previews)


def previews(key: str, reader: Reader, moment: Millis) -> Mapping[str, Mapping[str, Any]]:
    """Every variant as somebody would read it. Raises NotFound("unknown-placement")."""
    return showing().previews(placement(key).id, reader.viewer, Page(locale=reader.locale), moment)
