"""How order numbers are written: `#FO-1001`, `fo-1001` and `FO 1001` are one number.

Its one form is without blanks and without `#` in front, in small letters. A number with a word that mixes its letters
(`aB3x`) is a token of a machine, in which each letter counts: made one, two of them could be two people's.
"""

import re
import unicodedata

from segue.events import Event
from segue.trust import is_public

SIGN = "#"
NAMED = "order:"  # no name of a person has a colon
LONGEST = 64
WORD = re.compile(r"[^\W\d_]+")
LEADS = r"#|\b(?:order|bestellung|bestellnummer|auftrag|no|nr|number)\b"  # what people write before a number
LED = re.compile(rf"\A(?:(?:{LEADS})(?:[\s.:]+|(?=[#\w]))|[\s.:])*", re.IGNORECASE)


def order_number(text: str) -> str:
    """The one form of an order number."""
    return _bare(text).casefold()


def written(text: str) -> tuple[str, ...]:
    """The ways in which shops write the number that somebody typed, each with and without `#`: as it was typed, in
    small letters, in large ones, and with a capital at the beginning of each word."""
    number = order_number(text)
    capital = WORD.sub(lambda word: word[0].capitalize(), number)
    ways = dict.fromkeys((_bare(text), number, number.upper(), capital))
    return tuple(dict.fromkeys((text, *(one for way in ways if way for one in (way, SIGN + way)))))


def typed(text: str) -> tuple[str, ...]:
    """What may be a number in what somebody typed: all of it; what stands after `order` or `no.`; that with dashes for
    its blanks, as shops write it whose number is read out in parts."""
    bare = LED.sub("", text, count=1).strip()
    return tuple(one for one in dict.fromkeys((text, bare, "-".join(bare.split()))) if one)


def found_under(event: Event) -> str:
    """The words under which staff find whom an event is of by what the shop calls an order (`order_name`), which is
    no identifier: shops count from one. "" where it calls none, or where anybody may have said so."""
    name = event.properties.get("order_name")
    given = isinstance(name, str | int) and not isinstance(name, bool) and not is_public(event)
    number = order_number(str(name))[:LONGEST] if given else ""
    return f"{NAMED}{number}" if number else ""


def asked_as(text: str) -> list[str]:
    """Where to look for whoever has an order that is called by what somebody typed."""
    return list(dict.fromkeys(f"{NAMED}{number}" for one in typed(text) if (number := order_number(one))))


def linked(value: str) -> str:
    """The further form that an order's number is known by from when it is linked on: its one form, where no way to
    write that leads to the number as it came; else the number itself."""
    number = order_number(value)
    return value if value in written(number) or not number or _token(value) else number


def _token(text: str) -> bool:
    """Whether a word of it is neither all small, nor all large, nor with a capital alone."""
    return any(one not in (one.casefold(), one.upper(), one.capitalize()) for one in WORD.findall(text))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lstrip(SIGN)
