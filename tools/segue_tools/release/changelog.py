"""CHANGELOG.md by version, in the form of Keep a Changelog: what is wrong with it, and what a version says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from segue_tools.places import ROOT

PLACE = ROOT / "CHANGELOG.md"
UNRELEASED = "Unreleased"
HEADING = re.compile(r"^## (.*)$", re.MULTILINE)
NAMED = re.compile(r"(?P<name>\d+\.\d+\.\d+) - (?P<day>\d{4}-\d\d-\d\d)")
GROUP = re.compile(r"^### (.+)$", re.MULTILINE)
INWARD = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)]+)\)")


@dataclass(frozen=True)
class Chapter:
    """What stands under one heading; `day` is empty where it names none."""

    name: str
    day: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Its entries."""
        return [one for one in self.text.splitlines() if one.startswith("- ")]

    @property
    def number(self) -> tuple[int, ...]:
        """By what versions are in order."""
        return tuple(map(int, self.name.split(".")))


def chapters(text: str) -> list[Chapter]:
    """Each version, the newest first; a heading that is none keeps its words as its name."""
    parts = HEADING.split(text)[1:]
    return [_chapter(heading, said.strip()) for heading, said in zip(parts[::2], parts[1::2], strict=True)]


def _chapter(heading: str, text: str) -> Chapter:
    found = NAMED.fullmatch(heading)
    return Chapter(found["name"], found["day"], text) if found else Chapter(heading, "", text)


def mistakes(text: str) -> Iterator[str]:
    """What is not as Keep a Changelog has it."""
    found = chapters(text)
    if not found or found[0].name != UNRELEASED:
        yield f"the first heading is not {UNRELEASED}"
    released = found[1:]
    yield from (f"{one.name!r} is no version with its day" for one in released if not one.day)
    dated = [one for one in released if one.day]
    yield from (f"{one.name}: {one.day} is no day" for one in dated if not _is_day(one.day))
    yield from (f"{one.name}: nothing stands in it" for one in dated if not one.lines)
    yield from (
        f"{before.name} stands above {one.name}" for before, one in pairwise(dated) if before.number <= one.number
    )
    yield from (f"{before.day} stands above {one.day}" for before, one in pairwise(dated) if before.day < one.day)
    for one in found:
        yield from _of_chapter(one)


def _of_chapter(chapter: Chapter) -> Iterator[str]:
    yield from (f"twice: {one}" for one in sorted({*chapter.lines}) if chapter.lines.count(one) > 1)
    parts = GROUP.split(chapter.text)
    yield from (
        f"nothing under {name}" for name, said in zip(parts[1::2], parts[2::2], strict=True) if "- " not in said
    )


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


def notes(version: str, text: str) -> str:
    """The notes of a release: its chapter, with the names of files where links would lead out of a repository."""
    (found,) = [one for one in chapters(text) if one.name == version]
    return f"# Segue {found.name}\n\n{found.day}\n\n{INWARD.sub(_named, found.text)}\n"


def _named(link: re.Match[str]) -> str:
    words, place = link[1], link[2]
    return words if words == place else f"{words}, `{place}`"
