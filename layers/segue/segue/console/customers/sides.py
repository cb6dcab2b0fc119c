"""People side by side: as they are, and as they would be after a merge or an undo. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from segue.api.masks import COVER, masked, masked_identifiers
from segue.console.customers.portraits import Eyes, strength, sums
from segue.console.label_words import own
from segue.console.words import called, label
from segue.identity.evidence import why_apart
from segue.identity.previews import Preview, Run, Seen
from segue.identity.rules import Rules
from segue.profile.profiles import Profile

MOST = 12  # identifiers of one person


def sides(preview: Preview, names: Mapping[str, str], rules: Rules, eyes: Eyes) -> dict[str, Any]:
    """Before and after, what is new to whom, whose journeys go on, and the rules that would be overruled."""
    everybody = [one.profile for one in preview.before]
    before = {one.profile.id: _person(one, eyes, everybody) for one in preview.before}
    after = [_changed(_person(one, eyes, everybody), before.get(one.profile.id, {})) for one in preview.after]
    called_so = {one["id"]: one["name"] for one in after}
    against = [why for one in preview.overrides if (why := why_apart(one, rules))]
    return {
        "kind": preview.kind,
        "before": sorted(before.values(), key=lambda one: one["id"] not in called_so),
        "after": sorted(after, key=lambda one: one["fresh"]),
        "runs": [_run(one, names, called_so) for one in preview.runs],
        "overrules": [f"{why[:1].upper()}{why[1:]}." for why in against],
    }


def facts(profile: Profile, eyes: Eyes, among: Sequence[Profile] = ()) -> dict[str, Any]:
    """What tells one person from another at a glance; the values of identifiers are known `among` these people."""
    rows = _own(profile, eyes, among or [profile])
    bought = [one for one in profile.orders if one["state"] != "cancelled"]
    live = [one for one in profile.carts if one.live]
    return {
        "id": profile.id,
        "shared": profile.shared,
        "name": called(masked(profile.traits, eyes.roles), [one for one in rows if one["value"] != COVER]),
        "identifiers": [{"type": label(one["type"]), "value": one["value"], "new": False} for one in rows[:MOST]],
        "more": max(len(rows) - MOST, 0),
        "orders": len(bought),
        "spent": sums((one["currency"], one["total"] - one["refunded"]) for one in bought) if bought else "",
        "carts": len(live),
        "in_carts": sums((one.currency, one.value) for one in live) if live else "",
        "segments": [],
        "left": [],
        "fresh": False,
    }


def _own(profile: Profile, eyes: Eyes, among: Sequence[Profile]) -> list[dict[str, Any]]:
    """What is the person's by its keys, whoever's events named it."""
    known = {(row["type"], row["value"]): row for one in among for row in one.identifiers}
    own = [row | {"apart": False} for row in known.values() if eyes.owns(profile, row)]
    return sorted(masked_identifiers(own, eyes.roles), key=strength)


def _person(seen: Seen, eyes: Eyes, among: Sequence[Profile]) -> dict[str, Any]:
    segments = [{"name": own(one), "new": False} for one in seen.segments]
    return {**facts(seen.profile, eyes, among), "segments": segments}


def _changed(one: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Marks what the person did not have before; `fresh`: there was nobody of this id before."""
    had = {row["value"] for row in before.get("identifiers", ())}
    was_in = {row["name"] for row in before.get("segments", ())}
    return {
        **one,
        "fresh": not before,
        "identifiers": [{**row, "new": row["value"] not in had} for row in one["identifiers"]],
        "segments": [{**row, "new": row["name"] not in was_in} for row in one["segments"]],
        "left": sorted(was_in - {row["name"] for row in one["segments"]}),
    }


def _run(run: Run, names: Mapping[str, str], people: Mapping[str, str]) -> dict[str, str]:
    journey = run.instance.journey
    return {"name": names.get(journey) or own(journey), "goes": people.get(run.person, "")}
