"""Of which part of a template's file a word is: of a language, of a style, or of neither. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from segue.console.label_words import own
from segue.languages.texts import _
from segue.languages.tongues import tongue

KEY = re.compile(r"^( *)([A-Za-z_][\w-]*):(?: +(\S(?:.*\S)?)?)? *$")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
KINDS = ("locales", "styles")  # what has parts by name


def part_at(text: str, place: int) -> str:
    """The part that the words at this place of the file belong to: `German`, `German · Style “Short”`, or ""."""
    return next((called(path) for path, start in reversed(list(_paths(text))) if start <= place), "")


def called(path: Sequence[str]) -> str:
    """What the parts on the way to a key are called."""
    names = [tongue(name) if kind == "locales" else _style(name) for kind, name in pairwise(path) if kind in KINDS]
    return " · ".join(names)


def within(path: Sequence[str]) -> list[str]:
    """The rest of the way to a key, within its part."""
    return [name for at, name in enumerate(path) if name not in KINDS and (not at or path[at - 1] not in KINDS)]


def _style(name: str) -> str:
    return _("Style “{name}”").format(name=own(name))


def _paths(text: str) -> Iterator[tuple[list[str], int]]:
    """The keys above each key with itself, and where its line begins."""
    above: list[tuple[int, str]] = []
    place = 0
    for line in LINE.findall(text):
        found = KEY.match(line.rstrip("\n"))
        if found:
            above = [*(one for one in above if one[0] < len(found[1])), (len(found[1]), found[2])]
            yield [key for _deep, key in above], place
        place += len(line)
