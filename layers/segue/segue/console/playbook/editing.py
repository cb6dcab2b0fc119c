"""One file of the playbook: its text, what it says, what a change of it would do, and the change.

What was typed is never lost: whatever is wrong, the page comes back with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from segue.console.desk import Desk
from segue.console.journeys.simulating import play
from segue.console.messages.proofs import proof
from segue.console.playbook.beside import fields_beside, with_fields
from segue.console.playbook.changing import Wanted
from segue.console.playbook.naming import begun
from segue.console.playbook.playbooks import TITLES
from segue.console.playbook.readings import reading_of
from segue.console.playbook.texts import ENDING, FOLDERS, Change, back_of, called, changes, placed, typed
from segue.console.playbook.versions import about, history
from segue.console.rendering import page
from segue.console.segments.what_if import what_if
from segue.console.visits import Shown, Visit, redirect
from segue.errors import Conflict, NotFound
from segue.languages.texts import _

SAYING = ("templates/", "fragments/", "policies/shop")  # what messages are made of
LARGEST = 200_000  # characters of a file
# What is checked first; other buttons only write into the text.
DEEDS = ("check", "plan", "apply", "count", "simulate", "show")
NOTHING: Mapping[str, Any] = {}
MOST_HISTORY = 6
# What a page says of a file that nobody has tried yet.
UNTRIED: Mapping[str, Any] = {
    **dict.fromkeys(("fine", "elsewhere", "planned", "overtaken"), False),
    "wrong": "",
    "gives": None,
    "problems": (),
    "changes": (),
    "about": {},
    "rehearsed": {},
}
TOO_LARGE = _("This is too large for one file.")


@dataclass(frozen=True)
class Sheet:
    """A file on the desk: what is in force (None: not yet) and what is written; `base` is the version it began with."""

    path: str
    kept: str | None
    text: str
    base: int
    removes: bool = False

    def among(self, files: Mapping[str, str]) -> dict[str, str]:
        """All files as they would be."""
        others = {path: text for path, text in files.items() if path != self.path}
        return others if self.removes else {**others, self.path: self.text}


def show(visit: Visit, desk: Desk) -> Shown:
    """A file in force, or the beginning of a new one. Raises NotFound."""
    path, files = _path(visit), desk.playbooks.files()
    text = files.get(path) or (_begun(visit, files) if visit.asked("new") else "")
    if not text:
        raise NotFound("unknown-file")
    return _page(visit, desk, Sheet(path, files.get(path), text, desk.playbooks.active_version()))


def _begun(visit: Visit, files: Mapping[str, str]) -> str:
    folder, like = visit.args["folder"], visit.asked("like")
    return begun(folder, _key(visit), visit.asked("called").strip(), files.get(f"{folder}/{like}{ENDING}", ""))


def change(visit: Visit, desk: Desk) -> Shown:
    """What was typed: written into the text, checked, compared with what is in force, counted, or put in force."""
    sheet = _sheet(visit, desk)
    if len(sheet.text) > LARGEST:
        return _page(visit, desk, sheet, {"status": 413, "wrong": TOO_LARGE})
    if visit.form.get("do") not in DEEDS:
        return _page(visit, desk, sheet)
    after = sheet.among(desk.playbooks.files())
    problems = _worst(placed(desk.changing().problems(after), after), sheet)
    if problems:
        told = {"status": 422, "problems": problems, "elsewhere": _elsewhere(problems, sheet)}
        return _page(visit, desk, sheet, told)
    return _do(visit, desk, sheet, after)


def _do(visit: Visit, desk: Desk, sheet: Sheet, after: Mapping[str, str]) -> Shown:
    match visit.form["do"]:
        case "apply":
            return _apply(visit, desk, sheet, after)
        case "plan":
            found = changes(desk.playbooks.files(), after)
            counted = bool(found) and visit.args["folder"] == "segments" and not sheet.removes
            gives = what_if(visit, desk, sheet.text, _key(visit)) if counted else None
            return _page(visit, desk, sheet, {**_plan(desk, found, after), "gives": gives})
        case "count" if visit.args["folder"] == "segments":
            return _page(visit, desk, sheet, {"gives": what_if(visit, desk, sheet.text, _key(visit))})
        case "simulate" if visit.args["folder"] == "journeys":
            return play(visit, desk, _key(visit), sheet.text)
        case "show" if visit.args["folder"] == "templates":
            return proof(_key(visit), sheet.text)
    return _page(visit, desk, sheet, {"fine": True})


def _apply(visit: Visit, desk: Desk, sheet: Sheet, after: Mapping[str, str]) -> Shown:
    if not changes(desk.playbooks.files(), after):
        return redirect(f"{visit.base}/playbook?said=same")
    try:
        refused = desk.changing().apply(Wanted(after, sheet.base, visit.name))
    except Conflict:
        return _overtaken(visit, desk, sheet)
    if refused:
        return _page(
            visit, desk, Sheet(sheet.path, sheet.text, sheet.text, sheet.base + 1), {"wrong": _refused(refused)}
        )
    if sheet.removes:
        return redirect(f"{visit.base}/playbook?said=removed")
    return redirect(f"{visit.base}/playbook/{_address(sheet.path)}?said=applied")


def _refused(rules: Mapping[str, str]) -> str:
    """What AWS did not take of what is in force now."""
    rule = _("the rule {name}: {why}")
    told = "; ".join(rule.format(name=key, why=why) for key, why in rules.items())
    return _("In force, but AWS refused {rules}").format(rules=told)


def _overtaken(visit: Visit, desk: Desk, sheet: Sheet) -> Shown:
    """Somebody else was first: their version is in force, and what was typed here is kept."""
    files, version = desk.playbooks.files(), desk.playbooks.active_version()
    later = Sheet(sheet.path, files.get(sheet.path), sheet.text, version, sheet.removes)
    after = later.among(files)
    return _page(visit, desk, later, {"status": 409, "overtaken": True, **_plan(desk, changes(files, after), after)})


def _plan(desk: Desk, found: Sequence[Change], after: Mapping[str, str]) -> dict[str, Any]:
    written = any(one.path.startswith(SAYING) for one in found)
    rehearsed = desk.changing().rehearsed(after) if written else {}
    return {"planned": True, "changes": found, "about": about(desk, found, after), "rehearsed": rehearsed}


def _page(visit: Visit, desk: Desk, sheet: Sheet, outcome: Mapping[str, Any] = NOTHING) -> Shown:
    folder, key = visit.args["folder"], _key(visit)
    spec = desk.changing().said(sheet.text)
    facts: dict[str, Any] = {
        "sheet": sheet,
        "name": called(sheet.path, spec),
        "folder": FOLDERS.get(folder, (folder, "", ""))[0],
        "address": _address(sheet.path),
        "copies": f"new?folder={folder}&like={quote(key)}" if folder in TITLES and sheet.kept is not None else "",
        "back": back_of(folder),
        "says": reading_of(folder, key, spec, desk.playbooks.definitions("policy").get("shop", {})),
        **fields_beside(folder, sheet.text, desk),
        "version": desk.playbooks.in_force(),
        "said": visit.asked("said") == "applied",
        "lines": sheet.text.count("\n") + 1,
        **UNTRIED,
        "history": history(desk, sheet.path)[:MOST_HISTORY],
    }
    return page(visit, "playbook_file.html", **(facts | dict(outcome)))


def _sheet(visit: Visit, desk: Desk) -> Sheet:
    path, base = _path(visit), visit.form.get("base", "")
    kept = desk.playbooks.files().get(path)
    text = with_fields(visit, desk, typed(visit.form.get("text", "")))
    return Sheet(path, kept, text, int(base) if base.isdecimal() else 0, visit.form.get("removes") == "yes")


def _worst(problems: list[dict[str, Any]], sheet: Sheet) -> list[dict[str, Any]]:
    """The file's own problems; those of others only where it has none: a file that is broken is missed by others."""
    return [one for one in problems if one["file"] == sheet.path] or problems


def _elsewhere(problems: list[dict[str, Any]], sheet: Sheet) -> bool:
    """Whether what is wrong stands in other files: they need what this change takes away."""
    return all(one["file"] != sheet.path for one in problems)


def _path(visit: Visit) -> str:
    return f"{visit.args['folder']}/{_key(visit)}{ENDING}"


def _key(visit: Visit) -> str:
    return unquote(visit.args["file"])


def _address(path: str) -> str:
    folder, _slash, name = path.partition("/")
    return f"{folder}/{quote(name.removesuffix(ENDING), safe='')}"
