"""A broadcast at the console: what is asked for is counted, and the button of the result is pressed."""

from collections.abc import Mapping

from tests.handlers.browser import Browser

NEW = "/broadcasts/new"
OCCASION = r'name="occasion" value="([^"]+)"'


def counted(browser: Browser, asked: Mapping[str, str]) -> dict[str, str]:
    """What the button of the result posts."""
    browser.get(NEW)
    page = browser.post(NEW, {**asked, "do": "count", "occasion": browser.find(OCCASION)})
    return {
        **asked,
        "do": "make",
        "occasion": page.find(OCCASION),
        "counted": page.find(r'name="counted" value="([^"]+)"'),
    }


def announced(browser: Browser, asked: Mapping[str, str]) -> Browser:
    """The page of a broadcast that was counted and sent."""
    return browser.post(NEW, counted(browser, asked))
