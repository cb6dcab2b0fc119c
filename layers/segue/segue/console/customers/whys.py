"""Why somebody is in a segment, or is not: its clauses as a tree, each with its answer and what decided it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from segue.api.masks import masked_trait
from segue.api.roles import MARKETING
from segue.console.customers.evidences import eyes_of
from segue.console.customers.portraits import portrait
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.segments.clause_words import clauses
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import by_name, label
from segue.errors import NotFound
from segue.segments.explaining import Why, explain
from segue.segments.verdicts import Fact
from segue.wiring.in_force import segments

Specs = Mapping[str, Mapping[str, Any]]


def show(visit: Visit, desk: Desk) -> Shown:
    """Why a customer is in a segment or is not. Raises NotFound."""
    profile, key = desk.reading.person(visit.args["person"]), visit.args["segment"]
    if profile.id != visit.args["person"]:
        return redirect(f"{visit.base}/people/{profile.id}/why/{key}")
    known, specs = segments().get(key), desk.playbooks.definitions("segment")
    if known is None:
        raise NotFound("unknown-segment")
    membership = desk.reading.membership(profile)
    why = explain(known.when, profile, visit.now)
    facts = {
        "person": portrait(profile, membership, (), eyes_of(visit, desk)),
        "segment": {"id": key, "name": known.name, "about": known.description},
        "draws": bool(visit.roles & MARKETING),
        "member": key in membership.segments,
        "since": membership.segments.get(key),
        "why": tree(why, specs.get(key, {}).get("when"), specs, visit.roles),
        "others": by_name(
            {"id": one, "name": str(spec.get("name") or label(one))} for one, spec in specs.items() if one != key
        ),
    }
    return page(visit, "why.html", **facts)


def tree(why: Why, spec: Any, specs: Specs, roles: Collection[str]) -> dict[str, Any]:
    """An answer with the answers that it is made of, as these roles may see it."""
    inner = _inner(spec, specs)
    pairs = zip(why.parts, inner if len(inner) == len(why.parts) else [None] * len(why.parts), strict=True)
    return {
        "text": clauses(spec).text if spec else why.text,
        "group": bool(why.parts),
        "holds": why.holds,
        "since": why.since,
        "until": why.until,
        "facts": [_fact(one, roles) for one in why.facts],
        "parts": [tree(part, one, specs, roles) for part, one in pairs],
    }


def _inner(spec: Any, specs: Specs) -> Sequence[Any]:
    """The conditions that a group is made of, in their order."""
    match spec:
        case {"all": list(parts)} | {"any": list(parts)}:
            return parts
        case {"not": inner} | {"has_been": {"when": inner}}:
            return [inner]
        case {"in_segment": str(key)}:
            return [specs.get(key, {}).get("when")]
    return []


def _fact(fact: Fact, roles: Collection[str]) -> dict[str, Any]:
    text = masked_trait(fact.about, fact.value, roles) if fact.about else fact.text
    return {"text": text, "time": fact.time, "event": fact.event}
