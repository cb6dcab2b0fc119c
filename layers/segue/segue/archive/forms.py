"""The forms of the columns: a value that does not have the form of its column is not in the archive.

No column takes a text as somebody wrote it: ids and names of the playbook, words of closed lists, and short names of
goods. What could be an address or a telephone number has none of these forms.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from segue.archive.columns import BIGINT, EVENTS, FLAG, INTEGER, PARTITIONS, TIME
from segue.times import LATEST, to_text

Row = dict[str, Any]
Form = Callable[[Any], Any]
MOST = 2**63 - 1
LARGEST = 2**31 - 1
LONGEST = 100  # `journey:<journey>:<experiment>`
WORD = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_.:/&+-]{{0,{LONGEST - 1}}}")
WORDS = re.compile(rf"[A-Za-z0-9][A-Za-z0-9 _.:/&+-]{{0,{LONGEST - 1}}}")
GOOD = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_.:/#-]{{0,{LONGEST - 1}}}")  # what a shop calls a product
GROUP = re.compile(r"[^\W_][\w &/,'’>.+-]{0,39}")  # what it calls a category, in its own letters
ELEMENT = re.compile(r"[A-Za-z.#][A-Za-z0-9_.#:-]*( [.#:][A-Za-z0-9_.#:-]+)*")  # a second bare word makes a text of it
MANY_DIGITS = re.compile(r"\d{5}|\d([ .+/:-]*\d){6}")  # a number of an order, a card or a telephone
LINK = re.compile(r"://|www\.|//", re.IGNORECASE)
MOST_WORDS = 5
LONGEST_ELEMENT, MOST_DIGITS = 80, 4


def whole(most: int) -> Form:
    """A whole number that a column can hold."""

    def form(given: Any) -> int | None:
        usable = isinstance(given, int) and not isinstance(given, bool) and -most <= given <= most
        return given if usable else None

    return form


def moment(given: Any) -> str | None:
    """Milliseconds as `2026-11-29 10:00:00.000`, UTC."""
    usable = isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= LATEST
    return to_text(given)[:23].replace("T", " ") if usable else None


def flag(given: Any) -> bool | None:
    """Yes or no."""
    return given if isinstance(given, bool) else None


def word(given: Any) -> str | None:
    """An id, or one of a few words; nothing with many digits, and no link."""
    return _plain(given, WORD)


def words(given: Any) -> str | None:
    """A name of few words, likewise."""
    return _plain(given, WORDS)


def ours(given: Any) -> str | None:
    """An id that the product itself, the playbook or the staff gave: it may have digits."""
    return given if isinstance(given, str) and WORD.fullmatch(given) and not LINK.search(given) else None


def good(given: Any) -> str | None:
    """The id of a product, which may be a long number."""
    return given if isinstance(given, str) and GOOD.fullmatch(given) and not LINK.search(given) else None


def group(given: Any) -> str | None:
    """The name of a category."""
    return _plain(given, GROUP)


def element(given: Any) -> str | None:
    """Tag, id and classes of a part of a page, as `form > button#buy.wide`; names with many digits left out."""
    parts = given.split(">") if isinstance(given, str) and len(given) <= LONGEST_ELEMENT else []
    kept = [one for part in parts if (one := part.strip(" ")) and sum(map(str.isdigit, one)) < MOST_DIGITS]
    return " > ".join(kept)[:LONGEST_ELEMENT] if kept and all(map(ELEMENT.fullmatch, kept)) else None


def field(given: Any) -> str | None:
    """The name of a field of a form: one word."""
    return element(given) if isinstance(given, str) and ">" not in given else None


def code(given: Any) -> str | None:
    """Three capital letters."""
    return given if isinstance(given, str) and re.fullmatch("[A-Z]{3}", given) else None


def _plain(given: Any, pattern: re.Pattern[str]) -> str | None:
    if not isinstance(given, str) or not pattern.fullmatch(given) or len(given.split()) > MOST_WORDS:
        return None
    return None if MANY_DIGITS.search(given) or LINK.search(given) else given


OF_TYPE: Mapping[str, Form] = {BIGINT: whole(MOST), INTEGER: whole(LARGEST), FLAG: flag, TIME: moment}
OF_COLUMN: Mapping[str, Form] = {
    "product": good,
    "category": group,
    **dict.fromkeys(("name", "campaign"), words),
    "currency": code,
    "element": element,
    "field": field,
    **dict.fromkeys(("source", "agent", "journey", "journey_step", "template", "reason"), ours),
}
FORMS: Mapping[str, Form] = {name: OF_COLUMN.get(name) or OF_TYPE.get(kind, word) for name, kind in EVENTS.items()}


def formed(said: Mapping[str, Any]) -> Row:
    """What of a row has its form, with its partition; what is empty is left out."""
    kept = {name: one for name in EVENTS if (one := FORMS[name](said.get(name))) not in (None, "")}
    day = dict(zip(PARTITIONS, (to_text(said["time"])[:10], said["kind"]), strict=True))
    return {**kept, **day}
