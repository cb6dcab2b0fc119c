"""Versions of the playbook: what each changed, whom a change is about, and the way back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from segue.broadcasts.bringing import EACH
from segue.console.desk import Desk
from segue.console.journeys.flow_pictures import titles
from segue.console.journeys.flow_words import flow
from segue.console.journeys.signal_words import changed_words, entered
from segue.console.playbook.changing import About, Wanted
from segue.console.playbook.texts import ENDING, Change, changes, placed
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import label, plural
from segue.errors import Conflict
from segue.languages.texts import _
from segue.versions import Version

PAGE = 30
WENT_BACK = "back to version "  # a note that is kept, as the API has it too
BACK = re.compile(WENT_BACK + r"(\d+)")
# Whether those who are in the segment of a new journey already can be brought in.
ALREADY = {
    True: _("Those who are in it already do not, until you bring them in on the journey’s page."),
    False: _("Those who are in it already do not."),
}
FEW = 4  # files that are named in a line
MANY = 6  # from more files on each is opened by who wants to read it


def show(visit: Visit, desk: Desk) -> Shown:
    """All versions, newest first."""
    before = visit.asked("before")
    known = [one for one in desk.playbooks.versions() if not before.isdecimal() or one.number < int(before)]
    further = str(known[PAGE - 1].number) if len(known) > PAGE else ""
    rows = [_row(one) for one in known[:PAGE]]
    return page(visit, "versions.html", versions=rows, active=desk.playbooks.active_version(), further=further)


def show_one(visit: Visit, desk: Desk) -> Shown:
    """One version with what it changed. Raises NotFound."""
    version = desk.playbooks.version(int(visit.args["number"]))
    found = changes(desk.playbooks.texts(version.before), desk.playbooks.texts(version.place))
    active = desk.playbooks.active_version()
    return page(visit, "version.html", version=_row(version), active=active, changes=found, many=MANY)


def show_back(visit: Visit, desk: Desk) -> Shown:
    """What going back to a version would change. Raises NotFound."""
    return _back(visit, desk, 200, False)


def go_back(visit: Visit, desk: Desk) -> Shown:
    """Puts the texts of an older version in force again, as a new version. Raises NotFound."""
    version, base = desk.playbooks.version(int(visit.args["number"])), visit.form.get("base", "")
    files = desk.playbooks.texts(version.place)
    if not base.isdecimal() or desk.changing().problems(files):
        return _back(visit, desk, 422, False)
    wanted = Wanted(files, int(base), visit.name, f"{WENT_BACK}{version.number}")
    try:
        desk.changing().apply(wanted)
    except Conflict:
        return _back(visit, desk, 409, True)
    return redirect(f"{visit.base}/playbook?said=back")


def _back(visit: Visit, desk: Desk, status: int, overtaken: bool) -> Shown:
    version, now = desk.playbooks.version(int(visit.args["number"])), desk.playbooks.in_force()
    files = desk.playbooks.texts(version.place)
    found = changes(desk.playbooks.texts(now.place), files)
    problems = placed(desk.changing().problems(files), files)
    facts = {
        "version": _row(version),
        "active": now.number,
        "changes": found,
        "about": about(desk, found, files),
        "problems": problems,
    }
    return page(visit, "version_back.html", status, overtaken=overtaken, **facts)


def history(desk: Desk, path: str) -> list[Version]:
    """The versions that changed a file, newest first, with their notes as they are told."""
    known = [one for one in desk.playbooks.versions() if any(change.path == path for change in one.changed)]
    return [replace(one, note=note_of(one)) for one in known]


def about(desk: Desk, found: Sequence[Change], after: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Whom each changed file is about, in words: {path: {"text", "steps", "then"}}; `after` are the texts as they would
    be. Of a new journey it is who will come in, of another new file nothing: nobody could be inside."""
    known = desk.changing().about([one.path for one in found])
    journeys, new = desk.playbooks.definitions("journey"), {one.path for one in found if one.kind == "added"}
    told = {path: _about(path, one, journeys) for path, one in known.items() if one.people or path not in new}
    then = {path: _then(desk, path, after) if known[path].people else "" for path in told}
    begun = {path: _begun(desk, after[path]) for path in new if path.startswith("journeys/") and path not in told}
    said = begun | {path: {**one, "then": then[path]} for path, one in told.items()}
    return {path: one for path, one in said.items() if one["text"]}


def _begun(desk: Desk, text: str) -> dict[str, Any]:
    """Who comes into a new journey that a segment starts; nothing is said of another."""
    spec = desk.changing().said(text)
    key = entered(spec)
    name = desk.playbooks.definitions("segment").get(key, {}).get("name") or label(key)
    head = _("Whoever enters {segment} from now on comes in.").format(segment=name) if key else ""
    return {"text": head, "steps": [], "then": ALREADY[str(spec.get("each")) not in EACH]}


def _then(desk: Desk, path: str, after: Mapping[str, str]) -> str:
    """What becomes of those inside of a journey, by its new text."""
    if not path.startswith("journeys/") or path not in after:
        return ""
    return changed_words(desk.changing().said(after[path]))


def _about(path: str, one: About, journeys: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    if one.people is None:
        return {"text": "", "steps": []}
    folder, _slash, name = path.partition("/")
    spec = journeys.get(name.removesuffix(ENDING), {})
    names = titles(flow(spec)) if folder == "journeys" else {}
    steps = [(names.get(step, step), count) for step, count in sorted(one.steps.items())]
    return {"text": _whom(folder, one.people, one.whole), "steps": steps}


def _whom(folder: str, people: int, whole: bool) -> str:
    """How many are in it, or on the way to it; `at least` so many where it may be more."""
    if not whole:
        return _whom_at_least(folder, people)
    if folder == "segments":
        return plural("{count} person in it now", "{count} people in it now", people)
    if folder == "journeys":
        return plural("{count} person inside now", "{count} people inside now", people)
    return plural("{count} person on the way to it", "{count} people on the way to it", people)


def _whom_at_least(folder: str, people: int) -> str:
    if folder == "segments":
        return plural("at least {count} person in it now", "at least {count} people in it now", people)
    if folder == "journeys":
        return plural("at least {count} person inside now", "at least {count} people inside now", people)
    return plural("at least {count} person on the way to it", "at least {count} people on the way to it", people)


def _row(one: Version) -> dict[str, Any]:
    names = [change.path.removesuffix(ENDING) for change in one.changed]
    told, more = ", ".join(names[:FEW]), len(names) - FEW
    if more > 0:
        told = plural("{files} and {count} more file", "{files} and {count} more files", more, files=told)
    return {"number": one.number, "by": one.by, "time": one.time, "note": note_of(one), "told": told}


def note_of(one: Version) -> str:
    """What was noted of a version; that it went back to an earlier one is told by the console."""
    back = BACK.fullmatch(one.note)
    return _("back to version {number}").format(number=back[1]) if back else one.note
