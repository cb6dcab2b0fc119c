"""The playbook's files as the console shows them: by folder, with their problems and their differences. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from segue.console.label_words import own
from segue.console.words import label
from segue.languages.texts import _

ENDING = ".yaml"
# A folder, what it is called, what stands in it, and the kind of its definitions; the order is that of the page.
FOLDERS: dict[str, tuple[str, str, str]] = {
    "segments": (
        _("Segments"),
        _("Who is meant: living groups that people enter and leave by what they do."),
        "segment",
    ),
    "journeys": (_("Journeys"), _("What happens then: messages, waiting, ways that part."), "journey"),
    "templates": (_("Messages"), _("What is written: subject, text and pictures."), "template"),
    "fragments": (_("Fragments"), _("What messages have in common: the frame, lists of products."), "fragment"),
    "placements": (_("Placements"), _("What the site and the app show to whom, while they look."), "placement"),
    "articles": (
        _("Articles"),
        _("What the shop knows: read by agents, and by customers where it says so."),
        "article",
    ),
    "macros": (_("Macros"), _("Answers that agents give again and again, with what is done beside."), "macro"),
    "policies": (_("Policies"), _("The rules that hold everywhere: consent, carts, who is one person."), "policy"),
    "plans": (_("Tracking plan"), _("Which events are expected, and what stands in them."), "plan"),
    "rules": (_("Rules"), _("Signals that go to other programs in the account."), "rule"),
    "sources": (_("Sources"), _("Where events come from."), "source"),
}
# The folders with a page of their own, to which their files lead back.
PAGES = {
    "segments": ("segments", _("Segments")),
    "journeys": ("journeys", _("Journeys")),
    "sources": ("sources", _("Sources")),
    "placements": ("placements", _("Placements")),
    "plans": ("tracking", _("Tracking plan")),
}
# What the files of the policies are called, as `label` tells it: it stands here for the catalogues.
POLICIES = (
    *(_("Bounces"), _("Caps"), _("Carts"), _("Channels"), _("Consent"), _("Conversations"), _("Effort"), _("Holdout")),
    *(_("Identity"), _("Keywords"), _("Links"), _("Minors"), _("Privacy"), _("Quiet hours"), _("Replenishment")),
    *(_("Retention"), _("RFM"), _("Scripts"), _("Sending"), _("Sensitive"), _("Shop"), _("Suggestions"), _("Topics")),
)
FEW = {"sources"}  # folders that are folded away: there is a page for what stands in them
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_ .-]{0,79}")
CONTEXT = 3  # lines around a difference


class Line(NamedTuple):
    """A line of a difference: `kind` is `same`, `gone`, `new` or `gap`; `old` and `new` are its numbers, 0 for none."""

    kind: str
    old: int
    new: int
    text: str


@dataclass(frozen=True)
class Change:
    """A file that differs: `kind` is `added`, `changed` or `removed`."""

    path: str
    kind: str
    lines: tuple[Line, ...]

    @property
    def sums(self) -> tuple[int, int]:
        """How many lines came and went."""
        return sum(one.kind == "new" for one in self.lines), sum(one.kind == "gone" for one in self.lines)


def back_of(folder: str) -> tuple[str, str]:
    """The page that a file of this folder belongs to: its address, and what it is called."""
    return PAGES.get(folder, ("playbook", _("Playbook")))


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """The files that differ, by path."""
    paths = sorted(path for path in {**before, **after} if before.get(path) != after.get(path))
    return [_change(path, before.get(path), after.get(path)) for path in paths]


def folders(files: Iterable[str], specs: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The folders with their files, in the order of the page; `specs` are the definitions by kind and id."""
    rows: dict[str, list[dict[str, str]]] = {}
    for path in sorted(files):
        folder, _slash, name = path.partition("/")
        key = name.removesuffix(ENDING)
        rows.setdefault(folder, []).append(_row(path, key, specs.get(kind_of(folder), {}).get(key, {})))
    known = [one for one in FOLDERS if one in rows]
    return [_folder(one, rows[one]) for one in [*known, *sorted(rows.keys() - FOLDERS.keys())]]


def kind_of(folder: str) -> str:
    """The kind of the definitions in a folder; empty for one that has none."""
    return FOLDERS[folder][2] if folder in FOLDERS else ""


def called(path: str, spec: Mapping[str, Any]) -> str:
    """The name of a file's definition, else that of the file."""
    key = path.rpartition("/")[2].removesuffix(ENDING)
    if path.startswith("policies/"):
        return label(key)
    return str(spec.get("name") or spec.get("title") or spec.get("event") or own(key))


def placed(problems: Iterable[Mapping[str, Any]], files: Mapping[str, str]) -> list[dict[str, Any]]:
    """Problems with the line that each is about, as it was written."""
    return [{**one, "text": _line(files.get(str(one["file"]), ""), int(one["line"]))} for one in problems]


def typed(text: str) -> str:
    """What came out of a form's text field, as a file keeps it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def _row(path: str, key: str, spec: Mapping[str, Any]) -> dict[str, str]:
    about = str(spec.get("description") or spec.get("subject") or "")
    about = "" if "{%" in about else about  # a subject that is worked out for each reader
    return {"path": path.removesuffix(ENDING), "file": path, "name": called(path, spec) or key, "about": about}


def _folder(name: str, rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    title, about, _kind = FOLDERS.get(name, (label(name), "", ""))
    return {"name": name, "title": title, "about": about, "files": rows, "folded": name in FEW}


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1][:200] if 0 < number <= len(lines) else ""


def _change(path: str, old: str | None, new: str | None) -> Change:
    kind = "added" if old is None else "removed" if new is None else "changed"
    return Change(path, kind, tuple(_difference((old or "").splitlines(), (new or "").splitlines())))


def _difference(old: Sequence[str], new: Sequence[str]) -> Iterable[Line]:
    end = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(CONTEXT):
        if group[0][1] > end:
            yield Line("gap", 0, 0, "")
        for step in group:
            yield from _lines(step, old, new)
        end = group[-1][2]
    if end < len(old):
        yield Line("gap", 0, 0, "")


def _lines(step: tuple[str, int, int, int, int], old: Sequence[str], new: Sequence[str]) -> Iterable[Line]:
    name, first, last, start, stop = step
    if name == "equal":
        yield from (Line("same", first + at + 1, start + at + 1, old[first + at]) for at in range(last - first))
        return
    yield from (Line("gone", at + 1, 0, old[at]) for at in range(first, last))
    yield from (Line("new", 0, at + 1, new[at]) for at in range(start, stop))
