"""The menu of the site, read out of the indexes that people read: `docs/README.md`, and the `README.md` of a folder.

A heading is a group; what the first cells of its table and the lines of links below it lead to are its pages, in their
order. A folder's own index stands in its place as a group of the pages that it lists.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from segue_tools.places import ROOT

DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s#]+)\)")


@dataclass(frozen=True)
class Entry:
    """What stands in the menu: a page under its title, or a group of entries."""

    title: str
    page: Path | None = None
    entries: tuple["Entry", ...] = ()


def contents(index: Path = INDEX) -> list[Entry]:
    """The groups of the documentation, in the order of its index."""
    groups = re.split(r"^## ", index.read_text(), flags=re.MULTILINE)[1:]
    return [_group(index, *one.split("\n", 1)) for one in groups]


def pages(entries: list[Entry] | tuple[Entry, ...]) -> Iterator[Path]:
    """Every page of the menu."""
    for one in entries:
        if one.page:
            yield one.page
        yield from pages(one.entries)


def _group(index: Path, title: str, text: str) -> Entry:
    found = tuple(_entry(index, *one) for one in _links(text))
    return Entry(title.strip(), entries=found[0].entries if len(found) == 1 and found[0].entries else found)


def _links(text: str) -> list[tuple[str, str]]:
    """Title and target of what a group lists: each once."""
    told = [line.split("|")[1] if line.startswith("|") else line for line in text.splitlines()]
    found = {target: title for line in told for title, target in LINK.findall(line)}
    return [(title[0].upper() + title[1:], target) for target, title in found.items()]


def _entry(index: Path, title: str, target: str) -> Entry:
    page = (index.parent / target).resolve()
    if page.name != "README.md" or not page.is_relative_to(DOCS):
        return Entry(title, page)
    return Entry(title, entries=(Entry("Overview", page), *_listed(page)))


def _listed(index: Path) -> list[Entry]:
    """The pages of its own folder that a folder's index lists, in whichever cell of its tables."""
    rows = "\n".join(line.replace("|", "") for line in index.read_text().splitlines() if line.startswith("|"))
    found = [_entry(index, *one) for one in _links(rows)]
    return [one for one in found if one.page and one.page.parent == index.parent]
