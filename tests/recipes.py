"""The recipes of the documentation as files of a playbook: `docs/recipes`, chapter by chapter."""

import re
from functools import cache

from segue.playbook.kinds import FOLDERS
from segue_tools.places import ROOT

FOLDER = ROOT / "docs" / "recipes"
BLOCK = re.compile(rf"^```yaml\n(# ((?:{'|'.join(FOLDERS)})/[\w-]+\.yaml)\n.*?)^```$", re.DOTALL | re.MULTILINE)


@cache
def chapters(page: str) -> dict[str, str]:
    """The chapters of a page by their headings."""
    parts = re.split(r"^## ", (FOLDER / f"{page}.md").read_text(), flags=re.MULTILINE)[1:]
    return {title: text for title, _, text in (one.partition("\n") for one in parts)}


@cache
def recipe(page: str, title: str) -> dict[str, str]:
    """The files of one chapter, by path."""
    return {path: text for text, path in BLOCK.findall(chapters(page)[title])}


def all_files(page: str) -> dict[str, str]:
    """The files of every chapter."""
    return {path: text for title in chapters(page) for path, text in recipe(page, title).items()}
