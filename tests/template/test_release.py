"""A release: one version everywhere, a changelog that can be read, reasons not to, and the same bytes twice."""

import os
import re
import subprocess
import tomllib
from importlib.util import find_spec

import pytest

from segue.version import VERSION
from segue_tools import versions
from segue_tools.artifacts import summed
from segue_tools.places import ROOT
from segue_tools.release.__main__ import lacking
from segue_tools.release.changelog import PLACE, chapters, mistakes, notes
from segue_tools.release.clones import clone, git
from segue_tools.release.parts import NOTES, NOTICES, SBOM, write_source, write_texts
from segue_tools.release.refusals import GENERATORS, SEMANTIC, changed, told_at_once
from segue_tools.site.__main__ import settings
from segue_tools.templates import template

CHANGES = f"# Changelog\n\n## Unreleased\n\n## {VERSION} - 2026-11-30\n\n### Desk\n\n- **One** [page](docs/a.md)\n"


@pytest.fixture
def repository(tmp_path):
    """A small one, with all committed."""
    place = tmp_path / "shop"
    place.mkdir()
    (place / PLACE.name).write_text(CHANGES)
    (place / "page.md").write_text("one\n")
    git(place, "init", "--quiet")
    git(place, "add", ".")
    committed(place)
    return place


def committed(place):
    said = ["-c", "user.name=kim", "-c", "user.email=kim@shop.example"]
    subprocess.run(["git", *said, "commit", "--quiet", "--message", "one"], cwd=place, check=True)


def test_the_version_stands_in_one_place():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "segue.version.VERSION"}
    assert SEMANTIC.fullmatch(VERSION)


def test_what_shows_the_version_shows_this_one():
    """`python -m segue_tools.versions` writes it."""
    assert template()["Metadata"]["Version"] == VERSION
    for one in versions.COPIES:
        text = one.file.read_text()
        lines = re.findall(one.line, text, re.MULTILINE)
        assert (len(lines), VERSION in lines[0]) == (1, True)
        assert one.shown(text.replace(lines[0], lines[0].replace(VERSION, "0.0.1"))) == text
    assert f'copyright = "Segue {VERSION}"' in settings()


def test_the_changelog_is_in_its_form_and_tells_of_this_version():
    text = PLACE.read_text()
    assert [*mistakes(text)] == []
    assert VERSION in {one.name for one in chapters(text)}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (CHANGES.replace("## Unreleased\n\n", ""), "the first heading is not Unreleased"),
        (CHANGES.replace(" - 2026-11-30", ""), f"'{VERSION}' is no version with its day"),
        (CHANGES.replace("11-30", "11-31"), f"{VERSION}: 2026-11-31 is no day"),
        (CHANGES.replace("- **One** [page](docs/a.md)", ""), f"{VERSION}: nothing stands in it"),
        (CHANGES + "- again\n- again\n", "twice: - again"),
        (CHANGES + "\n### Empty\n", "nothing under Empty"),
        (CHANGES + "\n## 9.0.0 - 2026-11-29\n\n- newer\n", f"{VERSION} stands above 9.0.0"),
        (CHANGES + "\n## 0.1.0 - 2026-12-01\n\n- later\n", "2026-11-30 stands above 2026-12-01"),
    ],
)
def test_what_is_wrong_with_a_changelog_is_told(wrong, told):
    assert told in [*mistakes(wrong)]


def test_notes_are_the_chapter_and_lead_nowhere_inside():
    said = notes(VERSION, CHANGES + "\n## 0.1.0 - 2026-11-01\n\n- older\n")
    assert said == f"# Segue {VERSION}\n\n2026-11-30\n\n### Desk\n\n- **One** page, `docs/a.md`\n"


def test_what_is_committed_and_told_of_may_be_released(repository):
    assert [*told_at_once(VERSION, repository)] == []


def test_why_not_is_told_all_at_once(repository):
    git(repository, "tag", "v9.9.9")
    (repository / "page.md").write_text("two\n")
    told = " ".join(told_at_once("9.9.9", repository))
    for reason in (f"The code says that it is {VERSION}", "not committed", "The tag v9.9.9", "no chapter `## 9.9.9"):
        assert reason in told
    assert "'1.0' is no version" in " ".join(told_at_once("1.0", repository))


def test_a_generator_that_would_change_a_file_is_told_and_the_folder_stays(repository, tmp_path):
    made = clone(tmp_path / "made", repository)
    found = [*changed(made, "make pages", lambda: str((made / "page.md").write_text("two\n")))]
    assert found == ["page.md is out of date: `make pages` writes it."]
    assert [*changed(made, "make pages", lambda: str((made / "page.md").write_text("two\n")))] == []
    assert (repository / "page.md").read_text() == "one\n"


@pytest.mark.parametrize("command", GENERATORS)
def test_a_generator_is_a_command(command):
    assert find_spec(command.split()[0])


@pytest.mark.parametrize(("found", "told"), [("/usr/bin/python", ""), (None, "without compiled bytecode")])
def test_it_says_where_layers_are_not_compiled(monkeypatch, found, told):
    monkeypatch.setattr(
        "shutil.which", lambda name: found if name == template()["Parameters"]["Runtime"]["Default"] else "x"
    )
    assert told in lacking()
    assert bool(lacking()) == bool(told)


def test_whatever_says_who_has_written_it_is_asked():
    said = re.compile(r"written by `python -m (segue_tools\.[a-z_]+)`")
    files = [ROOT / "template.yaml", *(ROOT / "docs").rglob("*.*"), *(ROOT / "layers" / "segue").rglob("*.[jmy]*")]
    texts = [one.read_text() for one in files if one.suffix in {".md", ".html", ".json", ".yaml"}]
    found = {name for text in texts for name in said.findall(text)}
    assert len(found) > 5
    assert found <= {one.split()[0] for one in GENERATORS}


def test_a_release_is_of_what_is_committed_and_the_same_in_another_time_zone(repository, tmp_path, monkeypatch):
    made = []
    for number, zone in enumerate(("Asia/Tokyo", "America/New_York")):
        monkeypatch.setenv("TZ", zone)
        (repository / f"left-{number}").write_text("not committed")
        os.utime(repository / "page.md", (number, number))
        into = tmp_path / str(number)
        into.mkdir()
        write_source(clone(tmp_path / f"clone-{number}", repository), into, VERSION)
        made.append(summed(into))
    assert made[0] == made[1]
    assert [*made[0]] == [f"segue-{VERSION}.zip"]


def test_notes_bill_and_notices_are_the_same_twice(tmp_path):
    made = []
    for number in "12":
        (tmp_path / number).mkdir()
        write_texts(ROOT, tmp_path / number, VERSION)
        made.append(summed(tmp_path / number))
    assert made[0] == made[1]
    assert {*made[0]} == {NOTES, SBOM, NOTICES, "LICENSE"}
    assert f'"version": "{VERSION}"' in (tmp_path / "1" / SBOM).read_text()
