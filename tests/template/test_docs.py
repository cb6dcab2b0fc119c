"""The documentation: links lead somewhere, every page is reached from the index, guides say what the code does."""

import re
from functools import cache
from pathlib import Path

import pytest

from segue.channels import reporting
from segue.intake.sources import Source, compile_source
from segue.playbook.texts import read
from segue_tools import connect_pages
from segue_tools.places import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(one for one in DOCS.rglob("*.md"))
ALL = [*PAGES, *ROOT.glob("*.md"), ROOT / "bench" / "README.md", *(ROOT / "examples").rglob("README.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
SNIPPET = re.compile(r"`sources/([\w-]+)\.yaml`.*?```yaml\n(.*?)```", re.DOTALL)


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


@cache
def links(file: Path) -> list[tuple[Path, str]]:
    """Where a page's links lead inside the repository: the file, and the heading in it."""
    found = [one for one in LINK.findall(FENCE.sub("", file.read_text())) if not re.match(r"[a-z]+:", one)]
    parts = [one.partition("#") for one in found]
    return [((file.parent / place).resolve() if place else file, anchor) for place, _, anchor in parts]


@cache
def anchors(file: Path) -> set[str]:
    """The headings of a page as GitHub calls them."""
    plain = [re.sub(r"[^\w\- ]", "", one.strip().lower()) for one in HEADING.findall(file.read_text())]
    return {one.replace(" ", "-") for one in plain}


@pytest.mark.parametrize("file", ALL, ids=named)
def test_every_link_leads_somewhere(file):
    assert [str(place) for place, _ in links(file) if not place.exists()] == []
    assert [anchor for place, anchor in links(file) if anchor and anchor not in anchors(place)] == []


def test_every_page_is_reached_from_the_index():
    reached, rest = set[Path](), [DOCS / "README.md"]
    while rest:
        one = rest.pop()
        if one not in reached:
            reached.add(one)
            rest += [place for place, _ in links(one) if place.suffix == ".md" and place.is_relative_to(DOCS)]
    decided = {one for one in PAGES if one.parent.name == "decisions"}  # a folder to be read as one
    assert [named(one) for one in PAGES if one not in reached | decided] == []


@pytest.mark.parametrize("name", connect_pages.names())
def test_a_guide_is_as_the_code_is(name):
    """`python -m segue_tools.connect_pages` writes them."""
    text = (connect_pages.FOLDER / f"{name}.md").read_text()
    assert text == connect_pages.page(name)
    assert "\n## What it brings into the profile\n" in text
    assert "\n## Limits\n\n- " in text


@pytest.mark.parametrize("name", reporting())
def test_the_playbook_text_of_a_guide_is_valid(name):
    ((said, text),) = SNIPPET.findall((connect_pages.FOLDER / f"{name}.md").read_text())
    found = compile_source(said, read(text).value)
    assert isinstance(found, Source)
    assert (said, found.provider) == (name, name)


def test_there_is_a_guide_for_each_provider_and_the_overview_lists_them():
    listed = {
        place.stem for place, _ in links(connect_pages.FOLDER / "README.md") if place.parent == connect_pages.FOLDER
    }
    files = {one.stem for one in connect_pages.FOLDER.glob("*.md")} - {"README"}
    assert {*reporting()} <= files == {*connect_pages.names()} == listed


def test_every_fact_of_the_comparison_has_its_address_and_its_day():
    chapters = (DOCS / "comparison.md").read_text().split("\n## ")[2:-1]
    assert len(chapters) == 7
    facts = [
        line for one in chapters for line in one.splitlines() if line.startswith("| ") and "| source |" not in line
    ]
    assert len(facts) > 20
    assert [one for one in facts if not re.search(r"\(https://[^)]+\).*\b20\d\d\b[^|]*\|$", one)] == []
    assert [one.splitlines()[0] for one in chapters if "**Better " not in one] == []


def test_a_link_that_leads_nowhere_would_be_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One\n\n[a](gone.md) `[b](code.md)` [c](#one) [d](https://x.example/e.md)")
    assert [place.name for place, _ in links(page) if not place.exists()] == ["gone.md"]
    assert [anchor for _, anchor in links(page) if anchor] == ["one"]
    assert anchors(page) == {"one"}
