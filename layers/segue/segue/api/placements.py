"""The routes about placements: how they stand, and what they would show somebody and why."""

from collections.abc import Collection, Mapping
from importlib import import_module
from typing import Any

from aws_lambda_powertools.event_handler import Request

from segue.api.answers import Page, Text
from segue.api.placement_answers import PlacementAnswer, PlacementDetail, WhyPlacement
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.api.whys import clause
from segue.lambdas import now
from segue.placements.placements import Variant
from segue.placements.standing import Standing, Tally
from segue.placements.weighing import Weighed
from segue.times import LATEST
from segue.wiring.desk import reading
from segue.wiring.tables import playbooks


def list_placements() -> Page[PlacementAnswer]:
    """The placements in force, what is live in them, and what became of it in the last 28 days."""
    return Page(items=[PlacementAnswer.model_validate(_told(one)) for one in _standings().standings(now())])


def read_placement(placement: str) -> PlacementDetail:
    """One placement: its variants with their results, its last days and its text."""
    stands = _standings().standing(placement, now())
    days = zip(stands.lately, stands.by_day(), strict=True)
    return PlacementDetail.model_validate(
        {
            **_told(stands),
            "variants": [_variant(stands, one) for one in stands.placement.every],
            "gone": [{"id": one, "result": _rate(stands.of(one))} for one in stands.gone],
            "days": [{"day": day, "views": one.seen, "clicks": one.clicked} for day, one in days],
            "text": playbooks().files().get(f"placements/{placement}.yaml", ""),
        }
    )


def why_placement(person: str, placement: str, request: Request, session: Text = "") -> WhyPlacement:
    """What a placement would show a customer now, and of every variant why it is that or is not."""
    profile, roles = reading().person(person), caller_of(event_of(request)).roles
    found = _standings().why_for(placement, _standings().Reader(profile, roles, session), now())
    choice, shown = found.weighing.choice, found.content is not None
    return WhyPlacement.model_validate(
        {
            "person": profile.id,
            "placement": placement,
            "name": _spec(placement).get("name") or placement,
            "strategy": found.strategy,
            "variant": choice.shown if shown else None,
            "reason": found.reason,
            "text": found.sentence,
            "holdout": choice.holdout,
            "content": found.content,
            "variants": [_weighed(one, roles) for one in found.weighing.variants],
        }
    )


def _told(stands: Standing) -> dict[str, Any]:
    placement, spec = stands.placement, _spec(stands.placement.id)
    return {
        "id": placement.id,
        "name": str(spec.get("name") or placement.id),
        "description": str(spec.get("description") or ""),
        "strategy": placement.strategy,
        "holdout": placement.holdout,
        "live": [one.id for one in stands.live],
        "shown": _rate(stands.whole),
        "held": _rate(stands.held),
    }


def _variant(stands: Standing, one: Variant) -> dict[str, Any]:
    return {
        **_times(one),
        "id": one.id,
        "priority": one.priority,
        "live": one in stands.live or one is stands.placement.fallback,
        "condition": one.when.text if one.when else None,
        "about": {kind: sorted(names) for kind, names in one.about.items()},
        "content": one.content,
        "locales": sorted(one.locales),
        "result": _rate(stands.of(one.id)),
        "draws": stands.draws.get(one.id),
    }


def _weighed(one: Weighed, roles: Collection[str]) -> dict[str, Any]:
    return {
        **_times(one.variant),
        "variant": one.variant.id,
        "word": one.word,
        "text": one.sentence,
        "priority": one.variant.priority,
        "score": one.score,
        "odds": one.odds,
        "why": clause(one.why, roles) if one.why else None,
    }


def _times(one: Variant) -> dict[str, Any]:
    return {"since": one.since or None, "until": one.until if one.until < LATEST else None}


def _rate(one: Tally) -> dict[str, Any]:
    low, high = one.interval or (None, None)
    return {"views": one.seen, "clicks": one.clicked, "rate": one.rate, "low": low, "high": high}


def _spec(key: str) -> Mapping[str, Any]:
    return playbooks().definitions("placement").get(key, {})


def _standings() -> Any:
    """What compiles and renders placements: needed here alone."""
    return import_module("segue.wiring.standings")
