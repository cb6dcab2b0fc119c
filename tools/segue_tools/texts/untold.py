"""What the console says in English alone: words in templates and modules that no catalogue can know."""

import ast
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from jinja2 import nodes

from segue.console.rendering import templates
from segue_tools.texts.gathering import CONSOLE, KEYWORDS

TOLD = {*KEYWORDS, "translated"}
READ = {"title", "aria-label", "placeholder", "alt", "data-name", "aria-description", "aria-roledescription"}
SILENT = {"script", "style"}
HOLE = "\ufffc"  # where a page puts in a value
WORD = re.compile(r"[A-Za-z]{2,}")
TEXT = re.compile(r"[A-Z][a-z]|[a-z]{2,},? [A-Za-z]{2,}")  # what looks like words for people, in a literal
ONE = re.compile(r"\w*[a-z][A-Z]\w*")  # a name of a program's
GONE = "NotFound"  # what it says is read by programs alone: people see a page of its own
# Names, units and signs that are the same in every language.
SAME = {"Segue", "UTC", "AWS", "CSV", "JSON", "YAML", "Ctrl", "Enter", "Esc", "kbd", "min", "ms", "KB", "MB", "HTML"}


class Text(NamedTuple):
    """A text, and where it stands."""

    file: str
    line: int
    text: str


def found(some: Iterable[Path] | None = None) -> list[Text]:
    """Every text of these files (all of the console) that stands outside of a catalogue's reach."""
    console = sorted(one for one in CONSOLE.rglob("*") if one.suffix in READS)
    every = [one.resolve() for one in some] if some else console
    return [Text(path.name, *one) for path in every for one in READS[path.suffix](path)]


# ---- modules --------------------------------------------------------------------------------------------------------
def _in_module(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(one) for one in _silent(tree)}
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in silent:
            yield from [(one.lineno, one.value)] if _said(one.value) else []


def _said(text: str) -> bool:
    return bool(TEXT.search(text)) and not ONE.fullmatch(text)


def _silent(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, keys, and what is given to a function that tells."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
            yield one.value
        if isinstance(one, ast.Dict):
            yield from (key for key in one.keys if key)
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in {*TOLD, GONE}:
            yield from (inner for given in one.args for inner in ast.walk(given))


# ---- templates ------------------------------------------------------------------------------------------------------
def _in_page(path: Path) -> Iterator[tuple[int, str]]:
    tree = templates().parse(path.read_text(encoding="utf-8"))
    reader = _Reader()
    for part in (part for one in tree.find_all(nodes.Output) for part in one.nodes):
        reader.at = part.lineno
        reader.feed(part.data if isinstance(part, nodes.TemplateData) else HOLE)
    reader.close()
    yield from reader.found
    yield from _literals(tree)


class _Reader(HTMLParser):
    """Reads the page as a browser would: what stands between the tags, and in the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.at = 0
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag in SILENT or self.silent
        for name, value in attrs:
            if name in READ:
                self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent = self.silent and tag not in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._note(data)

    def _note(self, text: str) -> None:
        if set(WORD.findall(text)) - SAME:
            self.found.append((self.at, " ".join(text.split())))


def _literals(node: nodes.Node) -> Iterator[tuple[int, str]]:
    """Words in expressions: `{{ "Yes" if … }}`. What is compared, looked up or told is none."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TOLD:
        return
    if isinstance(node, nodes.Compare | nodes.Test):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and _said(node.value):
        yield node.lineno, node.value
    for child in _spoken(node):
        yield from _literals(child)


def _spoken(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, nodes.Getitem):
        yield node.node
    elif isinstance(node, nodes.Pair):
        yield node.value
    else:
        yield from node.iter_child_nodes()


READS = {".py": _in_module, ".html": _in_page}
