"""Pages of the console in a real Chromium, out of the in-memory cloud: none is wider than the screen, each has a title,
and every field and button a name."""

import pytest

from segue.times import MINUTE
from tests.faults.shop import identified, message, post
from tests.handlers.console_staff import KIM, as_staff, page_of, staffed
from tests.handlers.pictures import Visitor
from tests.handlers.served import served

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
PAGES = (
    *("/live", "/inbox", "/people", "/suggestions", "/segments", "/segments/open-cart", "/journeys"),
    *("/journeys/abandoned-cart", "/playbook", "/playbook/segments/open-cart", "/playbook/templates/abandoned-cart"),
    *("/playbook/versions", "/sources", "/sources/shopify", "/quarantine"),
)
LONG = "A product whose name is as long as " + "very " * 12 + "long names of products are"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SEEN = "[...document.querySelectorAll('input:not([type=hidden]), button, a')].filter(one => one.checkVisibility())"
NAMELESS = f"{SEEN}.filter(one => !(one.labels?.length || one.innerText.trim() || one.title)).length"


@pytest.fixture(scope="module")
def console():
    """Where an administrator's browser finds it, and the page of somebody with a product of a long name."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched) as world:
        line = {"product_id": "p1", "name": LONG, "price": 189.0, "quantity": 2, "currency": "EUR", "cart_id": "c1"}
        added = message(world, "track", "a1", event="Product Added", properties=line, userId="u1")
        post(world, identified(world, "i1", "u1", KIM), added)
        world.pass_time(MINUTE)
        Visitor.browser = as_staff(world, "ann")
        with served(world, Visitor) as place:
            yield f"{place}/console", page_of(Visitor.browser, KIM)


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_is_wider_than_the_screen(page, console, width):
    place, person = console
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(place + person)
    assert page.get_by_text("very very").count()
    for path in (person, *PAGES):
        page.goto(place + path)
        assert (path, page.evaluate(WIDER)) == (path, 0)


def test_every_field_and_button_has_a_name_and_every_page_one_title_at_its_top(page, console):
    place, _ = console
    for path in PAGES:
        page.goto(place + path)
        title = page.get_by_role("heading", level=1)
        assert title.count() == 1
        assert title.bounding_box()["y"] < 200
        assert (path, page.evaluate(NAMELESS)) == (path, 0)
