"""The documentation as a site: every page is in its menu, links of files lead to pages, no page asks another host."""

import re

import pytest

from segue_tools.places import ROOT, SITE_MAKER
from segue_tools.site.__main__ import OWN, SETTINGS, build, settings, stage_all
from segue_tools.site.contents import DOCS, INDEX, contents, pages
from segue_tools.site.staging import CODE, TARGET, page, place, stage

ASKED = re.compile(r"<(?:script|link|img|iframe|source|video)\b[^>]*(?:src|href)=\"?(?:https?:)?//[^>]*>")


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    stage(folder)
    return folder


def test_every_page_stands_in_the_menu_once():
    menu = [*pages(contents())]
    assert len(menu) == len({*menu})
    decided = {one for one in DOCS.rglob("*.md") if one.parent.name == "decisions"}
    assert {*DOCS.rglob("*.md")} - {*menu} - decided == {INDEX}
    assert [str(one) for one in menu if not one.exists()] == []


def test_every_entry_of_the_menu_and_every_link_of_a_page_leads_to_a_page(staged):
    assert [str(one) for one in pages(contents()) if not (staged / place(one)).is_file()] == []
    for one in staged.rglob("*.md"):
        targets = [found[1] for found in TARGET.findall(CODE.sub("", one.read_text()))]
        inward = [to.partition("#")[0] for to in targets if not re.match(r"[a-z]+:|#", to)]
        assert [to for to in inward if not (one.parent / to).is_file()] == [], one


def test_what_the_repository_has_is_shown_by_pages(staged):
    assert "# Decisions" in (staged / "decisions/index.md").read_text()
    shown = (staged / "repository/layers/segue/segue/archive/columns.py.md").read_text()
    assert (ROOT / "layers/segue/segue/archive/columns.py").read_text().rstrip() in shown


def test_links_in_code_stay_as_they_are(tmp_path, monkeypatch):
    monkeypatch.setattr("segue_tools.site.staging.DOCS", tmp_path)
    (tmp_path / "README.md").write_text("x")
    said = tmp_path / "one.md"
    said.write_text("[a](README.md#b) `[a](README.md)`\n\n```md\n[a](README.md)\n```\n")
    assert page(said) == "[a](index.md#b) `[a](README.md)`\n\n```md\n[a](README.md)\n```\n"


def test_the_menu_is_written_into_the_settings():
    assert '{ "Concepts" = "concepts.md" }' in settings()
    assert '{ "Decisions" = "decisions/index.md" }' in settings()
    assert "nav = []" in SETTINGS.read_text()


def test_what_would_ask_another_host_is_seen():
    assert ASKED.search('<script src="https://x.example/y" type="text/javascript">')
    assert not ASKED.search('<a href="https://x.example/">')


@pytest.fixture
def maker():
    if not SITE_MAKER.exists():
        pytest.skip("`make docs` makes the environment of the generator")
    return SITE_MAKER


def test_the_site_is_built_and_asks_no_other_host(tmp_path, maker):
    stage_all(tmp_path)
    assert build(tmp_path, maker) == 0
    made = [*(tmp_path / "site").rglob("*.html")]
    assert len(made) > len([*DOCS.rglob("*.md")])
    assert [(one.name, asked) for one in made for asked in ASKED.findall(one.read_text())] == []
    assert all((tmp_path / "site" / name).exists() for name in (*OWN, "search.json"))


@pytest.mark.parametrize("wrong", ["[gone](gone.md)", "[gone](#gone)"])
def test_a_link_that_leads_nowhere_ends_it(tmp_path, maker, wrong):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.md").write_text(f"# Here\n\n{wrong}\n")
    (tmp_path / "pages" / "site.css").write_text("")
    (tmp_path / "zensical.toml").write_text(SETTINGS.read_text())
    assert build(tmp_path, maker) != 0
