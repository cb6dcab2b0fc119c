"""The pages of measures in a real Chromium: read by everybody, on a phone and in the dark, filled in by themselves."""

import pytest

from segue.measures.results import Wish
from segue.times import SECOND
from segue.wiring.measures import results
from tests import made_results
from tests.browser.axe import grave
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.measured_shop import worked_out
from tests.handlers.pictures import Visitor
from tests.handlers.served import served

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
PAGES = (
    *(f"/measures?group={one}" for one in ("", "sales", "customers", "service", "messages", "consent", "friction")),
    *(f"/measures/{one}" for one in ("revenue", "conversion", "cohorts", "paths_to_purchase", "frictions", "funnel")),
    *("/measures/conversion?by=channel&where.device=phone", "/measures/revenue/people?part=all"),
)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def shop(monkeypatch):
    """The world, and where a marketer's browser finds its console."""
    with staffed(monkeypatch) as world:
        worked_out(world)
        Visitor.browser = as_staff(world, "max")
        with served(world, Visitor) as place:
            yield world, f"{place}/console"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_page(page, shop, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(f"{shop[1]}{path}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert (path, grave(page), page.evaluate(WIDER)) == (path, [], 0)


def test_a_figure_comes_by_itself_once_it_is_worked_out(page, shop):
    world, console = shop
    page.goto(f"{console}/measures/revenue?from=2025-12-01&to=2025-12-10")
    page.get_by_role("status").get_by_text("Being worked out").wait_for()
    world.region.clock.advance(2 * SECOND)
    wish = Wish("revenue", "2025-12-01..2025-12-10", "day")
    for one in (wish, Wish(wish.name, wish.period)):
        results().keep(made_results.result(one, world.clock))
    page.locator(".measure-value").wait_for(timeout=10_000)
    assert page.locator(".chart-trend").is_visible()
    assert page.get_by_role("button", name="Copy link").is_visible()


def test_by_keyboard_a_table_is_opened_and_scrolled(page, shop):
    page.goto(f"{shop[1]}/measures/revenue")
    page.get_by_text("Table", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('chart-scroll')")
