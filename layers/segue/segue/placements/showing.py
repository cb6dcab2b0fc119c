"""Showing: what each placement that a page asks for is filled with for one viewer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from segue.catalog.items import Item
from segue.errors import Refused
from segue.messages import Message
from segue.messaging.facts import Facts
from segue.messaging.languages import person_locale
from segue.messaging.locales import shop_locale
from segue.messaging.policies import Policy
from segue.placements.bandits import Arm
from segue.placements.choosing import Choice, Viewer, choose
from segue.placements.contents import asked_by, rendered
from segue.placements.placements import BANDIT, Placement, Variant
from segue.profile.profiles import Profile
from segue.times import Millis

Arms = Callable[[str], Mapping[str, Arm]]  # the counts of a placement by variant
NO_PLACEMENT = {"variant": None, "content": None, "reason": "no-placement", "holdout": False}


class Page(NamedTuple):
    """What the page says of itself: the product that it shows, and its language; "" where it does not."""

    product: str = ""
    locale: str = ""


@dataclass(frozen=True)
class Showing:
    """What a playbook shows. `catalog` says what the shop says of a product."""

    placements: Mapping[str, Placement]
    policy: Policy
    catalog: Callable[[str], Item | None]
    arms: Arms

    def show(self, asked: Iterable[str], viewer: Viewer, page: Page, now: Millis) -> dict[str, dict[str, Any]]:
        """{id: {"variant", "content", "reason", "holdout"}}; content is None where the page shows its own."""
        chosen = {one: self._chosen(one, viewer, now) for one in asked}
        variants = [one.variant for one in chosen.values() if one and one.variant]
        facts = self._facts(variants, viewer, page, now)
        return {one: self._told(one, choice, facts) for one, choice in chosen.items()}

    def previews(self, key: str, viewer: Viewer, page: Page, now: Millis) -> dict[str, dict[str, Any]]:
        """The same for every variant of a placement, and its fallback: what the viewer would read if it were chosen."""
        variants = self.placements[key].every
        facts = self._facts([*variants], viewer, page, now)
        return {one.id: self._told(key, Choice(one, "fits"), facts) for one in variants}

    def _chosen(self, key: str, viewer: Viewer, now: Millis) -> Choice | None:
        placement = self.placements.get(key)
        if placement is None:
            return None
        return choose(placement, viewer, self.arms(key) if placement.strategy == BANDIT else {}, now)

    def _facts(self, variants: list[Variant], viewer: Viewer, page: Page, now: Millis) -> Mapping[str, Any]:
        profile = viewer.shows or Profile(viewer.seed, {}, ())
        locale = page.locale or person_locale(profile) or shop_locale(self.policy.shop)
        carts = [one.id for one in profile.carts_at(now) if one.live and one.items]
        about = Message(
            "",
            profile.id,
            "",
            "",
            carts[0] if carts else "",
            "",
            "",
            "",
            "",
            now,
            data={"product": page.product},
            locale=locale,
        )
        texts = [text for one in variants for text in asked_by(one)]
        return Facts(self.policy, self.catalog).of(about, profile, now, texts)

    def _told(self, key: str, choice: Choice | None, facts: Mapping[str, Any]) -> dict[str, Any]:
        if choice is None:
            return NO_PLACEMENT
        content, reason = None, choice.reason
        if choice.variant:
            try:
                own = self.placements[key].locale or shop_locale(self.policy.shop)
                content = rendered(choice.variant, str(facts["locale"]), own, facts)
            except Refused as wrong:
                reason = wrong.reason
        shown = choice.shown if content is not None else None
        return {"variant": shown or None, "content": content, "reason": reason, "holdout": choice.holdout}
