"""What is measured of a page's looks tells each mistake, and nothing of a page without one."""

import pytest

from tests.browser.looks import wrong_looks

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
FINE = "<h1>Fine</h1><p>Words.</p><section class='card' style='margin-top: 16px'>A card</section>"
LONG = "Donaudampfschifffahrtsgesellschaftskapitän"
MISTAKES = {
    "wider than the window": f"{FINE}<div style='width: 500px'>wide</div>",
    "outside: ": f"{FINE}<div style='overflow: clip'></div><b style='position: fixed; left: 380px'>beyond it</b>",
    "not one h1": f"{FINE}<h1>Another</h1>",
    "cut off: ": f"{FINE}<div style='width: 40px; overflow: hidden'>{LONG}</div>",
    "spills: ": f"{FINE}<div style='overflow: hidden'><p style='width: 40px'>{LONG}</p></div>",
    "touching: ": f"{FINE}<section class='card'>Another</section>",
}


def looked(page, body):
    """What is said of a page on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_content(f"<!doctype html><html lang=en><body style='margin: 0'>{body}</body></html>")
    return wrong_looks(page)


def test_nothing_is_said_of_a_page_that_is_fine(page):
    assert looked(page, FINE) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told(page, mistake):
    assert any(one.startswith(mistake) for one in looked(page, MISTAKES[mistake]))
