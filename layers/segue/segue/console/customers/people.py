"""The people pages: who was seen lately, finding one, and one person's page with its timeline."""

from typing import Any

from segue.api.masks import COVER
from segue.api.roles import AGENTS, DECIDING, MARKETING, OFFICERS
from segue.api.timeline import Moment, Place, Wanted
from segue.console.conversations.beside_talk import serving
from segue.console.conversations.talk_words import talk_line
from segue.console.customers import suggesting
from segue.console.customers.devices import device
from segue.console.customers.evidences import eyes_of, kind_of
from segue.console.customers.evidences import who as evidence
from segue.console.customers.expecting import expected
from segue.console.customers.finding import Found, Row, found
from segue.console.customers.habits import habits, reading_up, with_subjects
from segue.console.customers.merging import other_of
from segue.console.customers.others import others
from segue.console.customers.portraits import figures, journey_view, portrait
from segue.console.customers.timelines import filters, memberships, told, wanted, watching
from segue.console.desk import Desk
from segue.console.label_words import own
from segue.console.messages.consent_words import anyway
from segue.console.placements.placement_words import head
from segue.console.privacy.auditing import looks_at
from segue.console.privacy.case_words import unused
from segue.console.rendering import page
from segue.console.visits import SOUGHT, Shown, Visit, redirect
from segue.console.words import by_name, label
from segue.events import OURS
from segue.journeys.attribution import ids
from segue.languages.texts import _
from segue.profile.profiles import Profile
from segue.sealed import is_sealed
from segue.segments.membership import Membership
from segue.times import Millis

LATELY, FEED, JOURNEYS, LATEST = 12, 60, 8, 20
INBOX = "inbox"
SAID = {
    "merged": _("They are one person from now on. Segments and journeys follow within seconds."),
    "undone": _("Taken back: they are two people again, each with what they would have had."),
    "already": _("They are one person already."),
}


def show(visit: Visit, desk: Desk) -> Shown:
    """Those who were seen last, newest first."""
    seen: dict[str, Millis] = {}
    for entry in desk.live.recent(FEED):
        if entry.person and len(seen) < LATELY:
            seen.setdefault(entry.person, entry.time)
    known = {one.id: (one, moment) for person, moment in seen.items() if (one := desk.reading.profiles.read(person))}
    people = [{"person": row(visit, desk, *one), "talks": [], "opens": ""} for one in known.values()]
    waiting = suggesting.waiting(desk) if visit.roles & DECIDING else ""
    return page(visit, "people.html", sought="", people=people, waiting=waiting, lately=False, missed=None)


def find(visit: Visit, desk: Desk) -> Shown:
    """Who, or which conversation, is behind what was typed; a choice where there are several, and from the inbox
    between conversations. What was typed stays out of every URL."""
    sought, from_inbox = visit.typed("q", SOUGHT), visit.typed("from", SOUGHT) == INBOX
    who = found(visit, desk, sought) if sought else Found()
    if there := _straight(who, from_inbox):
        return redirect(f"{visit.base}/{there}")
    people = [_row(visit, desk, one, from_inbox) for one in who.rows]
    missed = None if people else _missed(visit, desk, sought)
    return page(visit, "people.html", sought=sought, people=people, waiting="", lately=who.lately, missed=missed)


def _missed(visit: Visit, desk: Desk, sought: str) -> Any:
    from segue.console.customers.sought import told as told_of

    return told_of(sought, desk.reading.meanings(sought), bool(visit.roles & AGENTS))


def _straight(who: Found, from_inbox: bool) -> str:
    """Where there is nothing to choose: who asks at the inbox is about to answer."""
    if who.talk:
        return f"{INBOX}/{who.talk}"
    if len(who.rows) != 1:
        return ""
    (one,) = who.rows
    if one.talks and (from_inbox or one.person is None):
        return f"{INBOX}/{one.talks[0].id}" if len(one.talks) == 1 else ""
    return f"people/{one.person.id}" if one.person else ""


def _row(visit: Visit, desk: Desk, one: Row, from_inbox: bool) -> dict[str, Any]:
    """Somebody with conversations; `opens` is the conversation that is opened in the place of the profile."""
    person = row(visit, desk, one.person, None) if one.person else None
    talks = [talk_line(talk, visit.now) for talk in one.talks]
    return {"person": person, "talks": talks, "opens": talks[0]["id"] if talks and from_inbox else ""}


