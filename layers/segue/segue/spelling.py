"""What a word that nobody knows was probably meant to be."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, TypeVar

from segue.errors import Invalid, every, inside

LONGEST = 64  # characters of a word that are compared: the comparison takes their square
Made = TypeVar("Made")
ALIKE = 0.6  # of 1: two letters turned round, one left out, another ending


def meant(word: object, known: Iterable[str]) -> str:
    """ "; did you mean `x`?" for the known word that is nearest, or "" where none is near."""
    near = nearest(word, known)
    return f"; did you mean `{near}`?" if near else ""


def nearest(word: object, known: Iterable[str]) -> str:
    """The known word that is nearest; "" where none is near."""
    plain = {one.casefold(): one for one in known}
    near = get_close_matches(str(word)[:LONGEST].casefold(), plain, 1, ALIKE)
    return plain[near[0]] if near else ""


def only(given: Any, known: Iterable[str], what: str) -> Mapping[str, Any]:
    """A mapping that has no other keys than the known, as it is. Raises Invalid("no-mapping", "unknown-key").

    `what` is the subject of the sentence: "a journey" gives "a journey does not know `entri`; did you mean `entry`?".
    """
    words = tuple(known)
    if not isinstance(given, Mapping):
        raise Invalid("no-mapping", f"{what} is a mapping of {_listed(words)}, not {_short(given)}")
    every(*(partial(_strange, key, words, what) for key in given if key not in words))
    return given


def choice(given: Any, known: Iterable[str], name: str, reason: str) -> str:
    """One of the known words, as it is. Raises Invalid(reason) with the one that was meant."""
    words = tuple(known)
    if not isinstance(given, str) or given not in words:
        raise Invalid(reason, f"`{name}` is one of {', '.join(words)}, not {_short(given)}{meant(given, words)}")
    return given


def by_keys(spec: Mapping[str, Any], compiled: Callable[[Mapping[str, Any]], Made]) -> Made:
    """What a mapping is compiled to. Where that is refused because of one of its keys, the rest is tried without it:
    what is wrong with other keys is in `also`. What then is wrong with no key that is there comes of the leaving out,
    and is not told. Raises Invalid."""
    try:
        return compiled(spec)
    except Invalid as wrong:
        wrong.also = (*wrong.also, *_others(spec, wrong, compiled))
        raise


def _others(spec: Mapping[str, Any], wrong: Invalid, compiled: Callable[[Mapping[str, Any]], Any]) -> list[Invalid]:
    gone = {one.path[0] for one in wrong.all if one.path}
    rest = {key: value for key, value in spec.items() if str(key) not in gone}
    if not rest or len(rest) == len(spec):
        return []
    try:
        by_keys(rest, compiled)
    except Invalid as more:
        return [one for one in more.all if one.path and one.path[0] in rest]
    return []


def _strange(key: Any, words: tuple[str, ...], what: str) -> None:
    hint = meant(key, words) or f"; it knows {_listed(words)}"
    with inside(str(key)):
        raise Invalid("unknown-key", f"{what} does not know `{str(key)[:LONGEST]}`{hint}")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in words)


def _short(given: Any) -> str:
    return repr(given)[:LONGEST]
