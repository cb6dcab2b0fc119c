"""Whatever customers call themselves, no element, attribute or program arises of it on any page of the console."""

import re

import pytest

from segue.console.views import PERSON, TALK, VIEWS
from tests.handlers.console_staff import as_staff, page_of, staffed
from tests.handlers.hostile.markup import Seen
from tests.handlers.hostile.planted import MAIL, NAME, planted

pytestmark = pytest.mark.thorough

PAGES = [one for one in VIEWS if one.method == "GET"]
SOME = 3  # addresses of one kind of page that are looked at
PARTS = {tail[0] for one in PAGES if (tail := re.search(r"/[a-z]+$", one.path))}  # that scripts ask for
ABOUT_A_CUSTOMER = {PERSON, f"{PERSON}/timeline", f"{PERSON}/why/(?P<segment>[^/]{{1,240}})", TALK, f"{TALK}/customer"}
MOST = 50  # kinds of pages that links lead to in this world; others need a broadcast, a simulation, a measured night


@pytest.fixture(scope="module")
def walked():
    """Every page that links lead an administrator to, by the way that it stands for."""
    with pytest.MonkeyPatch.context() as patch, staffed(patch) as world:
        planted(world)
        yield pages_of(as_staff(world, "ann"))


def pages_of(browser):
    """(address, page) of everything within reach, a few of each kind."""
    left: list[str] = ["", page_of(browser, MAIL)]
    seen: set[str] = set()
    found: dict[str, list[tuple[str, int, str]]] = {}
    while left:
        path = left.pop()
        view = next((one for one in PAGES if re.fullmatch(one.path, path.partition("?")[0])), None)
        kept = found.setdefault(view.path, []) if view else []
        if view is None or path in seen or sum(status < 400 for _, status, _ in kept) >= SOME:
            continue
        seen.add(path)
        kept.append((path, browser.get(path).status, browser.body))
        left += [path.partition("?")[0] + part for part in PARTS if browser.status == 200]
        left += [one.removeprefix("/console") for one in Seen(browser.body).addresses if one.startswith("/console")]
    return found


def test_no_element_attribute_or_program_arises(walked):
    for path, status, body in (one for some in walked.values() for one in some):
        seen = Seen(body)
        assert status < 500, path
        assert not {one for one in seen.tags | seen.attributes if NAME in one}, path
        assert (seen.scripts, seen.bare) == ([], 0), path


def test_the_words_themselves_are_shown(walked):
    """Else nothing would have been tried."""
    shown = {view for view, some in walked.items() if any(NAME in body for _, _, body in some)}
    assert len(shown) >= 8, sorted(shown)


def test_the_walk_reaches_the_pages(walked):
    reached = {view for view, some in walked.items() if any(status < 400 for _, status, _ in some)}
    assert reached >= ABOUT_A_CUSTOMER
    assert len(reached) >= MOST, sorted({one.path for one in PAGES} - reached)
