"""Pages and mails out of the in-memory cloud in a browser, and pictures of them.

With `STORY_PICTURES=docs/images` they are left there for the documentation.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from segue.times import MINUTE
from segue_tools.places import SHOP as FOLDER
from tests.handlers.test_camera_story import SHOP

BOTTOM = "(one) => Math.min(Math.ceil(one.getBoundingClientRect().bottom), 1100)"


def opens(play, page, address):
    """An address, at the moment of the play."""
    page.route(f"{SHOP}**", _from_the_shop)
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.clock.set_fixed_time(datetime.fromtimestamp(play.world.clock / 1000, UTC))
    page.goto(address)


def mail(play, page, name):
    """The last mail, as a phone shows it."""
    page.route(f"{SHOP}**", _from_the_shop)
    page.set_content(play.html)
    page.set_viewport_size({"width": 390, "height": int(page.locator("body > *").last.evaluate(BOTTOM))})
    picture(page, name)


def _from_the_shop(route):
    file = FOLDER / route.request.url.removeprefix(SHOP)
    route.fulfill(body=file.read_bytes(), content_type="image/svg+xml")


def picture(page, name):
    """Left for the documentation, where that is wanted."""
    folder = os.environ.get("STORY_PICTURES")
    if folder:
        page.wait_for_timeout(300)
        page.screenshot(path=Path(folder) / f"camera-{name}.png")


def number_of(play):
    """Kim has told her number."""
    play.says("identify", traits={"phone": "+4915112345678"})
    play.passes(MINUTE)
    return "+4915112345678"
