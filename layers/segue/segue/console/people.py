"""The people pages: who was seen lately, finding one, and one person's page with its timeline."""

from typing import Any

from segue.api.masks import COVER
from segue.api.roles import DECIDING, MARKETING
from segue.api.timeline import Moment, Place, Wanted
from segue.console import suggesting
from segue.console.beside_talk import serving
from segue.console.desk import Desk
from segue.console.devices import device
from segue.console.evidences import eyes_of
from segue.console.evidences import who as evidence
from segue.console.finding import Found, found
from segue.console.habits import habits, with_subjects
from segue.console.merging import other_of
from segue.console.others import others
from segue.console.portraits import figures, journey_view, portrait
from segue.console.rendering import page
from segue.console.timelines import filters, memberships, told, wanted, watching
from segue.console.visits import SOUGHT, Shown, Visit, redirect
from segue.console.words import label
from segue.identity.evidence import called
from segue.profile.profiles import Profile
from segue.segments.membership import Membership
from segue.times import Millis

LATELY, FEED, JOURNEYS, LATEST = 12, 60, 8, 20
SAID = {
    "merged": "They are one person from now on. Segments and journeys follow within seconds.",
    "undone": "Taken back: they are two people again, each with what they would have had.",
    "already": "They are one person already.",
}


def show(visit: Visit, desk: Desk) -> Shown:
    """Those who were seen last, newest first."""
    seen: dict[str, Millis] = {}
    for entry in desk.live.recent(FEED):
        if entry.person and len(seen) < LATELY:
            seen.setdefault(entry.person, entry.time)
    found = {one.id: (one, moment) for person, moment in seen.items() if (one := desk.reading.profiles.read(person))}
    people = [row(visit, desk, *one) for one in found.values()]
    waiting = suggesting.waiting(desk) if visit.roles & DECIDING else ""
    return page(visit, "people.html", sought="", people=people, waiting=waiting, by_name=False)


def find(visit: Visit, desk: Desk) -> Shown:
    """The person, or the conversation, behind what was typed; a choice where several people are. What was typed stays
    out of every URL."""
    sought = visit.typed("q", SOUGHT)
    who = found(visit, desk, sought) if sought else Found([])
    if who.talk:
        return redirect(f"{visit.base}/inbox/{who.talk}")
    if len(who.people) == 1:
        return redirect(f"{visit.base}/people/{who.people[0].id}")
    people = [row(visit, desk, one, None) for one in who.people]
    return page(visit, "people.html", sought=sought, people=people, waiting="", by_name=who.by_name)


def show_person(visit: Visit, desk: Desk) -> Shown:
    """One person's page."""
    profile = desk.reading.person(visit.args["person"])
    if profile.id != visit.args["person"]:
        return redirect(f"{visit.base}/people/{profile.id}")
    if profile.shared:
        return device(visit, desk, profile)
    membership = desk.reading.membership(profile)
    moments, further = timeline(visit, desk, (profile, membership))
    person = portrait(profile, membership, desk.reading.messages_of(profile), eyes_of(visit, desk))
    names = {key: spec.get("name", "") for key, spec in desk.playbooks.definitions("journey").items()}
    person["segments"] = [{**one, "name": segment_name(desk, one["id"])} for one in person["segments"]]
    person["journeys"] = [journey_view(one, names) for one in desk.reading.journeys_of(profile)[:JOURNEYS]]
    serves = serving(visit, desk, profile)
    person |= {"habits": _habits(visit, profile, serves["talks"]), "kind": called(profile.id)}
    person |= figures(profile, _last_seen(desk, profile), visit.now)
    facts = {**told(visit, moments, further), "poll": watching(visit, further, 0), "journey_names": names}
    facts["who"] = evidence(visit, desk, profile)
    facts["filters"] = filters(visit, profile.told("support")["last_contact"])
    facts |= {"said": SAID.get(visit.asked("said"), ""), "other": other_of(visit)}
    facts |= {"draws": bool(visit.roles & MARKETING), **serves}
    return page(visit, "person.html", person=person, after_day="", oob=False, **facts)


def _habits(visit: Visit, profile: Profile, talks: list[dict[str, Any]]) -> dict[str, Any]:
    found = habits(profile)
    return {**found, "support": with_subjects(found["support"], talks), "others": others(profile, visit.roles)}


def show_timeline(visit: Visit, desk: Desk) -> Shown:
    """The next part of the timeline alone."""
    profile = desk.reading.person(visit.args["person"])
    moments, further = timeline(visit, desk, (profile, desk.reading.membership(profile)))
    facts = told(visit, moments, further)
    return page(visit, "timeline_rows.html", person={"id": profile.id}, after_day=visit.asked("day"), **facts)


def timeline(
    visit: Visit, desk: Desk, of: tuple[Profile, Membership], part: Wanted | None = None
) -> tuple[list[Moment], Place]:
    """What happened, what was said, and since when the person is in which segments: the part that the page was asked
    for, or another one."""
    within = memberships(of[1], lambda key: segment_name(desk, key))
    return desk.reading.timeline(of[0], part or wanted(visit), within)


def _last_seen(desk: Desk, profile: Profile) -> Millis | None:
    moments, _ = desk.reading.timeline(profile, Wanted(LATEST, kind="event"))
    return moments[0].time if moments else None


def row(visit: Visit, desk: Desk, profile: Profile, seen: Millis | None) -> dict[str, Any]:
    """A person as a line of a list; `seen` is the moment that stands there."""
    membership = desk.reading.membership(profile)
    person = portrait(profile, membership, (), eyes_of(visit, desk))
    contact = next((one for one in person["contacts"] if one not in (person["name"], COVER)), "")
    known = [one for one in person["identifiers"] if one["value"] != COVER]
    strongest = next((f"{label(one['type'])} {one['value']}" for one in known), profile.id)
    if profile.shared:
        person |= {"name": f"A shared {called(profile.id)}", "segments": []}
    within = [] if profile.shared else [{"id": one, "name": segment_name(desk, one)} for one in membership.segments]
    return {**person, "segments": within, "contact": contact or strongest, "seen": seen}


def segment_name(desk: Desk, key: str) -> str:
    """What a segment is called, by its text in force."""
    return str(desk.playbooks.definitions("segment").get(key, {}).get("name") or label(key))
