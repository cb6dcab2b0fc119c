"""Every page of the console, and the preference page, for those who do not see or use a mouse: axe-core finds nothing
serious, on a wide screen by day and on a phone by night, where nothing is wider than the page. Out of the in-memory
cloud, with a shop in it; pages of the desk and of measures have tests of their own with more in them."""

import json

import pytest

from segue.console.views import VIEWS
from segue.times import HOUR
from tests.browser.axe import grave
from tests.faults.providers import LINK
from tests.faults.shop import added, identified, post, viewed
from tests.handlers.console_staff import KIM, as_staff, page_of, staffed
from tests.handlers.pictures import Visitor
from tests.handlers.served import served

pytestmark = pytest.mark.browser
WIDER = "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
LOOKS = {"by day": ("light", 1280), "by night on a phone": ("dark", 390)}
PLAIN = sorted({one.path for one in VIEWS if one.method == "GET" and one.roles and "(" not in one.path and one.path})
PARTS = {"/live/new", "/inbox/new", "/inbox/presence", "/audit/file"}  # pieces of pages, and a file
MORE = (
    *("/segments/open-cart", "/segments/open-cart/members", "/journeys/abandoned-cart", "/sources/shopify"),
    *("/journeys/abandoned-cart/pause", "/journeys/abandoned-cart/simulate", "/templates/abandoned-cart"),
    *("/playbook/segments/open-cart", "/playbook/journeys/abandoned-cart", "/playbook/templates/abandoned-cart"),
    *("/measures/revenue", "/models/churn", "/people/nobody-of-this-name", "/sign-in"),
)


@pytest.fixture(scope="module")
def shop():
    """Kim was reminded of a cart; where an administrator's browser finds the console, what else there is to see."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched) as world:
        post(world, identified(world, "i1", "u1", KIM), viewed(world, "v1", userId="u1"))
        post(world, added(world, "a1", "c1", userId="u1"))
        world.pass_time(4 * HOUR)
        Visitor.browser = as_staff(world, "ann")
        person = page_of(Visitor.browser, KIM)
        link = LINK.search(json.dumps(world.region.mailbox.mails[-1].request))
        assert link
        with served(world, Visitor) as place:
            console = [f"{place}/console{one}" for one in (*(one for one in PLAIN if one not in PARTS), *MORE, person)]
            yield [*console, f"{place}{link[1]}", f"{place}{link[1].replace('/unsubscribe/', '/preferences/')}"]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_page(page, shop, look):
    scheme, width = LOOKS[look]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    wrong = []
    for url in shop:
        page.goto(url)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found, wider = grave(page), page.evaluate(WIDER)
        wrong += [(url.partition("/console")[2] or url, found, wider)] if found or wider else []
    assert wrong == []
