"""The segments' pages: how many are in each, who, since when, and what else they are in."""

from collections.abc import Mapping, Sequence
from typing import Any

from segue.api.cursors import HINT, clear, opaque
from segue.aws.members import BEGINNING, Place
from segue.console.charts import bars, line
from segue.console.customers.people import row
from segue.console.desk import Desk
from segue.console.label_words import own
from segue.console.playbook.versions import history
from segue.console.rendering import page
from segue.console.segments.clause_words import clauses
from segue.console.visits import Shown, Visit
from segue.console.words import by_name, date
from segue.errors import Invalid, NotFound
from segue.keys import PersonId, is_key
from segue.segments.counting import Overlap, overlaps
from segue.segments.fills import Fill
from segue.times import LATEST, Millis
from segue.wiring.back_fills import fills
from segue.wiring.counts import counts
from segue.wiring.members import members
from segue.wiring.people import people

RECENT = 5  # back-fills; later ones take over what earlier ones had not ended with
SAMPLE, PAGE = 8, 50
COMPARED = 200  # members whose other segments are looked at
SPARK_DAYS, DAYS = 30, 90
MOST_BARS, MOST_HISTORY = 8, 6
WIDE, HIGH = 640.0, 120.0


def show(visit: Visit, desk: Desk) -> Shown:
    """Every segment in force, with how many are in it and how that went."""
    known = desk.playbooks.definitions("segment")
    found = counts().of(sorted(known), visit.now)
    rows = [
        {**_row(key, known[key]), "count": count.people, "spark": line(_trend(key, SPARK_DAYS)[1])}
        for key, count in found.items()
    ]
    return page(visit, "segments.html", segments=by_name(rows))


def show_one(visit: Visit, desk: Desk) -> Shown:
    """One segment: what it asks, how many are in it, some of them, and what else they are in. Raises NotFound."""
    key, spec = _found(visit, desk)
    count, (days, trend) = counts().of([key], visit.now)[key], _trend(key, DAYS)
    some, further = members().page(key, COMPARED)
    inside = [frozenset(one.segments) for one in people().memberships([one for one, _ in some]).values()]
    shared = overlaps(inside, count.people, key)
    facts = {
        "segment": _row(key, spec),
        "count": count,
        "trend": line(trend, WIDE, HIGH),
        "days": [date(f"{one}T00:00:00Z") for one in days[:1] + days[-1:]],
        "before": trend[0] if len(trend) > 1 else None,
        "clause": clauses(spec.get("when")),
        "text": desk.playbooks.files().get(f"segments/{key}.yaml", ""),
        "base": desk.playbooks.active_version(),
        "people": _people(visit, desk, some[:SAMPLE], key),
        "further": further is not None or len(some) > SAMPLE,
        "overlaps": shared_bars(desk, shared),
        "whole": further is None,
        "filling": filling(key),
        "history": history(desk, f"segments/{key}.yaml")[:MOST_HISTORY],
    }
    return page(visit, "segment.html", **facts)


def show_members(visit: Visit, desk: Desk) -> Shown:
    """Who is in a segment, a page at a time. Raises NotFound, Invalid."""
    key, spec = _found(visit, desk)
    found, further = members().page(key, PAGE, _place(visit.asked("after")))
    after = opaque(f"{further[0]} {further[1]}") if further else ""
    return page(
        visit, "segment_members.html", segment=_row(key, spec), people=_people(visit, desk, found, key), after=after
    )


def filling(key: str) -> Fill | None:
    """The back-fill that looks at everybody again because of this segment, while it has not ended."""
    newest = fills().newest(RECENT, LATEST)
    return next((one for one in newest if not one.ended and key in one.segments), None)


def shared_bars(desk: Desk, shared: Sequence[Overlap]) -> list[dict[str, Any]]:
    """Overlaps as bars of their share in per cent, the largest first."""
    known = desk.playbooks.definitions("segment")
    rows = [
        {"id": one.segment, "name": _row(one.segment, known[one.segment])["name"], "score": round(one.share * 100)}
        for one in shared
        if one.segment in known
    ]
    return [{**one, "width": max(1, one["score"])} for one in bars(rows, MOST_BARS)]


def _people(visit: Visit, desk: Desk, found: Sequence[tuple[PersonId, Millis]], own: str) -> list[dict[str, Any]]:
    """Members as lines of a list, each with since when and with the other segments that it is in."""
    read = [(desk.reading.profiles.read(person), since) for person, since in found]
    rows = [row(visit, desk, profile, since) for profile, since in read if profile]
    return [{**one, "segments": [other for other in one["segments"] if other["id"] != own]} for one in rows]


def _found(visit: Visit, desk: Desk) -> tuple[str, Mapping[str, Any]]:
    key = visit.args["segment"]
    spec = desk.playbooks.definitions("segment").get(key)
    if spec is None:
        raise NotFound("unknown-segment")
    return key, spec


def _row(key: str, spec: Mapping[str, Any]) -> dict[str, str]:
    return {"id": key, "name": str(spec.get("name") or own(key)), "about": str(spec.get("description") or "")}


def _trend(key: str, most: int) -> tuple[list[str], list[int]]:
    found = counts().days(key, most)
    return [day for day, _ in found], [people for _, people in found]


def _place(text: str) -> Place:
    """Where a page begins. Raises Invalid("bad-cursor")."""
    if not text:
        return BEGINNING
    shard, _, person = clear(text).partition(" ")
    if not shard.isascii() or not shard.isdigit() or not is_key(person):
        raise Invalid("bad-cursor", HINT)
    return int(shard), person
