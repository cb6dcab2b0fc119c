"""What the documentation shows in code: blocks between fences, and spans in a line."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from segue_tools.places import ROOT

DECIDED = ROOT / "docs" / "decisions"  # what was thought on a day: texts of their time
PAGES = [
    *(one for one in sorted((ROOT / "docs").rglob("*.md")) if one.parent != DECIDED),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "bench/README.md")),
    *sorted((ROOT / "examples").rglob("*.md")),
]
FENCED = re.compile(r"^(?P<indent> *)```(?P<language>[^\n`]*)\n(?P<text>.*?)^ *```$", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


class Block(NamedTuple):
    """A block between fences: where, in which language, what it says, and the prose above it in its chapter."""

    page: Path
    line: int
    language: str
    text: str
    above: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


class Span(NamedTuple):
    """Code in a line of prose."""

    page: Path
    text: str


@cache
def blocks(language: str = "") -> list[Block]:
    """Every block of every page, or those in a language."""
    return [one for page in PAGES for one in _blocks(page) if not language or one.language == language]


@cache
def spans() -> list[Span]:
    """Every span of code of every page."""
    return [Span(page, found) for page in PAGES for found in SPAN.findall(FENCED.sub("", page.read_text()))]


def _blocks(page: Path) -> Iterator[Block]:
    text = page.read_text()
    for found in FENCED.finditer(text):
        chapter = re.split(r"^#+ ", text[: found.start()], flags=re.MULTILINE)[-1]
        line = text[: found.start()].count("\n") + 1
        yield Block(page, line, found["language"], dedent(found["text"]), FENCED.sub("", chapter))
