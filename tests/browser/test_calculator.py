"""The calculator of the documentation, as a file in a real Chromium: it counts, asks nobody, and can be read."""

import pytest

from segue.costs.pricing import prices_of
from segue_tools.costs import CALCULATOR, Month, monthly
from tests.browser.axe import grave

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


@pytest.fixture
def calculator(page):
    """The page as a file; what it asks of others is in `asked`."""
    page.asked = []
    page.on("request", lambda one: page.asked.append(one.url))
    page.goto(CALCULATOR.as_uri())
    return page


def test_it_says_what_a_month_costs_as_numbers_change(calculator):
    total = calculator.locator("output")
    assert total.text_content() == f"${monthly(prices_of('us-east-1'), Month(1_000_000, 50_000)):,.2f}"
    calculator.get_by_label("Events a month").fill("10000000")
    calculator.get_by_label("Mails a month").fill("300000")
    calculator.get_by_label("Region").select_option("eu-central-1")
    assert total.text_content() == f"${monthly(prices_of('eu-central-1'), Month(10_000_000, 300_000)):,.2f}"
    calculator.get_by_label("Events a month").fill("-5")
    assert "NaN" not in calculator.locator("body").inner_text()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_fits_reads_and_asks_nobody(calculator, width, mode):
    calculator.set_viewport_size({"width": width, "height": 900})
    calculator.emulate_media(color_scheme=mode)
    assert calculator.evaluate("document.documentElement.scrollWidth") <= width
    assert grave(calculator) == []
    assert calculator.asked == [CALCULATOR.as_uri()]
