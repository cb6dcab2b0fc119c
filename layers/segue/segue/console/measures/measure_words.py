"""How figures are put for people: values by their unit, where they lie, and what became of them. Pure."""

from collections.abc import Callable, Mapping
from math import ceil, floor
from typing import Any, NamedTuple

from segue.console.words import counted
from segue.languages.numbers import figures, least, money, number, with_sign
from segue.languages.texts import _
from segue.measures.definitions import Definition
from segue.measures.results import Part
from segue.money import EXPONENTS

NONE = "–"
UNCHANGED = _("unchanged")
SHORT = ((1e9, _("{figures}bn")), (1e6, _("{figures}m")), (1e3, _("{figures}k")))
SPANS = ((86400, "day"), (3600, "h"), (60, "min"), (1, "s"))
HUNDRED, TEN = 100, 10
PERCENT = "\u00a0%"  # stays with its number


class Put(NamedTuple):
    """How values of a unit are written."""

    unit: str
    currency: str = "EUR"

    def value(self, value: float | None) -> str:
        """In full."""
        return written(value, self.unit, self.currency)

    def axis(self, value: float) -> str:
        """Beside an axis."""
        return short(value, self.unit, self.currency)

    def cell(self, value: float) -> str:
        """In a square of a grid, where the sign stands elsewhere."""
        return (
            number(value * HUNDRED)
            if self.unit == "share"
            else _short(value)
            if self.unit != "money"
            else self.axis(value)
        )

    def span(self, low: float | None, high: float | None) -> str:
        """`between 3.1 % and 3.9 %`; "" where that is not known."""
        if low is None or high is None:
            return ""
        if self.unit == "whole":
            low, high = floor(low), ceil(high)
        first, last = self.value(low), self.value(high)
        return _("between {first} and {last}").format(first=first, last=last) if first != last else ""


def written(value: float | None, unit: str, currency: str = "EUR") -> str:
    """A value as it is read: `3.4 %`, `€1,240.50`, `2 h 10 min`, `1,240`; a dash for none."""
    if value is None:
        return NONE
    return money(round(value), currency) if unit == "money" else WRITTEN.get(unit, _number)(value)


def short(value: float, unit: str, currency: str = "EUR") -> str:
    """The same beside an axis: `€1.2k`, `15 min`, `20 %`."""
    if unit in ("share", "seconds"):
        return f"{figures(value * HUNDRED)}{PERCENT}" if unit == "share" else _lasting(value)
    if unit != "money":
        return _short(value)
    amount = _short(abs(value) / 10 ** EXPONENTS.get(currency, 2))
    return with_sign(amount, currency, "−" if value < 0 else "")


def change(of: Definition, part: Part, currency: str = "EUR") -> dict[str, Any]:
    """What became of a figure: `arrow` up, down or level, `words`, `tone` good, bad or "", `sure`; {} where nothing
    can be compared."""
    difference, before = part.change.difference, part.before
    if difference is None or before.value is None or not before.things:
        return {}
    words = _difference(of.unit, difference, before.value, currency)
    arrow = "level" if words == UNCHANGED else "up" if difference > 0 else "down"
    good = {"more": "up", "less": "down"}.get(of.better)
    tone = "" if not part.change.sure or not good or arrow == "level" else "good" if arrow == good else "bad"
    return {"arrow": arrow, "words": words, "tone": tone, "sure": part.change.sure or arrow == "level"}


def _difference(unit: str, difference: float, before: float, currency: str) -> str:
    """How much more or less: points of a share, else per cent where there was something, else the amount."""
    if unit == "share":
        points = round(abs(difference) * HUNDRED, 1)
        form = _("{much} points more") if difference > 0 else _("{much} points less")
        return form.format(much=number(points, 1)) if points else UNCHANGED
    form = _("{much} more") if difference > 0 else _("{much} less")
    if before <= 0:
        return form.format(much=written(abs(difference), unit, currency)) if difference else UNCHANGED
    percent = abs(difference) / before * HUNDRED
    said = number(percent, 0 if percent >= TEN else 1)
    return form.format(much=f"{said}{PERCENT}") if round(percent, 1) else UNCHANGED


def _percent(share: float) -> str:
    percent = share * HUNDRED
    return f"{number(percent, 2 if 0 < abs(percent) < 1 else 1)}{PERCENT}"


def _number(value: float) -> str:
    if abs(value) >= HUNDRED or value == round(value):
        return number(value)
    return least(value, 2)


def _short(value: float) -> str:
    size, form = next(((size, form) for size, form in SHORT if abs(value) >= size), (1.0, "{figures}"))
    return form.format(figures=figures(value / size))


def _lasting(seconds: float) -> str:
    """The two largest units of a span, one where there are ten of the larger: `2 h 10 min`, `45 min`."""
    if abs(seconds) < TEN and seconds != round(seconds):
        return f"{number(seconds, 1)} s"
    whole = round(abs(seconds))
    finest = _unit(whole)[1][0] if whole < TEN * _unit(whole)[0][0] else _unit(whole)[0][0]
    rounded = round(whole / finest) * finest
    (size, name), (smaller, other) = _unit(rounded)
    first, rest = divmod(rounded, size)
    said = [counted(first, "day", "days") if name == "day" else f"{first} {name}"]
    return ("−" if seconds < 0 else "") + " ".join(said + ([f"{rest // smaller} {other}"] if rest else []))


def _unit(seconds: int) -> tuple[tuple[int, str], tuple[int, str]]:
    """The largest unit that goes into so many seconds, and the one below it."""
    at = next((at for at, (size, _name) in enumerate(SPANS) if seconds >= size), len(SPANS) - 1)
    return SPANS[at], SPANS[min(at + 1, len(SPANS) - 1)]


WRITTEN: Mapping[str, Callable[[float], str]] = {
    "share": _percent,
    "seconds": _lasting,
    "score": lambda value: number(value, 1),
    "days": lambda value: _("{count} days").format(count=number(value, 1)),
    "whole": lambda value: _number(round(value)),
}
