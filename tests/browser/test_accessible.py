"""Every page of the console, and the preference page, for those who do not see or use a mouse, and for those who look:
axe-core finds nothing serious, and nothing is wider than the page, spills, is cut off or touches, on a wide screen by
day and on a phone by night, there in German, whose words are longer. Out of the in-memory cloud, with something on
every page; the desk on the running stack has tests of its own."""

import json

import pytest

from tests.browser.axe import grave
from tests.browser.looks import interactive, wrong_looks
from tests.faults.providers import LINK
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.furnished import furnish, pages, texts
from tests.handlers.pictures import Visitor
from tests.handlers.served import served

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
LOOKS = {"by day": ("light", 1280, "en"), "by night on a phone, in German": ("dark", 390, "de")}
MAIN = ("people", "live", "inbox", "journeys", "segments", "measures", "playbook", "sources", "audit", "status")
OPENED = "document.querySelectorAll('.main details, body > main details').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="module")
def shop():
    """Where an administrator's browser finds the console and its pages, and a customer theirs."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched, texts()) as world:
        shown = [f"/console{one}" for one in pages(furnish(world)).values()]
        Visitor.browser = as_staff(world, "ann")
        link = LINK.search(json.dumps(world.region.mailbox.mails[-1].request))
        assert link
        public = (link[1], link[1].replace("/unsubscribe/", "/preferences/"))
        with served(world, Visitor) as place:
            yield place, [*shown, "/console/sign-in", *public]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_serious_and_nothing_is_out_of_place(page, shop, look):
    place, paths = shop
    scheme, width, language = LOOKS[look]
    page.set_extra_http_headers({"accept-language": language})
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    wrong = []
    for path in paths:
        page.goto(f"{place}{path}")
        page.evaluate(OPENED)
        found = [*grave(page), *wrong_looks(page)]
        wrong += [(path, found)] if found else []
    assert wrong == []


@pytest.mark.timeout(120)
def test_a_main_page_can_be_used_within_a_second(page, shop):
    took = {one: interactive(page, f"{shop[0]}/console/{one}") for one in MAIN}
    assert {one: round(time) for one, time in took.items() if time > 1000} == {}


@pytest.fixture
def phone(page, shop):
    """A page on a phone whose menu is shut."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{shop[0]}/console/measures")
    assert not page.locator(".nav").is_visible()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_a_thumb_opens_the_menu_and_the_groups_in_it(phone, scheme):
    phone.emulate_media(color_scheme=scheme)
    phone.locator(".near-more > summary").click()
    phone.locator(".nav").get_by_text("Marketing").click()
    assert phone.get_by_role("link", name="Broadcasts").is_visible()
    assert phone.evaluate("document.querySelector('.menu').getBoundingClientRect().top > 0")
    assert grave(phone) == []


def test_on_a_phone_escape_and_a_tap_beside_it_close_the_menu(phone):
    more = phone.locator(".near-more > summary")
    more.press("Enter")
    phone.locator(".nav").wait_for()
    phone.keyboard.press("Escape")
    assert not phone.locator(".nav").is_visible()
    assert more.evaluate("(one) => one === document.activeElement")
    more.click()
    phone.mouse.click(195, 40)
    assert not phone.locator(".nav").is_visible()


def test_a_group_of_the_menu_stays_as_it_was_left(page, shop):
    page.goto(f"{shop[0]}/console/measures")
    page.locator(".nav").get_by_text("Operations").click()
    page.goto(f"{shop[0]}/console/people")
    assert page.get_by_role("link", name="Quarantine").is_visible()
    assert not page.get_by_role("link", name="Experiments").is_visible()
    page.locator(".nav").get_by_text("Operations").click()
    page.reload()
    assert not page.get_by_role("link", name="Quarantine").is_visible()
