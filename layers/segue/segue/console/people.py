"""The people pages: who was seen lately, finding one, and one person's page with its timeline."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from segue.api.masks import masked
from segue.api.timeline import Moment, Wanted, cursor, place_of
from segue.console.desk import Desk
from segue.console.icons import icon_of, tone_of
from segue.console.portraits import figures, portrait
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import day, label
from segue.profiles import Profile
from segue.summaries import summary
from segue.times import Millis

LATELY, FEED = 12, 60
PAGE = 40
FILTERS = (("Everything", ""), ("Events", "event"), ("Messages", "message"), ("Not sent", "decision"))
TRACK = "track"


def show(visit: Visit, desk: Desk) -> Shown:
    """Those who were seen last, newest first."""
    seen: dict[str, Millis] = {}
    for entry in desk.live.recent(FEED):
        if entry.person and len(seen) < LATELY:
            seen.setdefault(entry.person, entry.time)
    found = {one.id: (one, moment) for person, moment in seen.items() if (one := desk.reading.profiles.read(person))}
    return page(visit, "people.html", sought="", people=[_row(visit, desk, *one) for one in found.values()])


def find(visit: Visit, desk: Desk) -> Shown:
    """The person behind what was typed; a choice where several are. What was typed stays out of every URL."""
    sought = visit.form.get("q", "").strip()[:256]
    found = desk.reading.search(sought) if sought else []
    if len(found) == 1:
        return redirect(f"{visit.base}/people/{found[0].id}")
    return page(visit, "people.html", sought=sought, people=[_row(visit, desk, one, None) for one in found])


def show_person(visit: Visit, desk: Desk) -> Shown:
    """One person's page."""
    profile = desk.reading.person(visit.args["person"])
    if profile.id != visit.args["person"]:
        return redirect(f"{visit.base}/people/{profile.id}")
    moments = _timeline(visit, desk, profile)
    person = portrait(profile, desk.reading.membership(profile), desk.reading.messages_of(profile), visit.roles)
    person |= figures(profile, _last_seen(desk, profile), visit.now)
    return page(visit, "person.html", person=person, filters=_filters(visit), **moments)


def show_timeline(visit: Visit, desk: Desk) -> Shown:
    """The next part of the timeline alone."""
    profile = desk.reading.person(visit.args["person"])
    moments = _timeline(visit, desk, profile)
    return page(visit, "timeline_rows.html", person={"id": profile.id}, **moments)


def _timeline(visit: Visit, desk: Desk, profile: Profile) -> dict[str, Any]:
    before, kind = visit.asked("before"), visit.asked("kind")
    moments, further = desk.reading.timeline(profile, Wanted(PAGE, place_of(before), visit.asked("channel"), kind))
    asked = {"kind": kind, "channel": visit.asked("channel"), "before": cursor(further), "day": _day_of(moments, visit)}
    query = "?" + urlencode({name: value for name, value in asked.items() if value}) if further else ""
    return {"days": _days(visit, moments), "next": query, "before": before, "after_day": visit.asked("day")}


def _days(visit: Visit, moments: Sequence[Moment]) -> list[dict[str, Any]]:
    groups = groupby(moments, key=lambda one: day(one.time, visit.now))
    return [{"day": name, "moments": [_moment(visit, one) for one in group]} for name, group in groups]


def _day_of(moments: Sequence[Moment], visit: Visit) -> str:
    return day(moments[-1].time, visit.now) if moments else ""


def _moment(visit: Visit, one: Moment) -> dict[str, Any]:
    named = one.title if one.act == TRACK or one.kind != "event" else label(one.act)
    said = summary(one.title, one.detail) if one.kind == "event" else label(one.detail["state"])
    return {
        **vars(one),
        "title": named,
        "summary": said or (one.title if one.title not in (one.act, named) else ""),
        "detail": masked(one.detail, visit.roles),
        "icon": icon_of(one.title, one.channel, one.kind),
        "tone": tone_of(one.title, one.kind),
    }


def _filters(visit: Visit) -> list[dict[str, Any]]:
    chosen = visit.asked("kind")
    queries = [(name, f"?kind={kind}" if kind else "", kind == chosen) for name, kind in FILTERS]
    return [{"name": name, "query": query, "chosen": is_chosen} for name, query, is_chosen in queries]


def _last_seen(desk: Desk, profile: Profile) -> Millis | None:
    moments, _ = desk.reading.timeline(profile, Wanted(1, kind="event"))
    return moments[0].time if moments else None


def _row(visit: Visit, desk: Desk, profile: Profile, seen: Millis | None) -> dict[str, Any]:
    membership = desk.reading.membership(profile)
    person = portrait(profile, membership, (), visit.roles)
    contact = next((one for one in person["contacts"] if one != person["name"]), "")
    strongest = next((f"{label(one['type'])} {one['value']}" for one in person["identifiers"]), profile.id)
    return {**person, "segments": list(membership.segments), "contact": contact or strongest, "seen": seen}
