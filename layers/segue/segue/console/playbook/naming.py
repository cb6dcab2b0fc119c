"""What a new file is called, and the name and description of a segment as fields beside its text. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from segue.console.label_words import own
from segue.console.playbook.skeletons import SKELETONS
from segue.console.segments.clause_texts import flow, span_of
from segue.languages.texts import _

SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "æ": "ae", "ł": "l"})
LONGEST = 60  # characters of a file's name that follows from words
NAMES = ("name", "title")  # what a file's definition is called by
HEADS = {"name": _("Name"), "description": _("Description")}


def key_of(words: str) -> str:
    """The name of the file that follows from a name in words: `Tent lovers` is `tent-lovers`."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(SPELT)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-")


def begun(folder: str, key: str, words: str, like: str = "") -> str:
    """What a new file begins with, by its name in words: the text of the one that it is to be like, else the least;
    empty for a folder that has no beginning."""
    text = SKELETONS.get(folder, "")
    first = "name" if like else text.partition(":")[0]
    return headed(like or text, {first: words or own(key)}, {}) if first in NAMES else text


def heads_of(said: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Name and description of a definition: (key, what it is called, value)."""
    return [(key, called, " ".join(str(said.get(key) or "").split())) for key, called in HEADS.items()]


def headed(text: str, given: Mapping[str, str], was: Mapping[str, str]) -> str:
    """The text with those of these keys that somebody has changed; `was` is what their form began with, and a key
    whose value was taken away goes."""
    for key, value in given.items():
        new = " ".join(value.split())
        if new != " ".join(was.get(key, "").split()):
            text = _with(text, key, new)
    return text


def _with(text: str, key: str, value: str) -> str:
    lines = text.rstrip("\n").split("\n")
    start, end = span_of(lines, key)
    if start == end:
        start = end = span_of(lines, "name")[1] if key != "name" else 0
        start = end = end if end < len(lines) else 0
    return "\n".join([*lines[:start], *([f"{key}: {flow(value)}"] if value else []), *lines[end:]]) + "\n"
