"""What pages show of a measure first: it is what the night works out."""

from datetime import date

from segue.measures.definitions import ALL, TIMES, Definition
from segue.measures.results import PERIODS, Wish

TO = ".."
MOST_DAYS = 731
FIRST_DAY, LAST_DAY = "2000-01-01", "2099-12-31"  # between which a period lies, both with it
GRAINS = ((62, "day"), (190, "week"))  # up to so many days a line has a point for each of these


def days_of(period: str) -> int:
    """How many days a period has."""
    first, _, last = period.partition(TO)
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1 if last else int(first.removesuffix("d"))


def by_of(of: Definition, period: str) -> str:
    """What it is told by where nobody says otherwise; a line has neither two points nor hundreds."""
    if of.usual not in TIMES and (of.chart != "trend" or of.usual != ALL or of.kind == "table"):
        return of.usual
    days = days_of(period)
    return next((grain for most, grain in GRAINS if days <= most), "month")


def whole(wish: Wish) -> Wish:
    """The same, all together."""
    return Wish(wish.name, wish.period, ALL, wish.only)


def together(of: Definition, wish: Wish) -> list[Wish]:
    """What a page is made of: the figure of all, and what it tells."""
    return [wish] if of.kind == "table" or wish.by == ALL else [whole(wish), wish]


def first(of: Definition) -> list[Wish]:
    """Of every period that has a name."""
    return [one for period in PERIODS for one in together(of, Wish(of.name, period, by_of(of, period)))]
