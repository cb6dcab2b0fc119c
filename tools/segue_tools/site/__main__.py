"""`make docs`: stage the pages, write the menu into the settings, and have Zensical build them strictly to `site/`."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from segue.version import VERSION
from segue_tools.places import LOCAL, ROOT
from segue_tools.site.contents import INDEX, Entry, contents
from segue_tools.site.staging import place, stage

STAGED = LOCAL / "docs"  # settings, and the pages in `pages`
SITE = ROOT / "site"
SETTINGS = ROOT / "tools" / "site" / "zensical.toml"
OWN = ("site.css", "iframe-worker.js")  # beside the settings
ABROAD = "https://unpkg.com/iframe-worker/shim"  # what the generator would have fetched when a page is read


def settings() -> str:
    """The settings of the generator, with the menu and the version where they leave room for them."""
    menu = [Entry("Documentation", INDEX), *contents()]
    text = SETTINGS.read_text().replace("nav = []", f"nav = [{', '.join(map(_written, menu))}]")
    return text.replace('copyright = ""', f'copyright = "Segue {VERSION}"')


def _written(entry: Entry) -> str:
    """An entry of the menu, in TOML."""
    if entry.page:
        return f"{{ {json.dumps(entry.title)} = {json.dumps(str(place(entry.page)))} }}"
    return f"{{ {json.dumps(entry.title)} = [{', '.join(map(_written, entry.entries))}] }}"


def stage_all(folder: Path) -> None:
    """Settings, looks and pages: what the generator reads."""
    stage(folder / "pages")
    for name in OWN:
        (folder / "pages" / name).write_text((SETTINGS.parent / name).read_text())
    (folder / "zensical.toml").write_text(settings())


def build(folder: Path, python: str | Path = sys.executable) -> int:
    """Have the generator read it strictly and write `site` beside it; answers with its exit code."""
    said = [str(python), "-m", "zensical", "build", "--clean", "--strict", "--config-file", "zensical.toml"]
    code = subprocess.run(said, cwd=folder, check=False).returncode
    _stay_at_home(folder / "site")
    return code


def _stay_at_home(site: Path) -> None:
    """Pages take our copy of what lets them search when they are read as files: none asks another host for anything."""
    for one in site.rglob("*.html"):
        ours = os.path.relpath(site / "iframe-worker.js", one.parent)
        one.write_text(one.read_text().replace(ABROAD, ours))


def main() -> None:
    """What is in `site/` is of the last time that nothing was wrong."""
    stage_all(STAGED)
    if code := build(STAGED):
        raise SystemExit(code)
    shutil.rmtree(SITE, ignore_errors=True)
    shutil.move(STAGED / "site", SITE)


if __name__ == "__main__":
    main()
