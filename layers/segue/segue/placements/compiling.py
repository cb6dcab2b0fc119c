"""Placements out of the playbook's text (`placements/<id>.yaml`)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from segue.contact_points import PURPOSES
from segue.errors import Invalid, every, inside
from segue.experiments.holdouts import MARKETING
from segue.experiments.shares import share
from segue.messaging.locales import tag
from segue.placements.placements import FIRST, SPLIT, STRATEGIES, Placement, Variant
from segue.placements.splits import check_split
from segue.placements.variants import FALLBACK, SHOWN, Spec, shown, variant
from segue.segments.compiler import Compiler
from segue.spelling import choice, only

FIELDS = ("name", "description", "strategy", "holdout", "locale", "purpose", FALLBACK, "variants")
MOST = 50  # variants
MOST_HOLDOUT = 50  # of 100 people


def compile_placement(key: str, spec: Spec, compiler: Compiler, shop: Spec) -> Placement:
    """A placement. Raises Invalid with all that is wrong, each with its path."""
    _, strategy, holdout, locale, purpose, fallback, variants = every(
        partial(only, spec, FIELDS, "a placement"),
        partial(_strategy, spec),
        partial(_holdout, spec.get("holdout", 0)),
        partial(_locale, spec.get("locale", "")),
        partial(_purpose, spec),
        partial(_fallback, spec.get(FALLBACK), shop),
        partial(_variants, spec.get("variants"), compiler, shop),
    )
    check_split(spec, strategy == SPLIT)
    return Placement(key, variants, strategy, holdout, fallback, locale, purpose)


def compile_placements(
    placements: Mapping[str, Spec], segments: Mapping[str, Spec], policies: Mapping[str, Spec]
) -> dict[str, Placement]:
    """All placements of a playbook. Raises Invalid."""
    compiler, shop = Compiler(segments, policies), policies.get("shop", {})
    return {key: compile_placement(key, one, compiler, shop) for key, one in placements.items()}


def _strategy(spec: Spec) -> str:
    with inside("strategy"):
        return choice(spec.get("strategy", FIRST), STRATEGIES, "strategy", "bad-placement")


def _purpose(spec: Spec) -> str:
    with inside("purpose"):
        return choice(spec.get("purpose", MARKETING), PURPOSES, "purpose", "bad-placement")


def _holdout(given: Any) -> int:
    with inside("holdout"):
        return share(given, MOST_HOLDOUT)


def _locale(said: Any) -> str:
    if said and (not isinstance(said, str) or tag(said) != said):
        with inside("locale"):
            raise Invalid("bad-locale", f"`locale` is a language such as de or de-AT, not {said!r}")
    return said


def _fallback(given: Any, shop: Spec) -> Variant | None:
    if given is None:
        return None
    with inside(FALLBACK):
        return shown(FALLBACK, only(given, SHOWN, "a fallback"), shop)


def _variants(given: Any, compiler: Compiler, shop: Spec) -> tuple[Variant, ...]:
    with inside("variants"):
        if not isinstance(given, list) or not 0 < len(given) <= MOST:
            raise Invalid("bad-placement", f"`variants` is a list of 1 to {MOST}, each with an `id` and a `content`")
        made = every(*(partial(variant, place, one, compiler, shop) for place, one in enumerate(given)))
        ids = [one.id for one in made]
        every(*(partial(_twice, place, ids) for place in range(len(ids))))
    return tuple(sorted(made, key=lambda one: -one.priority))  # what is equal stays in its order


def _twice(place: int, ids: list[str]) -> None:
    if ids[place] in ids[:place]:
        with inside(place, "id"):
            raise Invalid("bad-placement", f"`{ids[place]}` stands here a second time")
