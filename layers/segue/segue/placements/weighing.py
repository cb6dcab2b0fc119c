"""Weighing: what a placement would show somebody now, and of every variant why it is that or is not."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from segue.experiments.holdouts import HELD_OUT
from segue.languages.texts import _
from segue.placements.bandits import Arm
from segue.placements.choosing import MINOR, NOTHING, Choice, Considered, Viewer, choose
from segue.placements.odds import odds
from segue.placements.placements import BANDIT, FIRST, SPLIT, Placement, Variant
from segue.segments.explaining import Why, explain
from segue.times import Millis

# What became of a variant, each word with its sentence.
WORDS = {
    "shown": _("This is what they see."),
    "not-now": _("It is not its time."),
    "not-for-them": _("It is for others."),
    NOTHING: _("It is for them, and there is nothing to recommend to them."),
    "lower-priority": _("A variant of a higher priority is for them, too."),
    "later": _("It is for them, and another one stands before it in the text."),
    "lower-score": _("It is for them, and another one is about what they have looked at as much or more."),
    "other-share": _("It is for them, and another one was drawn for them by its share."),
    "may-be-drawn": _("It is for them: another visit may draw it."),
    "holdout": _("It is for them, but they are of the holdout and see what the page shows without us."),
    MINOR: _("It is for them, but they are too young to be sold to."),
    HELD_OUT: _("It is for them, but they are of the people who get no marketing."),
    "spare": _("It is for those whom no variant is for."),
}
AFTER = {
    FIRST: "later",
    BANDIT: "may-be-drawn",
    SPLIT: "other-share",
}  # of the highest priority, by strategy


class Weighed(NamedTuple):
    """A variant with its word of WORDS; `score` where interest counts, `odds` of being drawn where a bandit draws, and
    `why` its condition holds or does not; None where it is for everybody or nobody is known."""

    variant: Variant
    word: str
    score: float | None = None
    odds: float | None = None
    why: Why | None = None

    @property
    def sentence(self) -> str:
        """What became of it, in words."""
        return str(WORDS[self.word])


class Weighing(NamedTuple):
    """What is chosen, and every variant with the fallback at the end."""

    choice: Choice
    variants: tuple[Weighed, ...]


class Seen(NamedTuple):
    """By whom and when; `suits` says of a variant that recommends whether there is anything."""

    viewer: Viewer
    now: Millis
    suits: Callable[[Variant], bool] = lambda _: True


def weigh(placement: Placement, seen: Seen, arms: Mapping[str, Arm]) -> Weighing:
    """For a viewer at a moment. Without a seed there is no visit, so of a bandit the likeliest is told."""
    from segue.placements.suiting import suited  # for who asks, not for who tells of the answer

    viewer, now, suits = seen
    choice = suited(placement, lambda one: choose(one, viewer, arms, now), suits)
    by_id, found = {one.id: one for one in placement.every}, {one.variant: one for one in choice.considered}
    fitting = [one for one in placement.variants if found[one.id].word == "fits"]
    top = [one.id for one in fitting if one.priority == fitting[0].priority]
    shares = odds(arms, top) if placement.strategy == BANDIT and top else {}
    if shares and choice.reason == "drawn" and not viewer.seed:
        choice = choice._replace(variant=by_id[max(top, key=lambda one: shares[one])])
    spare = Considered("", "shown" if choice.reason == "fallback" else "spare")
    every = ((one, found.get(one.id, spare)) for one in placement.every)
    rows = (
        Weighed(one, _word(placement, choice, said, top), said.score, shares.get(one.id), _why(one, viewer, now))
        for one, said in every
    )
    return Weighing(choice, tuple(rows))


def _word(placement: Placement, choice: Choice, one: Considered, top: list[str]) -> str:
    if one.word != "fits":
        return one.word
    if choice.holdout or choice.reason in (HELD_OUT, MINOR):
        return choice.reason
    if one.variant == choice.shown:
        return "shown"
    return AFTER.get(placement.strategy, "lower-score") if one.variant in top else "lower-priority"


def _why(variant: Variant, viewer: Viewer, now: Millis) -> Why | None:
    return explain(variant.when, viewer.profile, now) if variant.when and viewer.profile else None
