"""Where there is nothing yet a page says what to do, and leads there."""

from collections.abc import Iterator

import pytest

from tests.handlers.browser import Browser
from tests.handlers.console_staff import as_staff, staffed

LEADS = {
    "/live": "/sources",
    "/people": "/sources",
    "/products": "/sources",
    "/broadcasts": "/broadcasts/new",
    "/segments": "/playbook/new?folder=segments",
    "/journeys": "/playbook/new?folder=journeys",
    "/placements": "/playbook/new?folder=placements",
    "/templates": "/playbook/new?folder=templates",
}
BARE = {"policies/holdout.yaml": "share: 0"}


@pytest.fixture(scope="module")
def ann() -> Iterator[Browser]:
    """An administrator of a shop that has nothing but a policy."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched, BARE) as world:
        yield as_staff(world, "ann")


@pytest.mark.parametrize(("path", "to"), LEADS.items())
def test_an_empty_page_leads_to_what_is_to_be_done(ann, path, to):
    page = ann.get(path)
    empty = page.body.partition('<div class="empty')[2].partition("</div>")[0]
    assert f'<a class="button" href="/console{to}">' in empty
    assert ann.get(to).status == 200
