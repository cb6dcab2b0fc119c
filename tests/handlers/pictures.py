"""Pictures of the console for the README, out of the in-memory cloud after two days of a shop.

`python -m tests.handlers.pictures docs/images` with `PYTHONPATH=layers/segue:tools:.`; it needs a Chromium. Look at
them before they are committed.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Route, sync_playwright

from segue_tools.places import SHOP as FOLDER
from tests.handlers.browser import Browser
from tests.handlers.console_staff import as_staff, page_of, staffed
from tests.handlers.desk_days import played
from tests.handlers.effort_days import answered
from tests.handlers.served import Door, served
from tests.handlers.shop_days import MIRA, SHOP, address
from tests.handlers.starter import whole_starter

CHROMIUM = "/usr/bin/chromium"
FONT = ':root { --sans: "Liberation Sans" !important }'  # the same on every machine


class Visitor(Door):
    """A browser that has signed in."""

    browser: ClassVar[Browser]

    def _event(self, path: str, query: str) -> dict[str, Any]:
        event = super()._event(path, query)
        event["headers"]["cookie"] = "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items())
        return event


def main(folder: Path) -> None:
    """Plays the days and takes the pictures."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched, whole_starter()) as world:
        desk = played(world)
        Visitor.browser = as_staff(world, "amy")
        shown = {"inbox": ("/inbox", 800), "conversation": (f"/inbox/{desk.of(MIRA).id}", 1000)}
        with served(world, Visitor) as place:
            taken(f"{place}/console", folder, shown, datetime.fromtimestamp(world.clock / 1000, UTC))
        answered(world)
        Visitor.browser = as_staff(world, "ann")
        mira = page_of(Visitor.browser, address(MIRA))
        shots = {
            "console": (mira, 1180),
            "segment": ("/playbook/segments/browsed-and-left", 1100),
            "sources": ("/sources", 1000),
            "effort": ("/effort", 1110),
        }
        with served(world, Visitor) as place:
            taken(f"{place}/console", folder, shots, datetime.fromtimestamp(world.clock / 1000, UTC))


def taken(console: str, folder: Path, shots: dict[str, tuple[str, int]], now: datetime) -> None:
    """Each page as a file, 1280 pixels wide; pages say "an hour ago" by this clock."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_context(bypass_csp=True, color_scheme="light").new_page()
        page.clock.set_fixed_time(now)
        page.route(f"{SHOP}**", product)
        for name, (path, height) in shots.items():
            page.set_viewport_size({"width": 1280, "height": height})
            page.goto(f"{console}{path}")
            page.add_style_tag(content=FONT)
            page.wait_for_timeout(300)
            page.screenshot(path=folder / f"{name}.png")
        chromium.close()


def product(route: Route) -> None:
    """The demo shop's own picture."""
    file = FOLDER / route.request.url.removeprefix(SHOP)
    route.fulfill(body=file.read_bytes(), content_type="image/svg+xml")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
