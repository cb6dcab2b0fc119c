"""How we know that identifiers are one person's, and what was decided about it, as a person's page tells it."""

from collections.abc import Iterable, Sequence
from typing import Any

from segue.api.links import End, Link
from segue.api.roles import DECIDING
from segue.console.customers.portraits import Eyes
from segue.console.desk import Desk, Records
from segue.console.visits import Visit
from segue.console.words import label
from segue.errors import NotFound
from segue.identity.evidence import called, why_apart
from segue.identity.merging import Merge
from segue.keys import IdentityKey
from segue.languages.texts import _
from segue.profile.profiles import Profile

HOW = {"order": _("Known with an order"), "staff": _("Decided by staff"), "spelling": _("Two spellings of one value")}
RULES = "rules"
MOST = 60  # links on a page
SHORT = 5  # characters of a key, where its value is not known


def who(visit: Visit, desk: Desk, profile: Profile) -> dict[str, Any]:
    """Links that hold, links that were kept apart, the history of merges; `decides`: whether the visitor may."""
    links = desk.identity.links.of(profile, visit.roles)
    undone = sorted(desk.identity.links.set_of(profile).undone)
    told = [link_view(one) | {"why": _why(one, desk)} for one in links]
    past = history(links, desk.identity.records, undone)
    return {
        "links": [one for one in told if one["state"] != "apart"][:MOST],
        "apart": [one for one in told if one["state"] == "apart"][:MOST],
        "history": past,
        "merged": sum(one["state"] == "merged" for one in past),
        "decides": bool(visit.roles & DECIDING),
    }


def eyes_of(visit: Visit, desk: Desk) -> Eyes:
    """How this visitor sees people."""
    return Eyes(visit.roles, desk.reading.keys_of)


def link_view(one: Link) -> dict[str, Any]:
    """A link in words; `undo` names it where it made one person of two."""
    found = one.evidence
    places = [label(one.title) if one.title.islower() else one.title, one.source]
    return {
        "left": end_view(one.left),
        "right": end_view(one.right),
        "how": HOW.get(found.how) or label(found.how),
        "staff": found.how == "staff",
        "places": [place for place in places if place and found.how != "staff"],
        "time": found.time,
        "state": one.state,
        "known": found.known,
        "person": one.person,
        "undo": found.id if found.joined else "",
    }


def _why(one: Link, desk: Desk) -> str:
    """Why a link was left out; "" of one that counts."""
    reason = one.evidence.reason
    return why_apart(reason, desk.identity.links.rules()) if reason else ""


def kind_of(key: IdentityKey) -> str:
    """What an identifier of this key's type is called, within a sentence: `phone number`."""
    return called(key)


def end_view(end: End) -> dict[str, str]:
    """An identifier: its type and its value, or the last characters of its key."""
    return {"type": label(end.type), "value": end.value or f"…{end.key[-SHORT:]}"}


def history(links: Sequence[Link], records: Records, undone: Iterable[str]) -> list[dict[str, Any]]:
    """Merges of known people, by staff or by the rules, in force or taken back, newest first."""
    made = [one for one in links if one.evidence.how == "staff" or (one.evidence.joined and one.evidence.known)]
    rows = [_made(one, records) for one in made if one.state != "apart"]
    rows += [_undone(one) for merge in undone if (one := _record(records, merge))]
    return sorted(rows, key=lambda row: row["time"], reverse=True)


def _made(one: Link, records: Records) -> dict[str, Any]:
    view = link_view(one)
    record = _record(records, one.evidence.id) if view["staff"] else None
    why = " · ".join(str(one) for one in (view["how"], *view["places"]))
    return {
        "id": one.evidence.id,
        "by": record.actor if record else RULES,
        "reason": record.reason if record else _("One event named both: {why}").format(why=why),
        "time": one.evidence.time,
        "state": "merged",
        "ends": (view["left"], view["right"]),
    }


def _undone(merge: Merge) -> dict[str, Any]:
    reason = _("One event named both") if merge.actor == RULES else merge.reason
    facts = {"id": merge.id, "by": merge.actor, "reason": reason, "time": merge.time, "state": merge.state, "ends": ()}
    undone = {"undone_by": merge.undone_by, "undone_at": merge.undone_at, "undone_why": merge.undone_why}
    return {**facts, **undone, "people": (merge.keep, merge.absorb)}


def _record(records: Records, merge: str) -> Merge | None:
    try:
        return records.one(merge)
    except NotFound:
        return None
