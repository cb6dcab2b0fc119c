"""Finds what staff are told (templates of the console, modules, heads of measures) and keeps the catalogues to it, with
Babel."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from segue.languages.texts import FOLDER
from segue.measures.definitions import Definition, definitions

PACKAGE = FOLDER.parent
CONSOLE = PACKAGE / "console"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 2), "counted": (2, 3)}
TEMPLATES = {
    "extensions": "jinja2.ext.i18n",
    "trimmed": "true",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
METHODS: dict[str, tuple[Callable[..., Any], dict[str, str]]] = {
    ".py": (extract_python, {}),
    ".html": (babel_extract, TEMPLATES),
}
WIDTH = 120


Place = tuple[str, int]  # a file of the package and no line: lines move


def files() -> list[Path]:
    """The templates of the console and the modules that tell something, in the order of their names."""
    templates = CONSOLE.rglob("*.html")
    modules = (one for one in PACKAGE.rglob("*.py") if "segue.languages.texts import" in one.read_text())
    return sorted([*templates, *modules])


def gathered(code: str) -> Catalog:
    """All texts with the files that they stand in, untranslated."""
    catalog = Catalog(locale=code, charset="utf-8")
    for path in files():
        for text in _texts(path):
            catalog.add(text, None, [(_named(path), 0)])
    for one in definitions().values():
        for text in _of_measure(one):
            catalog.add(text, None, [(f"measures/{one.name}.sql", 0)])
    return catalog


def _texts(path: Path) -> Iterator[Any]:
    method, options = METHODS[path.suffix]
    with path.open("rb") as file:
        for _line, text, _comments, _context in extract(method, file, KEYWORDS, (), options):
            yield text


def _of_measure(one: Definition) -> Iterator[str]:
    """What the head of its file says, and the headings of its columns."""
    yield from (one.title, one.about, *one.notes, *one.columns.values())
    for name in (*one.columns, *one.dimensions, *one.windows):
        plain = name.removesuffix("_days").replace("_", " ")
        yield plain[:1].upper() + plain[1:]


def _named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def updated(path: Path, code: str) -> tuple[Catalog, bytes]:
    """The catalogue of a file, with what is new, without what is no more, and its bytes."""
    catalog = Catalog(locale=code)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=code)
    catalog.update(gathered(code), no_fuzzy_matching=True)
    out = BytesIO()
    write_po(out, catalog, WIDTH, sort_output=True, ignore_obsolete=True, include_lineno=False, omit_header=True)
    return catalog, HEADER.format(code=code, plurals=catalog.plural_forms).encode() + out.getvalue()


HEADER = """# Texts of the console. `make texts` brings in what is new; the part after `msgstr` is written by people.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def write(path: Path, code: str) -> int:
    """Brings a file up to date; how many texts have no translation yet."""
    catalog, text = updated(path, code)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text)
    return sum(1 for one in catalog if one.id and not complete(one.string))


def complete(said: Any) -> bool:
    """Whether all forms of a text are there."""
    return all(said) if isinstance(said, tuple | list) else bool(said)
