"""Which variant of a placement somebody sees, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from segue.experiments.holdouts import HELD_OUT, MARKETING, NOBODY, Holdout
from segue.experiments.units import drawn as part
from segue.experiments.units import held, unit_of
from segue.journeys.attribution import ids
from segue.languages.texts import _
from segue.placements.bandits import Arm, drawn
from segue.placements.placements import BANDIT, FIRST, PRODUCTS, SCORE, SPLIT, Placement, Variant
from segue.profile.profiles import Profile
from segue.times import Millis

# The word of each reason with its sentence.
MINOR = "minor"
REASONS = {
    "holdout": _("One of the people who see what the page shows without us."),
    HELD_OUT: _("One of the people who get no marketing, wherever it is."),
    MINOR: _("Too young to be sold to, and no guardian has agreed."),
    "fits": _("The first variant that is for this viewer."),
    "interest": _("Of the variants for this viewer the one that they have shown most interest in."),
    "drawn": _("Drawn among the variants for this viewer by how often each is clicked."),
    "split": _("Drawn for this person, for good, by the shares of the variants."),
    "kept": _("What this visit has been shown before."),
    "fallback": _("No variant is for this viewer."),
    "no-variant": _("No variant is for this viewer, and the placement has no fallback."),
    "nothing-to-recommend": _("There is nothing to recommend to this viewer, and no variant without that is for them."),
    "no-placement": _("The playbook has no such placement."),
    "out-of-scope": _("The token of the page covers nothing of the content."),
    "template-error": _("The content asks for what is not known of this viewer."),
}
NOTHING = "nothing-to-recommend"
PRODUCT_POINTS = 3.0  # what it is worth that a variant is about a product that was looked at


@dataclass(frozen=True)
class Viewer:
    """Who looks: `seed` is the same through a visit, `holds` names what this visit has been shown, by placement.
    `profile` is None for somebody of whom nothing is known; `shows`: what of it may stand in the page. `holdout`:
    who gets no marketing at all."""

    seed: str
    profile: Profile | None = None
    shows: Profile | None = None
    holds: Mapping[str, str] = field(default_factory=dict)
    holdout: Holdout = NOBODY

    @property
    def ids(self) -> tuple[str, ...]:
        """What is drawn for: the person's ids; of somebody yet unknown the id that the person will have."""
        known = self.profile or self.shows
        return ids(known, past=False) if known else (self.seed,)

    @cached_property
    def interest(self) -> Mapping[str, Mapping[str, float]]:
        """By kind the names in small letters, with how much they have been looked at; products by their ids."""
        if self.profile is None:
            return {}
        recent: dict[str, float] = {}
        for one in self.profile.told("interests")["products"]:
            recent[str(one["name"])] = float(one["score"])
        return {**self.profile.interest_scores, "products": recent}


class Considered(NamedTuple):
    """A variant and what was found of it: `not-now`, `not-for-them`, `nothing-to-recommend`, `fits`; of what fits its
    score where one is."""

    variant: str
    word: str
    score: float | None = None


class Choice(NamedTuple):
    """What is shown: None leaves it to the page. `reason` is a word of REASONS. `holdout`: that it would be `instead`
    if this viewer were not held out of the placement."""

    variant: Variant | None
    reason: str
    holdout: bool = False
    considered: tuple[Considered, ...] = ()
    instead: Variant | None = None

    @property
    def wanted(self) -> Variant | None:
        """What is shown, or would be."""
        return self.variant or self.instead

    @property
    def shown(self) -> str:
        """The id of the variant; "" where it is left to the page."""
        return self.variant.id if self.variant else ""


