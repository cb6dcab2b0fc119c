"""Why a placement would show somebody what it does: each variant with what became of it, and its clauses as a tree."""

from typing import Any
from urllib.parse import quote, unquote

from segue.api.roles import MARKETING
from segue.console.customers.evidences import eyes_of
from segue.console.customers.portraits import portrait
from segue.console.customers.whys import tree
from segue.console.desk import Desk
from segue.console.placements import placement_words as words
from segue.console.placements.placing import KIND, standings
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import by_name
from segue.placements.weighing import Weighed


def show(visit: Visit, desk: Desk) -> Shown:
    """What somebody would see in a placement now, and why. Raises NotFound."""
    profile, key = desk.reading.person(visit.args["person"]), unquote(visit.args[KIND])
    if profile.id != visit.args["person"]:
        return redirect(f"{visit.base}/people/{profile.id}/why/placements/{quote(key, safe='')}")
    why, specs = (
        standings().why_for(key, standings().Reader(profile, visit.roles), visit.now),
        desk.playbooks.definitions(KIND),
    )
    choice = why.weighing.choice
    facts = {
        "person": portrait(profile, desk.reading.membership(profile), (), eyes_of(visit, desk)),
        "placement": words.head(key, specs.get(key, {})),
        "strategy": why.strategy,
        "shown": words.called(choice.shown) if why.content is not None else "",
        "shown_id": choice.shown,
        "card": words.card({"content": why.content, "reason": why.reason}),
        "reason": why.sentence,
        "held": choice.holdout,
        "variants": [_row(visit, desk, key, one) for one in why.weighing.variants],
        "open": bool(visit.roles & MARKETING),
        "others": by_name(words.head(one, spec) for one, spec in specs.items() if one != key),
    }
    return page(visit, "placement_why.html", **facts)


def _row(visit: Visit, desk: Desk, key: str, one: Weighed) -> dict[str, Any]:
    badge, tone = words.BADGES[one.word]
    spec, segments = desk.playbooks.definitions(KIND).get(key, {}), desk.playbooks.definitions("segment")
    condition = words.condition_of(spec, one.variant.id)
    return {
        "name": words.called(one.variant.id),
        "badge": badge,
        "tone": tone,
        "text": one.sentence,
        "when": words.timed(one.variant, visit.now)[1],
        "score": one.score,
        "odds": None if one.odds is None else words.percent(one.odds),
        "why": tree(one.why, condition, segments, visit.roles) if one.why else None,
    }