def show_person(visit: Visit, desk: Desk) -> Shown:
    """One person's page."""
    profile = desk.reading.person(visit.args["person"])
    if profile.id != visit.args["person"]:
        return redirect(f"{visit.base}/people/{profile.id}")
    if profile.shared:
        return device(visit, desk, profile)
    from segue.console.customers.suits import suits  # with all that recommends: few pages do

    membership = desk.reading.membership(profile)
    moments, further = timeline(visit, desk, (profile, membership))
    person = portrait(profile, membership, desk.reading.messages_of(profile), eyes_of(visit, desk))
    names = {key: spec.get("name", "") for key, spec in desk.playbooks.definitions("journey").items()}
    person["segments"] = [{**one, "name": segment_name(desk, one["id"])} for one in person["segments"]]
    person["journeys"] = [journey_view(one, names) for one in desk.reading.journeys_of(profile)[:JOURNEYS]]
    serves = serving(visit, desk, profile) | _looks(visit, desk, profile)
    person |= {"habits": _habits(visit, profile, serves["talks"]), "kind": kind_of(profile.id)}
    person |= figures(profile, last_seen(desk, profile), visit.now)
    facts = {**told(visit, moments, further), "poll": watching(visit, further, 0), "journey_names": names}
    facts |= {"who": evidence(visit, desk, profile), "anyway": _anyway(visit, desk, profile)}
    facts["filters"] = filters(visit, profile.told("support")["last_contact"])
    facts |= {"said": SAID.get(visit.asked("said"), ""), "other": other_of(visit), "unused": unused(profile, visit.now)}
    facts |= {"draws": bool(visit.roles & MARKETING), "suits": suits(profile, visit.now), **serves}
    facts["placements"] = by_name(head(key, spec) for key, spec in desk.playbooks.definitions("placement").items())
    return page(visit, "person.html", person=person, after_day="", oob=False, **facts)


def _anyway(visit: Visit, desk: Desk, profile: Profile) -> Any:
    """Where the policy lets marketing go to somebody who was never asked."""
    return anyway(profile, desk.playbooks.definitions("policy").get("consent", {}), visit.now)


def _looks(visit: Visit, desk: Desk, profile: Profile) -> dict[str, Any]:
    """Who dealt with the person, for those who answer for it."""
    return {"looks": looks_at(desk, ids(profile)) if visit.roles & OFFICERS else None}


def _reveals(visit: Visit, profile: Profile) -> bool:
    """Whether the visitor may have opened what is covered."""
    return bool(visit.roles & OFFICERS) and any(map(is_sealed, profile.traits.values()))


def _habits(visit: Visit, profile: Profile, talks: list[dict[str, Any]]) -> dict[str, Any]:
    found = habits(profile)
    more = {
        "research": reading_up(profile, visit.now),
        "predictions": expected(profile, visit.now),
        "others": others(profile, visit.roles),
        "reveals": _reveals(visit, profile),
    }
    return {**found, **more, "support": with_subjects(found["support"], talks)}


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


def last_seen(desk: Desk, profile: Profile) -> Millis | None:
    """When the person themselves did something last, as far as the newest page of their timeline tells."""
    moments, _ = desk.reading.timeline(profile, Wanted(LATEST, kind="event"))
    return next((one.time for one in moments if not one.source.startswith(OURS)), None)


def row(visit: Visit, desk: Desk, profile: Profile, seen: Millis | None) -> dict[str, Any]:
    """A person as a line of a list; `seen` is the moment that stands there."""
    membership = desk.reading.membership(profile)
    person = portrait(profile, membership, (), eyes_of(visit, desk))
    contact = next((one for one in person["contacts"] if one not in (person["name"], COVER)), "")
    known = [one for one in person["identifiers"] if one["value"] != COVER]
    strongest = next((f"{label(one['type'])} {one['value']}" for one in known), profile.id)
    if profile.shared:
        person |= {"name": _("A shared {kind}").format(kind=kind_of(profile.id)), "segments": []}
    within = [] if profile.shared else [{"id": one, "name": segment_name(desk, one)} for one in membership.segments]
    return {**person, "segments": within, "contact": contact or strongest, "seen": seen}


def segment_name(desk: Desk, key: str) -> str:
    """What a segment is called, by its text in force."""
    return str(desk.playbooks.definitions("segment").get(key, {}).get("name") or own(key))
