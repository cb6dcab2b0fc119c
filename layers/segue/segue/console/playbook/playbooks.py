"""The playbook's pages: the files in force by folder, and a new one."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from segue.console.desk import Desk
from segue.console.playbook.naming import key_of
from segue.console.playbook.skeletons import SKELETONS
from segue.console.playbook.texts import FOLDERS, NAME, back_of, folders
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.languages.texts import _

LONGEST = 80  # characters of a file's name
# What a new file is called where the folder is known; these are asked for a name in words.
TITLES = {
    "segments": _("New segment"),
    "journeys": _("New journey"),
    "templates": _("New template"),
    "placements": _("New placement"),
}
SAID = {
    "applied": _("In force. Everybody who is evaluated from now on is evaluated by it."),
    "removed": _("The file is gone from the version that is in force now."),
    "back": _("The older version is in force again, as a new one: nothing of what came between is lost."),
    "same": _("That is what is in force already: nothing changed."),
}


def show(visit: Visit, desk: Desk) -> Shown:
    """Every file in force, by folder."""
    found = folders(desk.playbooks.files(), specs(desk))
    version, said = desk.playbooks.active_version(), SAID.get(visit.asked("said"), "")
    return page(visit, "playbook.html", folders=found, version=version, said=said)


def show_new(visit: Visit, desk: Desk) -> Shown:
    """Where a new file shall stand; once that is clear, its page."""
    folder, words, like = visit.asked("folder"), visit.asked("called").strip(), visit.asked("like")
    name = visit.asked("name").strip() or (key_of(words) or words)
    key = name.lower().replace(" ", "-") if folder != "plans" else name
    wrong = _wrong(folder, key, desk.playbooks.files()) if name else ""
    if name and not wrong:
        asked = {"called": words, "like": like}
        more = "".join(f"&{one}={quote(said, safe='')}" for one, said in asked.items() if said)
        return redirect(f"{visit.base}/playbook/{folder}/{quote(key, safe='')}?new=1{more}")
    known = [(one, FOLDERS[one][0], FOLDERS[one][1]) for one in FOLDERS if one in SKELETONS]
    facts = {"known": known, "picked": folder, "name": name, "wrong": wrong, "back": back_of(folder)}
    facts |= {"called": words, "title": TITLES.get(folder, ""), "like": like}
    return page(visit, "playbook_new.html", 422 if wrong else 200, **facts)


def specs(desk: Desk) -> Mapping[str, Mapping[str, Any]]:
    """The definitions in force, by kind and id."""
    return {kind: desk.playbooks.definitions(kind) for *_title, kind in FOLDERS.values()}


def _wrong(folder: str, key: str, files: Mapping[str, str]) -> str:
    if folder not in SKELETONS:
        return _("Say what the file is for.")
    if not NAME.fullmatch(key):
        return _("A name has letters, digits, dashes and dots, and at most {most} of them.").format(most=LONGEST)
    if f"{folder}/{key}.yaml" in files:
        return _("There is a file of this name already.")
    return ""