def choose(placement: Placement, viewer: Viewer, arms: Mapping[str, Arm], now: Millis) -> Choice:
    """The variant for a viewer at a moment; `arms` are the counts by variant, which only a bandit asks for."""
    found = [(one, _asked(one, viewer.profile, now)) for one in placement.variants]
    fitting = _Fitting(placement, viewer, [one for one, word in found if word == "fits"])
    scores = {one.id: _score(one, viewer) for one in fitting.variants} if placement.strategy == SCORE else {}
    considered = tuple(Considered(one.id, word, scores.get(one.id)) for one, word in found)
    if placement.purpose == MARKETING and viewer.profile is not None and viewer.profile.is_minor(now):
        return Choice(None, MINOR, considered=considered)
    if viewer.holdout.holds(viewer.ids, placement.purpose):
        return Choice(None, HELD_OUT, considered=considered)
    ways: dict[str, Callable[[], tuple[Variant | None, str]]] = {
        FIRST: lambda: (fitting.variants[0], "fits"),
        SCORE: lambda: fitting.scored(scores),
        BANDIT: lambda: fitting.drawn(arms),
        SPLIT: fitting.split,
    }
    found, reason = ways[placement.strategy]() if fitting.variants else fitting.none
    if found and held_out(placement, viewer):  # who would see nothing anyway is of neither arm
        return Choice(None, "holdout", True, considered, found)
    return Choice(found, reason, considered=considered)


def held_out(placement: Placement, viewer: Viewer) -> bool:
    """Whether the viewer is one of the holdout: by the person's unit and the placement, so the same at every view."""
    return held(viewer.ids, placement.holdout, f"{experiment_of(placement)}|holdout")


def experiment_of(placement: Placement) -> str:
    """What a placement is called where experiments are compared."""
    return f"placement:{placement.id}"


@dataclass(frozen=True)
class _Fitting:
    """The variants of a placement that are for a viewer, in their order."""

    placement: Placement
    viewer: Viewer
    variants: list[Variant]

    @property
    def top(self) -> list[Variant]:
        """Those of the highest priority."""
        return [one for one in self.variants if one.priority == self.variants[0].priority]

    def scored(self, scores: Mapping[str, float]) -> tuple[Variant, str]:
        """The one of the highest score; the first of equals."""
        best = max(self.top, key=lambda one: scores[one.id])
        return best, "interest" if scores[best.id] else "fits"

    def drawn(self, arms: Mapping[str, Arm]) -> tuple[Variant, str]:
        """What this visit has been shown already, else by a draw."""
        by_id = {one.id: one for one in self.top}
        held = self.viewer.holds.get(self.placement.id, "")
        if held in by_id:
            return by_id[held], "kept"
        return by_id[drawn(arms, by_id, f"{self.placement.id}|{self.viewer.seed}")], "drawn"

    @property
    def none(self) -> tuple[Variant | None, str]:
        """What is shown where no variant is for the viewer."""
        return self.placement.fallback, "fallback" if self.placement.fallback else "no-variant"

    def split(self) -> tuple[Variant | None, str]:
        """What was drawn for the person. Who has nothing to be recommended in that sees none of the others: they would
        be counted with people who are not like them."""
        shares = [one.share for one in self.top]
        if sum(shares) < 100:
            return self.none
        return self.top[part(experiment_of(self.placement), unit_of(self.viewer.ids), shares)], "split"


def _asked(variant: Variant, profile: Profile | None, now: Millis) -> str:
    if not variant.since <= now < variant.until:
        return "not-now"
    if variant.when is None:
        return "fits"
    return (
        "fits"
        if profile is not None and not profile.left_alone and variant.when.test(profile, now).holds
        else "not-for-them"
    )


def _score(variant: Variant, viewer: Viewer) -> float:
    """How much the viewer has looked at what it is about; a product of its own counts more than its category."""
    points = {kind: PRODUCT_POINTS if kind == PRODUCTS else 1.0 for kind in variant.about}
    named = ((kind, name) for kind, names in variant.about.items() for name in names)
    return round(sum(points[kind] * viewer.interest.get(kind, {}).get(name, 0.0) for kind, name in named), 4)
