"""Showing: what each placement that a page asks for is filled with for one viewer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from segue.catalog.items import Item
from segue.errors import Refused
from segue.messages import Message
from segue.messaging.facts import Facts
from segue.messaging.languages import person_locale
from segue.messaging.locales import comma, shop_locale
from segue.messaging.policies import Policy
from segue.placements.bandits import Arm
from segue.placements.choosing import NOTHING, Choice, Viewer, choose
from segue.placements.contents import asked_by, rendered
from segue.placements.placements import BANDIT, Placement, Variant
from segue.placements.suiting import suited
from segue.profile.profiles import Profile
from segue.recommending.wishes import Wish
from segue.times import Millis

Arms = Callable[[str], Mapping[str, Arm]]  # the counts of a placement by variant
Row = dict[str, Any]
Asked = Callable[[Wish], Sequence[Any]]
# Of a person, for a wish, at a moment, as whom they are known to who looks: `recommending.serving.Shown`, best first.
Recommended = Callable[[Profile, Wish, Millis, Profile], Sequence[Any]]
NO_PLACEMENT = {"variant": None, "content": None, "reason": "no-placement", "holdout": False}


def nothing_for(_profile: Profile, _wish: Wish, _now: Millis, _about: Profile) -> Sequence[Any]:
    """A shop that recommends nothing."""
    return ()


class Page(NamedTuple):
    """What the page says of itself: the product that it shows, and its language; "" where it does not."""

    product: str = ""
    locale: str = ""


@dataclass(frozen=True)
class Showing:
    """What a playbook shows. `catalog` says what the shop says of a product, `serve` what is recommended to whom."""

    placements: Mapping[str, Placement]
    policy: Policy
    catalog: Callable[[str], Item | None]
    arms: Arms
    serve: Recommended = nothing_for

    def show(self, asked: Iterable[str], viewer: Viewer, page: Page, now: Millis) -> dict[str, dict[str, Any]]:
        """{id: {"variant", "content", "reason", "holdout"}}; content is None where the page shows its own."""
        served = cache(lambda wish: self.served(wish, viewer, page, now))
        chosen = {one: self._chosen(one, viewer, served, now) for one in asked}
        variants = [one.wanted for one in chosen.values() if one and one.wanted]
        facts = self._facts(variants, viewer, page, now)
        return {one: self._told(one, choice, facts, served) for one, choice in chosen.items()}

    def previews(self, key: str, viewer: Viewer, page: Page, now: Millis) -> dict[str, dict[str, Any]]:
        """The same for every variant of a placement, and its fallback: what the viewer would read if it were chosen."""
        served = cache(lambda wish: self.served(wish, viewer, page, now))
        variants = self.placements[key].every
        facts = self._facts([*variants], viewer, page, now)
        return {one.id: self._told(key, Choice(one, "fits"), facts, served) for one in variants}

    def locale(self, viewer: Viewer, page: Page) -> str:
        """In which language a viewer reads: the page's, else their own, else the shop's."""
        own = person_locale(viewer.shows) if viewer.shows else ""
        return page.locale or own or shop_locale(self.policy.shop)

    def recommended(self, wish: Wish, viewer: Viewer, page: Page, now: Millis) -> list[dict[str, Any]]:
        """What a page asks to recommend for itself, whatever its placements show."""
        return self.rows(self.served(wish, viewer, page, now), self.locale(viewer, page))

    def suits(self, viewer: Viewer, page: Page, now: Millis) -> Callable[[Variant], bool]:
        """Whether a variant has something to recommend to a viewer, or need not."""
        return _suits(lambda wish: self.served(wish, viewer, page, now))

    def served(self, wish: Wish, viewer: Viewer, page: Page, now: Millis) -> Sequence[Any]:
        """What is recommended. What it is about is what the viewer may see of themselves; what is left out is what the
        whole person has and complains about."""
        nobody = Profile(viewer.seed, {}, ())
        known = viewer.profile if viewer.profile and not viewer.profile.left_alone else nobody
        asked = wish._replace(product=page.product, locale=self.locale(viewer, page))
        return self.serve(known, asked, now, viewer.shows or nobody)

    def rows(self, found: Sequence[Any], locale: str) -> list[dict[str, Any]]:
        """What is recommended, as a page gets it."""
        from segue.recommending.answers import answer  # for pages that recommend

        return [answer(one, self.policy.ours, locale, comma(locale)) for one in found]

    def _chosen(self, key: str, viewer: Viewer, served: Asked, now: Millis) -> Choice | None:
        placement = self.placements.get(key)
        if placement is None:
            return None
        counts = self.arms(key) if placement.strategy == BANDIT else {}
        return suited(placement, lambda one: choose(one, viewer, counts, now), _suits(served))

    def _facts(self, variants: list[Variant], viewer: Viewer, page: Page, now: Millis) -> Row:
        profile = viewer.shows or Profile(viewer.seed, {}, ())
        locale = self.locale(viewer, page)
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

    def _told(self, key: str, choice: Choice | None, facts: Row, served: Asked) -> Row:
        if choice is None:
            return NO_PLACEMENT
        content, reason = None, choice.reason
        if choice.wanted:
            try:
                content = self._content(key, choice.wanted, facts, served)
            except Refused as wrong:
                reason = wrong.reason if _suits(served)(choice.wanted) else NOTHING
        if choice.holdout:
            return {"variant": None, "content": None, "reason": reason, "holdout": content is not None}
        shown = choice.shown if content is not None else None
        return {"variant": shown or None, "content": content, "reason": reason, "holdout": False}

    def _content(self, key: str, variant: Variant, facts: Row, served: Asked) -> dict[str, Any]:
        """What is shown; `items` of it is what is recommended. Raises Refused("template-error")."""
        own, locale = self.placements[key].locale or shop_locale(self.policy.shop), str(facts["locale"])
        if variant.recommend is None:
            return rendered(variant, locale, own, facts)
        found, known = served(variant.recommend), Facts(self.policy, self.catalog, locale)
        told = facts | {"recommended": [known.recommended_row(one) for one in found]}
        return rendered(variant, locale, own, told) | {"items": self.rows(found, locale)}


def _suits(served: Asked) -> Callable[[Variant], bool]:
    return lambda variant: variant.recommend is None or bool(served(variant.recommend))
