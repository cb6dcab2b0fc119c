"""Times as the console's script writes them: days in the form of the server, the clock as one has it where one is."""

from pathlib import Path

import pytest

import segue.console
from segue.console.words import date
from segue.languages.texts import speaking

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
SCRIPT = Path(segue.console.__file__).with_name("static") / "console.js"
TIME = "2026-09-02T20:03:00Z"
PAGE = f'<html lang="{{}}"><title>Times</title><time datetime="{TIME}" data-style="{{}}"></time>'


def told(browser, place, spoken, style):
    """What a reader whose browser is of that place sees."""
    context = browser.new_context(locale=place, timezone_id="Europe/Berlin")
    page = context.new_page()
    page.route("**", lambda asked: asked.fulfill(body=PAGE.format(spoken, style), content_type="text/html"))
    page.goto("https://segue.test/console")
    page.add_script_tag(path=SCRIPT)
    said = page.locator("time").inner_text().replace("\u202f", " ")
    context.close()
    return said


@pytest.mark.parametrize(("place", "spoken"), [("en-US", "en"), ("en-GB", "en"), ("fr-FR", "en"), ("de-AT", "de")])
def test_a_day_is_written_as_the_server_writes_it(browser, place, spoken):
    with speaking(spoken):
        assert told(browser, place, spoken, "date") == date(TIME)


def test_the_clock_is_the_one_of_the_readers_place(browser):
    assert told(browser, "en-US", "en", "moment") == "2 Sept, 10:03 pm"
    assert told(browser, "en-GB", "en", "moment") == "2 Sept, 22:03"
    assert told(browser, "en-US", "en", "second") == "22:03:00"
