"""The page of the audit trail: who saw, took or changed what, with filters, and as CSV."""

import csv
import re
from dataclasses import replace
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from segue.api.cursors import clear, opaque
from segue.audit import Entry
from segue.aws.audit import Excerpt
from segue.console.desk import Desk
from segue.console.privacy.case_words import KINDS
from segue.console.privacy.trail_words import ACTIONS, icon_of, marks_of, words_of
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import label
from segue.errors import Invalid
from segue.keys import is_key
from segue.languages.texts import _
from segue.times import DAY, LATEST, Millis, from_text, to_text
from segue.trailing import AGAIN, FAILED, REFUSED

PAGE, PAGES, LONG, LOOKS = 50, 100, 128, 5
OUTCOMES = (REFUSED, FAILED, AGAIN)
COLUMNS = ("time", "actor", "name", "role", "client", "action", "object", "people", "reason", "request", *OUTCOMES)
NAMES = re.compile("[a-z]+(-[a-z]+)*")  # of what a playbook names; anything else is an id


def show(visit: Visit, desk: Desk) -> Shown:
    """Entries, newest first, as they are asked for."""
    picked = _picked(visit)
    found, further, wrong = _found(visit, desk, picked)
    kept = {name: one for name, one in picked.items() if one}
    facts = {"items": [row(one) for one in found], "picked": picked, "wrong": wrong}
    facts["next"] = urlencode({**kept, "cursor": opaque(further)}) if further else ""
    facts |= {"file": urlencode(kept), "actions": sorted(ACTIONS.items(), key=lambda one: str(one[1]))}
    return page(visit, "audit.html", **facts, people=visit.names.everybody)


def show_file(visit: Visit, desk: Desk) -> Shown:
    """The same as CSV, five thousand entries at most. Raises Invalid."""
    from segue.console.measures.measure_files import harmless

    out = StringIO()
    write = csv.writer(out)
    write.writerow(COLUMNS)
    for one in _all(desk, _asked(visit, _picked(visit))):
        write.writerow([harmless(cell) for cell in _cells(visit, one)])
    headers = {"content-disposition": 'attachment; filename="audit.csv"'}
    return Shown(200, out.getvalue().encode(), headers, kind="text/csv; charset=utf-8")


def looks_at(desk: Desk, persons: tuple[str, ...]) -> list[dict[str, Any]]:
    """Who dealt with a person last, under any id that the person has had, newest first."""
    found = [one for person in persons for one in desk.trail.page(Excerpt(person=person, limit=LOOKS))[0]]
    unique = {one.id: one for one in found}.values()
    return [{**row(one), "people": ()} for one in sorted(unique, key=lambda one: -one.time)[:LOOKS]]


def row(one: Entry) -> dict[str, Any]:
    """An entry as it is shown."""
    told = {"time": one.time, "by": one.actor, "did": words_of(one.action), "people": one.subjects, "why": one.reason}
    way = {"": "", "console": _("at the console")}.get(one.client, _("by the API"))
    talk = one.object if one.object.startswith("c_") else ""
    asked = KINDS.get(str(one.evidence.get("kind"))) if one.action.startswith("case.") else None
    return {
        **told,
        "way": way,
        "role": ", ".join(label(name) for name in one.role.split()),
        "talk": talk,
        "thing": "" if talk else label(one.object) if NAMES.fullmatch(one.object) else one.object,
        "asked": asked,
        "case": one.evidence.get("case", "") if asked else "",
        "icon": icon_of(one.action),
        "marks": marks_of(one.evidence),
    }


def _picked(visit: Visit) -> dict[str, str]:
    return {name: visit.asked(name).strip()[:LONG] for name in ("person", "actor", "action", "from", "to")}


def _found(visit: Visit, desk: Desk, picked: dict[str, str]) -> tuple[list[Entry], str, str]:
    """What is found, where it goes on, and what is wrong with what was asked."""
    try:
        return *desk.trail.page(_asked(visit, picked)), ""
    except Invalid as wrong:
        return [], "", wrong.detail


def _asked(visit: Visit, picked: dict[str, str]) -> Excerpt:
    """Raises Invalid("bad-person", "bad-time", "bad-cursor", "unknown-staff", "ambiguous-staff")."""
    if picked["person"] and not is_key(picked["person"]):
        raise Invalid("bad-person", _("An id, please: the address of the customer's page ends in it."))
    cursor = visit.asked("cursor")[:512]
    until = _day(picked["to"], LATEST - DAY) + DAY - 1
    actor = visit.names.named(picked["actor"]) if picked["actor"] else ""
    asked = Excerpt(picked["person"], actor, picked["action"], _day(picked["from"], 0), until, PAGE)
    return replace(asked, place=clear(cursor) if cursor else "")


def _day(text: str, other: Millis) -> Millis:
    return min(max(from_text(text), 0), LATEST - DAY) if text else other


def _all(desk: Desk, asked: Excerpt) -> list[Entry]:
    found: list[Entry] = []
    for _page in range(PAGES):
        more, place = desk.trail.page(asked)
        found += more
        if not place:
            break
        asked = replace(asked, place=place)
    return found


def _cells(visit: Visit, one: Entry) -> list[str]:
    people = " ".join(one.subjects)
    who = [one.actor, visit.called(one.actor, one.actor), one.role, one.client]
    outcome = [str(one.evidence.get(name, "")) for name in OUTCOMES]
    return [to_text(one.time), *who, one.action, one.object, people, one.reason, one.correlation, *outcome]
