"""What a word that nobody knows was probably meant to be."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from segue.errors import Invalid, inside

LONGEST = 64  # characters of a word that are compared: the comparison takes their square
ALIKE = 0.6  # of 1: two letters turned round, one left out, another ending


def meant(word: object, known: Iterable[str]) -> str:
    """ "; did you mean `x`?" for the known word that is nearest, or "" where none is near."""
    plain = {one.casefold(): one for one in known}
    near = get_close_matches(str(word)[:LONGEST].casefold(), plain, 1, ALIKE)
    return f"; did you mean `{plain[near[0]]}`?" if near else ""


def only(given: Any, known: Iterable[str], what: str) -> Mapping[str, Any]:
    """A mapping that has no other keys than the known, as it is. Raises Invalid("no-mapping", "unknown-key").

    `what` is the subject of the sentence: "a journey" gives "a journey does not know `entri`; did you mean `entry`?".
    """
    words = tuple(known)
    if not isinstance(given, Mapping):
        raise Invalid("no-mapping", f"{what} is a mapping of {_listed(words)}, not {_short(given)}")
    strange = [key for key in given if key not in words]
    if strange:
        hint = meant(strange[0], words) or f"; it knows {_listed(words)}"
        with inside(str(strange[0])):
            raise Invalid("unknown-key", f"{what} does not know `{str(strange[0])[:LONGEST]}`{hint}")
    return given


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in words)


def _short(given: Any) -> str:
    return repr(given)[:LONGEST]
