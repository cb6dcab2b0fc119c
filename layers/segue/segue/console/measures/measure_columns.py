"""The columns of a measure's table: what each holds and how it is read. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from segue.console.measures.measure_words import NONE, written
from segue.console.words import channel, sentence_case
from segue.contact_points import CHANNELS
from segue.friction.sentences import NUMBERED as STEPS
from segue.languages.texts import _, translated
from segue.measures.definitions import ALL

Row = Mapping[str, Any]
Rows = Sequence[Row]
PART = "part"
STEP = " > "  # between the touches of a path
UNITS = (
    ("seconds", ("seconds", "wait", "lasting", "median", "ninety")),
    ("days", ("days",)),
    ("share", ("share", "rate", "effect", "likelihood")),
    ("money", ("revenue", "money", "value_lost", "spent", "worth")),
)
HEADINGS = {
    "orders_last": _("Orders by last touch"),
    "orders_first": _("Orders by first touch"),
    "orders_linear": _("Orders by every touch"),
    "orders_removal": _("Orders by what would be lost"),
    "revenue_last": _("Revenue by last touch"),
    "revenue_first": _("Revenue by first touch"),
    "revenue_linear": _("Revenue by every touch"),
    "revenue_removal": _("Revenue by what would be lost"),
    "effect": _("Orders lost without it"),
    "open_median": _("Half within, in opening hours"),
    "open_ninety": _("Nine in ten within, in opening hours"),
    "median": _("Half within"),
    "ninety": _("Nine in ten within"),
    "things": _("Times"),
}
PSEUDONYMS = ("seen", "seen_at")  # of those lost at a friction, with the moments
# What measures call a touch, as `said` tells it, for the catalogues.
TOUCHES = (_("Visit"), _("Message"), _("Call"), _("Contact"), _("Store visit"))
STEP_NUMBER = re.compile(r"step \d+")  # of a checkout
PLACES = ("place", "position", "step_number", "month", "age")  # they number rows, they count nothing


def unit(column: str) -> str:
    """What a column holds, by its name: `lost_revenue` is money, `share_lost` a share; else a count."""
    words = column.split("_")
    return next((one for one, known in UNITS if any(word in known for word in words)), "count")


def cell(column: str, value: Any, currency: str) -> str:
    """A value of a column as it is read."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return written(value, unit(column), currency)
    if isinstance(value, list | tuple):
        return ", ".join(said(str(one)) for one in value)
    return said("" if value is None else str(value))


def said(name: str) -> str:
    """A part as it is read: words of ours get a capital and lose their dashes, what else comes out of the data stays as
    it is."""
    if not name:
        return _("Unknown")
    if STEP in name:
        return " → ".join(map(said, name.split(STEP)))
    if name in CHANNELS:
        return channel(name)
    if STEP_NUMBER.fullmatch(name):
        return sentence_case(STEPS.format(number=name.partition(" ")[2]))
    plain = name.replace("_", " ").replace("-", " ")
    ours = name.islower() and plain.replace(" ", "").isalpha()
    return translated(plain[:1].upper() + plain[1:]) if ours else name


def heading(column: str) -> str:
    """What a column, or a dimension, is called above its values."""
    plain = column.replace("_", " ")
    return str(HEADINGS[column]) if column in HEADINGS else translated(plain[:1].upper() + plain[1:])


def names(rows: Rows) -> list[str]:
    """The columns that say something: not what all are told by where that is nothing."""
    known = list(rows[0]) if rows else []
    return [one for one in known if one != PART or any(row.get(one) != ALL for row in rows)]


def plain(columns: Iterable[str]) -> list[str]:
    """Those that say something to somebody."""
    return [name for name in columns if name not in PSEUDONYMS]


def texts(rows: Rows) -> list[str]:
    """The columns that name things, in their order."""
    return [name for name in names(rows) if any(isinstance(row.get(name), str) for row in rows)]


def numbers(rows: Rows) -> list[str]:
    """The columns that count things."""
    return [name for name in names(rows) if any(is_number(row.get(name)) for row in rows) and name not in PLACES]


def dashed(rows: Rows) -> Rows:
    """The same with a dash for a number that nobody knows; a name that nobody knows is said to be unknown."""
    named = texts(rows)
    return [
        {name: NONE if value is None and name not in named else value for name, value in row.items()} for row in rows
    ]


def is_number(value: Any) -> bool:
    """Whether it can be drawn."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def amount(row: Row, column: str) -> float:
    """A number of a row; nothing where it is not known."""
    return float(row[column]) if is_number(row.get(column)) else 0.0


def sums(rows: Rows, columns: Sequence[str]) -> Iterator[float]:
    """What the columns add up to."""
    return (sum(amount(row, column) for row in rows) for column in columns)
