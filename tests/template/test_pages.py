"""Pages, pictures and styles hold nothing that nobody uses."""

import re
from pathlib import Path

import pytest

from segue_tools.places import ROOT, SHOP, TOUR
from tests.template.sources import PACKAGE

CONSOLE = PACKAGE / "console"
TEMPLATES = sorted((CONSOLE / "templates").glob("*.html"))
SHEETS = {
    CONSOLE / "static" / "console.css": CONSOLE,
    CONSOLE / "static" / "measures.css": CONSOLE,
    SHOP / "shop.css": SHOP,
    SHOP / "boxes.css": SHOP,
    TOUR / "tour.css": TOUR,
}
COMMENT, BLOCK = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\{[^{}]*\}")
CLASS = re.compile(r"\.([a-z][a-z-]*[a-z](?:-\d)?)")
IMPORT = re.compile(r'{% from "\S+" import (.+?) with context')
ICON = re.compile(r'^  "([a-z]+)": "M', re.MULTILINE)
# Names that a template puts together, and one of htmx's own.
MADE = re.compile(r"(hue|level|depth|score|heat|heat-on)-\d|difference-(good|bad|open)|htmx-added")


def written(folder: Path) -> str:
    """Everything below a folder that can name a class or an icon."""
    return "\n".join(one.read_text() for one in sorted(folder.rglob("*")) if one.suffix in (".html", ".js", ".py"))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_imports_what_it_uses_and_no_more(file):
    text = file.read_text()
    names = [name for found in IMPORT.findall(text) for name in found.split(", ")]
    assert not [name for name in names if not re.search(rf"\b{name}\(", text)]


def test_every_icon_stands_somewhere():
    drawn = ICON.findall((CONSOLE / "templates" / "parts.html").read_text())
    used = written(CONSOLE)
    assert len(drawn) > 20
    assert not [name for name in drawn if used.count(f'"{name}"') < 2]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(ROOT)))
def test_every_class_that_has_a_style_is_given_to_something(sheet):
    named = set(CLASS.findall(BLOCK.sub("{}", COMMENT.sub("", sheet.read_text()))))
    used = "\n".join({*re.findall(r"[\w-]+", written(SHEETS[sheet]))})
    assert len(named) > 10
    assert not [name for name in named if not MADE.fullmatch(name) and not re.search(rf"\b{name}\b", used)]


@pytest.mark.parametrize("file", sorted([*SHOP.glob("js/*.js"), *TOUR.glob("js/*.js")]), ids=lambda file: file.name)
def test_what_a_module_of_shop_or_tour_exports_is_imported(file):
    exported = re.findall(r"^export (?:async )?(?:const|function) (\w+)", file.read_text(), re.MULTILINE)
    others = "\n".join(one.read_text() for one in SHOP.parent.rglob("*.js") if one != file)
    assert not [name for name in exported if not re.search(rf"\b{name}\b", others)]
