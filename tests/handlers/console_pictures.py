"""Pictures of every page of the console, for a look at them one by one: wide and on a phone, by day and by night.

`python -m tests.handlers.console_pictures build/console` with `PYTHONPATH=layers/segue:tools:.`, and with names of
pages after it only those; it needs a Chromium, and some minutes. The folder `build` is nothing that is committed.
"""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.furnished import furnish, pages, texts
from tests.handlers.pictures import CHROMIUM, FONT, SHOP, Visitor, product
from tests.handlers.served import served

LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


def main(folder: Path, names: list[str]) -> None:
    """Furnishes the world and takes the pictures."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched, texts()) as world:
        shown = pages(furnish(world))
        Visitor.browser = as_staff(world, "ann")
        with served(world, Visitor) as place:
            photograph(f"{place}/console", folder, {one: shown[one] for one in names or shown}, world.clock)


def photograph(console: str, folder: Path, shown: Mapping[str, str], now: int) -> None:
    """`person-390-dark.png` and so on; pages say "an hour ago" by this clock."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, scheme in LOOKS:
            files = {f"{console}{path}": folder / f"{name}-{width}-{scheme}.png" for name, path in shown.items()}
            _taken(chromium, files, now, color_scheme=scheme, viewport={"width": width, "height": 900})
        chromium.close()


def _taken(chromium: Browser, files: Mapping[str, Path], now: int, **look: Any) -> None:
    context = chromium.new_context(bypass_csp=True, **look)
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromtimestamp(now / 1000, UTC))
    page.route(f"{SHOP}**", product)
    for address, file in files.items():
        page.goto(address)
        page.add_style_tag(content=FONT)
        page.wait_for_timeout(150)
        page.screenshot(path=file, full_page=True)
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
