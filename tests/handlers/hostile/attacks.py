"""Texts that make a regular expression try for ever, worked out from the expression itself."""

import importlib
import re
from collections.abc import Iterator
from typing import Any

parser: Any = importlib.import_module("re._parser")
words: Any = importlib.import_module("re._constants")
LENGTH = 6000
ENDS = ("\x00", "\n\x00")  # what keeps the text from matching after all
CATEGORIES = {words.CATEGORY_DIGIT: "1", words.CATEGORY_WORD: "a", words.CATEGORY_SPACE: " "}
TRIED = "a1 .-_<>\"'x\n#@"  # of what is not among some


def attacks(pattern: re.Pattern[Any]) -> Iterator[Any]:
    """What every repetition of the pattern repeats, again and again, after what leads there and after nothing."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin1")
    flags = pattern.flags if isinstance(pattern.pattern, str) else pattern.flags & ~re.UNICODE
    repeats: list[tuple[str, str]] = []
    whole = _example(parser.parse(text, flags), repeats)
    for before, again in sorted({*repeats, *(("", again) for _, again in repeats), ("", whole or "a")}):
        for end in ENDS:
            said = before + again * (LENGTH // len(again)) + end
            yield said if isinstance(pattern.pattern, str) else said.encode("latin1", "replace")


def _example(tree: Any, repeats: list[tuple[str, str]]) -> str:
    """A text that the tree takes; what is repeated in it, with what stands before, goes into `repeats`."""
    text = ""
    for kind, what in tree:
        if kind in (words.MAX_REPEAT, words.MIN_REPEAT, words.POSSESSIVE_REPEAT):
            least, most, inner = what
            one = _example(inner, repeats)
            repeats += [(text, one)] if one and most > 9 else []
            text += one * max(least, 1)
        else:
            text += _one(kind, what, repeats)
    return text


def _one(kind: Any, what: Any, repeats: list[tuple[str, str]]) -> str:
    inside = {words.SUBPATTERN: lambda: what[3], words.ATOMIC_GROUP: lambda: what, words.BRANCH: lambda: what[1][0]}
    if kind in inside:
        return _example(inside[kind](), repeats)
    made = {words.LITERAL: chr, words.IN: _member, words.NOT_LITERAL: lambda one: "b" if one == ord("a") else "a"}
    return made[kind](what) if kind in made else "a" if kind is words.ANY else ""


def _member(among: Any) -> str:
    kind, first = among[0]
    if kind is words.NEGATE:
        known = re.compile("[" + "".join(_written(*one) for one in among[1:]) + "]")
        return next((one for one in TRIED if not known.match(one)), "a")
    return chr(first) if kind is words.LITERAL else chr(first[0]) if kind is words.RANGE else CATEGORIES.get(first, "-")


def _written(kind: Any, what: Any) -> str:
    if kind is words.CATEGORY:
        names = {"DIGIT": r"\d", "WORD": r"\w", "SPACE": r"\s"}
        name = str(what).removeprefix("CATEGORY_")
        return names[name.removeprefix("NOT_")].upper() if name.startswith("NOT_") else names[name]
    return f"{re.escape(chr(what[0]))}-{re.escape(chr(what[1]))}" if kind is words.RANGE else re.escape(chr(what))
