"""What operators are given in the playbook, checked: a wrong text is refused when it is applied, not when used."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from segue.errors import Invalid, inside
from segue.money import minor
from segue.spelling import meant
from segue.times import Millis
from segue.times import duration as span_of

CODE = re.compile(r"[A-Za-z]{3}")
MOST_MONEY = 1_000_000_000


def settings(spec: Mapping[str, Any], operator: str, known: Collection[str]) -> Mapping[str, Any]:
    """The mapping under an operator that takes nothing but these settings. Raises Invalid("bad-condition")."""
    asked, taken = spec[operator], ", ".join(f"`{one}`" for one in known)
    if not isinstance(asked, Mapping) or not asked:
        raise Invalid("bad-condition", f"`{operator}` takes {taken}")
    strange = [one for one in asked if one not in known]
    if strange:
        with inside(str(strange[0])):
            raise Invalid("bad-condition", f"`{operator}` takes {taken}{meant(strange[0], known)}")
    return asked


def count(given: Any, name: str) -> int:
    """A whole number. Raises Invalid("bad-condition")."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise _wrong(name, "a whole number", given)
    return given


def flag(given: Any, name: str) -> bool:
    """True or false. Raises Invalid("bad-condition")."""
    if not isinstance(given, bool):
        raise _wrong(name, "true or false", given, meant(given, ("true", "false")))
    return given


def listed(given: Any, name: str) -> list[Any]:
    """A list. Raises Invalid("bad-condition")."""
    if not isinstance(given, list):
        raise _wrong(name, "a list", given)
    return given


def words(given: Any, name: str) -> frozenset[str]:
    """A text, or a list of texts, of which none is empty; a number is taken as one. Raises Invalid("bad-condition")."""
    found = given if isinstance(given, list) else [given]
    usable = [str(one) for one in found if isinstance(one, str | int) and not isinstance(one, bool) and str(one)]
    if not found or len(usable) < len(found):
        raise _wrong(name, "a text, or a list of texts", given)
    return frozenset(usable)


def word(given: Any, name: str) -> str:
    """A text that is not empty; a number is taken as one. Raises Invalid("bad-condition")."""
    if not isinstance(given, str | int) or isinstance(given, bool) or given == "":
        raise _wrong(name, "a text", given)
    return str(given)


def choice(given: Any, name: str, known: Collection[str]) -> str:
    """One of these words. Raises Invalid("bad-condition")."""
    if not isinstance(given, str) or given not in known:
        raise _wrong(name, f"one of {', '.join(known)}", given, meant(given, known))
    return given


def duration(given: Any, name: str) -> Millis:
    """A duration such as `30d`, in milliseconds. Raises Invalid("bad-duration")."""
    with inside(name):
        return span_of(given)


def currency(given: Mapping[str, Any]) -> str:
    """The setting `currency`: three letters (ISO 4217). Raises Invalid("bad-condition")."""
    code = given.get("currency")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise _wrong("currency", "a code of three letters such as EUR", code)
    return code.upper()


def amount(given: Any, name: str, code: str) -> int:
    """An amount of money in major units, such as 18.99, in minor units. Raises Invalid("bad-condition")."""
    if not isinstance(given, int | float) or isinstance(given, bool) or not abs(given) < MOST_MONEY:
        raise _wrong(name, f"an amount under {MOST_MONEY}", given)
    return minor(given, code)


def bounds(given: Mapping[str, Any], read: Callable[[Any, str], int], usual: int | None = 1) -> Callable[[int], bool]:
    """Whether a number is within `at_least` and `at_most`, as they are read; where neither stands there, it is at
    least the usual, if there is such. Raises Invalid("bad-condition")."""
    least = read(given["at_least"], "at_least") if "at_least" in given else None
    most = read(given["at_most"], "at_most") if "at_most" in given else None
    least = usual if least is None and most is None else least
    if least is None and most is None:
        raise Invalid("bad-condition", "say how much: `at_least` or `at_most`, or both")
    low, high = -math.inf if least is None else least, math.inf if most is None else most
    return lambda found: low <= found <= high


def share(given: Any, name: str) -> float:
    """A share from 0 to 1. Raises Invalid("bad-condition")."""
    if not isinstance(given, int | float) or isinstance(given, bool) or not 0 <= given <= 1:
        raise _wrong(name, "a share from 0 to 1", given)
    return given


def _wrong(name: str, wanted: str, given: Any, hint: str = "") -> Invalid:
    wrong = Invalid("bad-condition", f"`{name}` is {wanted}, not {str(given)[:60]!r}{hint}")
    wrong.path = (name,)
    return wrong
