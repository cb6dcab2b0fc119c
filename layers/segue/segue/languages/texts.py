"""The language that staff are told something in, and the texts that are put into it.

A text is written in English where it is shown: `_("Nothing here")` in Python, `{% trans %}…{% endtrans %}` or `_("…")`
in a template of the console. What it is in another language stands in `<code>.po` beside this file, which `make texts`
keeps current. Outside of `speaking` everything is English: the API, logs, files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # English needs neither gettext nor a catalogue
    from gettext import NullTranslations

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}
FOLDER = Path(__file__).parent

_told_in: ContextVar[str] = ContextVar("told_in", default=ENGLISH)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Within it, texts are told in that language; `code` is one of LANGUAGES."""
    before = _told_in.set(code)
    try:
        yield
    finally:
        _told_in.reset(before)


def told_in() -> str:
    """The code of the language that is told in now."""
    return _told_in.get()


@cache
def catalogue(code: str) -> "NullTranslations":
    """The texts of another language than English. Read once, where somebody asks for it."""
    from segue.languages.catalogues import read

    return read(FOLDER / f"{code}.po")


def translated(text: str) -> str:
    """A text in the language of now; one that the catalogue does not have as it is."""
    plain = english(text)
    return catalogue(told_in()).gettext(plain) if plain and told_in() != ENGLISH else plain


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for one or for many in the language of now, its fields still open."""
    if told_in() == ENGLISH:
        return one if count == 1 else many
    return catalogue(told_in()).ngettext(one, many, count)


class Phrase(str):
    """A text that is told when it is shown: equal to its English, and in the language of now wherever it is put into
    something. `"".join` alone would take the English: give it `str(phrase)`."""

    __slots__ = ()

    def __str__(self) -> str:
        return translated(str.__str__(self))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __add__(self, other: str) -> str:
        return str(self) + other

    def __radd__(self, other: str) -> str:
        return other + str(self)

    def __getitem__(self, at: Any) -> str:
        return str(self)[at]

    def format(self, *given: object, **fields: object) -> str:
        """The text with its fields filled."""
        return str(self).format(*given, **fields)

    def lower(self) -> str:
        """In small letters, as it is told."""
        return str(self).lower()

    def upper(self) -> str:
        """In capitals, as it is told."""
        return str(self).upper()

    def replace(self, *given: Any) -> str:
        """With something else in its place, as it is told."""
        return str(self).replace(*given)

    def capitalize(self) -> str:
        """With a capital, as it is told."""
        return str(self).capitalize()


def english(text: str) -> str:
    """A text as it is kept; whoever shows it tells it by `translated`."""
    return str.__str__(text)


def _(text: str) -> Phrase:
    """Marks a text for the catalogues, and tells it in the language of whoever looks."""
    return Phrase(text)
