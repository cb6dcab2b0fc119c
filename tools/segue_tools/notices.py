"""Whose work goes into the layers beside ours, and under which licence: `THIRD-PARTY-NOTICES.md`, by `make notices`."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import NamedTuple

from segue_tools.places import ROOT
from segue_tools.sbom import BROWSER, locked

PLACE = ROOT / "THIRD-PARTY-NOTICES.md"
LAYERS = {
    "layers/dependencies/requirements.txt": "DependenciesLayer",
    "layers/science/requirements.txt": "ScienceLayer",
    "layers/science/models.txt": "ModelsLayer",
    BROWSER: "DependenciesLayer",
}
HTMX = "django_htmx/static/django_htmx/htmx-2.min.js"
HTMX_TEXT = f"`{Path(HTMX).parent}/LICENSE.txt`"
OF_LICENCES = re.compile(r"licen[cs]e|copying|notice", re.I)
NONE = "no file in its package"
ABOUT = (
    "Segue is under the Apache License 2.0 ([LICENSE](LICENSE)). What follows is other people's work that its layers "
    "hand on, unchanged but for files that are left out: versions as locked, licences as each package's own metadata "
    "says. The texts of the licences are in the layers, in the files that are named here, beside each package. "
    "Compiled packages contain work of others again, which these files name. Functions hand on nothing but ours, and "
    "so do all scripts for browsers but htmx. `make notices` writes this page."
)
HEAD = f"""# Third-party notices

{ABOUT}

| name | version | licence | layer | its text |
|---|---|---|---|---|
"""


class Notice(NamedTuple):
    """One line of the page."""

    name: str
    version: str
    licence: str
    layer: str
    text: str


def notices() -> list[Notice]:
    """One a package and layer, by name."""
    packages = (_of(one, layer) for lock, layer in LAYERS.items() for one in locked((ROOT / lock).read_text()))
    return sorted({*packages, _htmx()})


def page() -> str:
    """All of it."""
    return HEAD + "".join(f"| {' | '.join(one)} |\n" for one in notices())


def _of(one: dict, layer: str) -> Notice:
    texts = ", ".join(f"`{file}`" for file in sorted(_texts(one["name"]))) or NONE
    of_scripts = one["name"] == "django-htmx"  # of which the script alone goes into the layer
    said = one["licenses"][0]["license"]["name"]
    return Notice(one["name"], one["version"], said, layer, HTMX_TEXT if of_scripts else texts)


def _texts(name: str) -> Iterator[str]:
    """The files of licences in what describes an installed package."""
    try:
        found = files(name) or []
    except PackageNotFoundError:
        return
    yield from (one.as_posix() for one in found if ".dist-info" in one.as_posix() and OF_LICENCES.search(one.name))


def _htmx() -> Notice:
    """The one script of others that pages load; its version stands in itself."""
    (file,) = (one for one in files("django-htmx") or [] if one.as_posix() == HTMX)
    said = re.search(r'version:"([0-9.]+)"', Path(str(file.locate())).read_text())
    return Notice("htmx", said[1] if said else "", "0BSD", "DependenciesLayer", HTMX_TEXT)


def main() -> None:
    """Writes it."""
    PLACE.write_text(page())


if __name__ == "__main__":
    main()
