"""Every page of the console: a line in `VIEWS` is all that makes one, its place in the menu included."""

import pytest

from segue.api.roles import ALL
from segue.console.rendering import templates
from segue.console.views import VIEWS, View
from segue.console.visits import Shown
from segue.wiring import staff as doors
from tests.fake_cognito import FakeCognito
from tests.handlers.browser import Browser
from tests.handlers.starter import started

ROLES = sorted(ALL)
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


@pytest.mark.parametrize("view", ENTRIES, ids=lambda one: one.path)
def test_an_entry_is_a_page_with_an_icon_of_ours(view):
    drawn = templates().from_string(DRAWN).render(name=view.entry[1], visit=None, now=0)
    assert f"#i-{view.entry[1]}" in drawn
    assert view.method == "GET"


def test_one_line_makes_a_page_with_its_entry_and_its_role(staff, monkeypatch):
    page = View("GET", "/tiny", lambda visit, _: Shown(200, b"tiny"), frozenset({"privacy"}), ("Tiny", "dot"))
    monkeypatch.setattr("segue.console.site.VIEWS", (*VIEWS, page))
    assert staff["privacy"].get("/live").reads("Tiny")
    assert staff["privacy"].get("/tiny").body == "tiny"
    assert staff["agent"].get("/tiny").status == 403
    assert not staff["agent"].get("/live").reads("Tiny")
