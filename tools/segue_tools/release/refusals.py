"""Why a version is not released: sentences, each with what to do. None of them changes a file of the repository."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from segue.version import VERSION
from segue_tools.places import ROOT
from segue_tools.release.changelog import PLACE, chapters, mistakes
from segue_tools.release.clones import git, module, told

SEMANTIC = re.compile(r"\d+\.\d+\.\d+")
# What writes files that are committed: a clone in which it has run says whether it would change one.
GENERATORS = (
    "segue_tools.versions",
    "segue_tools.schemas",
    "segue_tools.costs",
    "segue_tools.connect_pages",
    "segue_tools.reference",
    "segue_tools.concepts",
    "segue_tools.measures",
    "segue_tools.records",
    "segue_tools.notices",
    "segue_tools.api_types",
    "segue_tools.texts",
    "segue_tools.api_changes --release",
)
# The tools of the clone are those of this folder: they are not made anew.
LOCKING = ("make", "--silent", "--old-file", ".local/venvs/lock/made", "lock")


def told_at_once(version: str, root: Path = ROOT) -> Iterator[str]:
    """What is seen without running anything."""
    if not SEMANTIC.fullmatch(version):
        yield f"{version!r} is no version, such as 1.0.0."
    if version != VERSION:
        yield f"The code says that it is {VERSION}: change layers/segue/segue/version.py, or name that version."
    if git(root, "status", "--porcelain"):
        yield "The folder has changes that are not committed."
    if git(root, "tag", "--list", f"v{version}"):
        yield f"The tag v{version} is there already."
    yield from _of_changelog(version, (root / PLACE.name).read_text())


def _of_changelog(version: str, text: str) -> Iterator[str]:
    yield from (f"CHANGELOG.md: {one}." for one in mistakes(text))
    if version not in {one.name for one in chapters(text)}:
        yield f"CHANGELOG.md has no chapter `## {version} - <day>`."


def stale(folder: Path) -> Iterator[str]:
    """What the generators and the locks would change in a clone."""
    for one in GENERATORS:
        yield from changed(folder, f"python -m {one}", partial(module, folder, *one.split()))
    yield from changed(folder, "make lock", partial(told, [*LOCKING], folder))


def changed(folder: Path, command: str, run: Callable[[], str]) -> Iterator[str]:
    """What a command has changed in a clone, beside what was changed before it."""
    before = git(folder, "status", "--porcelain").splitlines()
    run()
    for line in git(folder, "status", "--porcelain").splitlines():
        if line not in before:
            yield f"{line[3:]} is out of date: `{command}` writes it."
