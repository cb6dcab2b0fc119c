"""The pages of placements: what each shows now and what became of it, and one with every variant as it looks.

What compiles and renders them is loaded when it is needed. Markup stands in a frame without script, cookie or origin.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any
from urllib.parse import quote, unquote, urlencode

from segue.console.customers.evidences import eyes_of
from segue.console.customers.portraits import portrait
from segue.console.desk import Desk
from segue.console.messages.proofs import FRAMED, NOBODY
from segue.console.placements import placement_words as words
from segue.console.playbook.versions import history
from segue.console.rendering import page
from segue.console.visits import SOUGHT, Shown, Visit, redirect
from segue.console.words import by_name
from segue.errors import NotFound
from segue.languages.texts import _
from segue.messaging.pretending import somebody
from segue.placements.placements import Variant
from segue.placements.standing import Standing
from segue.profile.profiles import Profile
from segue.segments.membership import Membership

KIND = "placement"
ASKED = ("person", "locale")  # in an address: ids and words, no personal data
MOST_HISTORY = 6
GONE, HOLDOUT = _("No longer there"), _("Holdout: the page’s own")


def show(visit: Visit, desk: Desk) -> Shown:
    """Every placement of the playbook in force."""
    specs = desk.playbooks.definitions(KIND)
    rows = [words.listed(one, specs.get(one.placement.id, {})) for one in standings().standings(visit.now)]
    return page(visit, "placements.html", placements=by_name(rows))


def show_one(visit: Visit, desk: Desk) -> Shown:
    """One placement. Raises NotFound."""
    return _page(visit, desk)


def find(visit: Visit, desk: Desk) -> Shown:
    """Shows it for somebody else. What was typed stays out of every URL."""
    found = desk.reading.search(visit.typed("q", SOUGHT)) if visit.typed("q", SOUGHT) else []
    if not found:
        return _page(visit, desk, NOBODY)
    return redirect(f"{visit.base}/placements/{quote(_key(visit), safe='')}?{_query(visit, person=found[0].id)}")


def show_markup(visit: Visit, desk: Desk) -> Shown:
    """The markup of one variant alone, to stand in a frame. Raises NotFound."""
    shown = _previews(visit, reader(visit, desk))
    found = shown.get(unquote(visit.args["variant"]))
    if found is None:
        raise NotFound("unknown-variant")
    return Shown(body=str((found["content"] or {}).get("html", "")).encode(), headers=FRAMED)


def reader(visit: Visit, desk: Desk) -> Profile:
    """For whom it is shown: somebody who is made up where nobody is named. Raises NotFound."""
    person = _said(visit, "person")
    return desk.reading.person(person) if person else somebody(visit.now)


def _page(visit: Visit, desk: Desk, wrong: str = "") -> Shown:
    key, profile = _key(visit), reader(visit, desk)
    stands, spec = standings().standing(key, visit.now), desk.playbooks.definitions(KIND).get(key, {})
    shown = _previews(visit, profile)
    picked = {name: _said(visit, name) for name in ASKED}
    facts = {
        "placement": words.listed(stands, spec),
        "variants": [{**one, "card": words.card(shown[one["id"]])} for one in _variants(stands, spec)],
        "results": [*_variants(stands, spec), *_others(stands)],
        "held": words.rate(stands.held),
        "days": words.by_day(stands),
        "draws": bool(stands.draws),
        "picked": picked,
        "reader": portrait(profile, Membership({}), (), eyes_of(visit, desk))["name"] if picked["person"] else "",
        "tongues": words.tongues(stands.placement.every, stands.placement.locale),
        "address": _query(visit),
        "history": history(desk, f"placements/{key}.yaml")[:MOST_HISTORY],
    }
    return page(visit, "placement.html", 422 if wrong else 200, wrong=wrong, **facts)


def _previews(visit: Visit, profile: Profile) -> Any:
    reads = standings().Reader(profile, visit.roles, locale=_said(visit, "locale"))
    return standings().previews(_key(visit), reads, visit.now)


def _variants(stands: Standing, spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every variant with what the text says of it and what became of it."""
    return [_variant(stands, spec, one) for one in stands.placement.every]


def _others(stands: Standing) -> list[dict[str, Any]]:
    """What was seen beside the variants of the text: those that it had before, and the page's own of the holdout."""
    scale, rest = _scale(stands), {"draws": None}
    gone = [{"name": words.called(one), "state": GONE, **words.rate(stands.of(one), scale)} for one in stands.gone]
    held = {"name": HOLDOUT, "state": "", **words.rate(stands.held, scale)}
    return [{**one, **rest} for one in (*gone, *([held] if stands.held.seen or stands.placement.holdout else []))]


def _variant(stands: Standing, spec: Mapping[str, Any], one: Variant) -> dict[str, Any]:
    state, when = words.timed(one, stands.now)
    draws = stands.draws.get(one.id)
    return {
        "id": one.id,
        "name": words.called(one.id),
        "state": state,
        "when": when,
        "priority": one.priority if one is not stands.placement.fallback else None,
        "share": one.share,
        "for_whom": words.for_whom(spec, one.id),
        "about": [name for kind in sorted(one.about) for name in sorted(one.about[kind])],
        "draws": None if draws is None else words.percent(draws),
        **words.rate(stands.of(one.id), _scale(stands)),
    }


def _scale(stands: Standing) -> float:
    known = [*stands.gone, *(one.id for one in stands.placement.every)]
    return words.scale_of([stands.held, *map(stands.of, known)])


def _key(visit: Visit) -> str:
    return unquote(visit.args[KIND])


def _said(visit: Visit, name: str) -> str:
    """A word of the address, or of the form that was sent from there."""
    return (visit.asked(name) or visit.form.get(name, ""))[:64]


def _query(visit: Visit, **changed: str) -> str:
    said = {name: _said(visit, name) for name in ASKED} | changed
    return urlencode({name: value for name, value in said.items() if value})


def standings() -> Any:
    """What compiles and renders: large, and needed here alone."""
    return import_module("segue.wiring.standings")
