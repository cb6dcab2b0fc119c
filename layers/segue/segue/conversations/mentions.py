"""Which of a person's own orders a text names: a number is an order where the shop has such an order, else a number.

People write `#1001`, `order no. 1001`, `334 891 7502` and `SO-2024-17`: letters and digits count, whatever stands
between them does not.
"""

import re
from collections.abc import Iterable

from segue.identity.order_numbers import LEADS

PIECE = re.compile(r"[^\W_]+", re.UNICODE)
LED = re.compile(rf"(?:(?:{LEADS})[\s.:]{{0,9}}){{1,4}}([\w-]+)", re.IGNORECASE)
APART = re.compile(r"[^\w\s#/-]+")  # what no id goes across: 10.01 is no 1001
SURE = 4  # characters of an order's id that need no word before them
LONGEST = 5  # pieces that one id is written in
NUMBER = re.compile(r"\b\d(?:[ -]?\d){5,}\b")  # what looks like one of ours where nobody has such an order


def orders_in(text: str, orders: Iterable[str]) -> tuple[str, ...]:
    """Those of these order ids that the text names, in the order of the ids."""
    said = _spellings(text)
    led = {plain(one) for one in LED.findall(text)}
    return tuple(one for one in orders if (key := plain(one)) and key in (said if len(key) >= SURE else led))


def numbers_in(text: str) -> frozenset[str]:
    """Long numbers, without what stands between their digits."""
    return frozenset(plain(one) for one in NUMBER.findall(text))


def plain(text: str) -> str:
    """Letters and digits alone, in small letters."""
    return "".join(PIECE.findall(text.casefold()))


def _spellings(text: str) -> set[str]:
    """Every run of up to five pieces that touch, or that are divided by spaces or dashes, as one word."""
    rows = [PIECE.findall(one) for one in APART.split(text.casefold())]
    runs = range(1, LONGEST + 1)
    return {"".join(row[start : start + size]) for row in rows for start in range(len(row)) for size in runs}
