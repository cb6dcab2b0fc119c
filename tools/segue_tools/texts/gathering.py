"""Finds what the console says (its templates and modules) and keeps the catalogues to it, with Babel."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from segue.console.language import FOLDER

CONSOLE = FOLDER.parent
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


def files() -> Iterator[Path]:
    """The modules and templates of the console, in the order of their names."""
    found = [one for one in CONSOLE.rglob("*") if one.suffix in METHODS and "__pycache__" not in one.parts]
    return iter(sorted(found))


def gathered(code: str) -> Catalog:
    """All texts with the files that they stand in, untranslated."""
    catalog = Catalog(locale=code, project="Segue", charset="utf-8", header_comment="# Texts of the console.")
    for path in files():
        method, options = METHODS[path.suffix]
        with path.open("rb") as file:
            for _, text, comments, context in extract(method, file, KEYWORDS, (), options):
                place = (path.relative_to(CONSOLE).as_posix(), None)
                catalog.add(text, None, [place], auto_comments=comments, context=context)
    return catalog


def updated(path: Path, code: str) -> tuple[Catalog, bytes]:
    """The catalogue of a file, with what is new, without what is no more, and its bytes."""
    catalog = Catalog(locale=code)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=code)
    catalog.update(gathered(code), no_fuzzy_matching=True)
    written = BytesIO()
    write_po(
        written, catalog, width=WIDTH, sort_output=True, ignore_obsolete=True, include_lineno=False, omit_header=True
    )
    return catalog, HEADER.format(code=code, plurals=catalog.plural_forms).encode() + written.getvalue()


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
