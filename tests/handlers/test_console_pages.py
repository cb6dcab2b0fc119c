"""Every page of the console: a line in `VIEWS` is all that makes one, its place in the menu included."""

import re
from base64 import b64decode

import pytest

from segue.api.roles import ALL
from segue.console.menus import FEW, GROUPS, NEAR, Entry
from segue.console.rendering import templates
from segue.console.views import VIEWS, View
from segue.console.visits import Shown
from segue.wiring import staff as doors
from tests.fake_cognito import FakeCognito
from tests.handlers.browser import Browser
from tests.handlers.starter import started

ROLES = sorted(ALL)
FIRST_LOAD = 100_000  # bytes
PIECES = {"/live/new", "/inbox/new", "/inbox/presence", "/audit/file"}  # of pages, and a file
PAGES = [one for one in VIEWS if one.method == "GET" and one.roles and "(" not in one.path]
DRAWN = '{% from "parts.html" import icon with context %}{{ icon(name) }}'
ENTRIES = [one for one in VIEWS if one.entry]


@pytest.fixture(scope="module")
def staff():
    """A signed-in browser for each role."""
    with pytest.MonkeyPatch.context() as patch, started() as world:
        users = {f"{role}@shop.test": ("Correct-horse-1", [role]) for role in ROLES}
        pool = FakeCognito(users, world.clock // 1000)
        patch.setattr(doors, "client", lambda _: pool)
        yield {role: Browser(world, pool).sign_in(f"{role}@shop.test") for role in ROLES}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("view", PAGES, ids=lambda one: one.path or "start")
def test_a_page_opens_for_its_roles_and_for_no_other(staff, view, role):
    status = staff[role].get(view.path).status
    assert (status < 400) == (role in view.roles)
    assert status < 400 or status == 403


@pytest.mark.parametrize("role", ROLES)
def test_the_menu_has_the_pages_of_the_role_and_marks_the_one_that_is_open(staff, role):
    for view in ENTRIES:
        page = staff[role].get(view.path if role in view.roles else "/live")
        assert (f'href="/console{view.path}"' in page.body) == (role in view.roles)
        assert (f'href="/console{view.path}" aria-current="page"' in page.body) == (role in view.roles)


def groups(page):
    """The groups of the menu with their pages, and whether they are open; what needs no heading is left out."""
    found = re.findall(r'<details class="nav-group" data-group="(\w+)" (open)?>(.*?)</details>', page.body, re.DOTALL)
    return {key: (bool(shown), re.findall(r'href="/console(/[a-z-]+)"', held)) for key, shown, held in found}


def brought(browser, path):
    """The bytes that a first look at a page brings: the page as it is sent, and its style and scripts, squeezed."""
    page = browser.get(path).body
    parts = re.findall(r'(?:src|href)="/console(/static/[^"]+)"', page)
    assert {one.rpartition("/")[2] for one in parts} >= {"console.css", "console.js", "htmx.min.js", "mark.svg"}
    return len(page.encode()) + sum(squeezed(browser, one) for one in dict.fromkeys(parts))


def squeezed(browser, asset):
    """The bytes of a style or a script as a browser gets them."""
    found = browser.get(asset, accept_encoding="gzip")
    assert found.headers["content-encoding"] == "gzip"
    return len(b64decode(found.body))


@pytest.mark.parametrize("view", [one for one in PAGES if one.path not in PIECES], ids=lambda one: one.path or "start")
def test_a_first_look_brings_less_than_100_kb(staff, view):
    role = "admin" if "admin" in view.roles else min(view.roles)
    assert brought(staff[role], view.path or "/live") < FIRST_LOAD


@pytest.mark.parametrize("role", ["admin", "marketer"])
def test_many_pages_stand_in_groups_of_which_the_first_and_the_current_are_open(staff, role):
    for view, entry in ((one, one.entry) for one in ENTRIES if role in one.roles and one.entry):
        found = groups(staff[role].get(view.path))
        assert found == {one: found[one] for one in GROUPS if one in found}  # the order of the groups
        assert view.path in found.get(entry.group, (True, [view.path]))[1]
        assert {key for key, (shown, _) in found.items() if shown} <= {next(iter(found)), entry.group}
        assert all(found[key][0] for key in (entry.group, next(iter(found))) if key in found)
        assert all(len(held) > 1 for _, held in found.values())


@pytest.mark.parametrize("role", ["agent", "privacy"])
def test_few_pages_need_no_headings(staff, role):
    assert len([one for one in ENTRIES if role in one.roles]) <= FEW
    assert groups(staff[role].get("/live")) == {}


@pytest.mark.parametrize("role", ROLES)
def test_a_phone_keeps_what_is_needed_often_in_view_and_says_when_the_page_is_under_more(staff, role):
    for view in (one for one in ENTRIES if role in one.roles):
        near = staff[role].get(view.path).body.partition('<nav class="near"')[2].partition("</nav>")[0]
        held = re.findall(r'href="/console(/[a-z-]+)"', near)
        assert 1 < len(held) <= NEAR
        assert held[0] == "/live"
        assert ("data-here" in near) == (view.path not in held)


@pytest.mark.parametrize("icon", [icon for _, icon in GROUPS.values()])
def test_a_group_has_an_icon_of_ours(icon):
    assert icon in drawn_icons(icon)


def drawn_icons(name):
    """The icons that are drawn for a name."""
    return re.findall(r"#i-(\w+)", templates().from_string(DRAWN).render(name=name, visit=None, now=0))


@pytest.mark.parametrize("view", ENTRIES, ids=lambda one: one.path)
def test_an_entry_is_a_page_with_an_icon_of_ours(view):
    assert view.entry.icon in drawn_icons(view.entry.icon)
    assert view.method == "GET"
    assert view.entry.group in GROUPS


def test_one_line_makes_a_page_with_its_entry_and_its_role(staff, monkeypatch):
    page = View(
        "GET", "/tiny", lambda visit, _: Shown(200, b"tiny"), frozenset({"privacy"}), Entry("Tiny", "dot", "privacy")
    )
    monkeypatch.setattr("segue.console.site.VIEWS", (*VIEWS, page))
    assert staff["privacy"].get("/live").reads("Tiny")
    assert staff["privacy"].get("/tiny").body == "tiny"
    assert staff["agent"].get("/tiny").status == 403
    assert not staff["agent"].get("/live").reads("Tiny")
