"""What a page of measures is asked: an address is a wish, and a wish an address."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from segue.console.visits import Visit
from segue.console.words import date as said_date
from segue.console.words import plural
from segue.errors import Invalid
from segue.languages.texts import _
from segue.measures.definitions import Definition
from segue.measures.results import PERIODS, Wish
from segue.measures.showing import FIRST_DAY, LAST_DAY, MOST_DAYS, TO, by_of, days_of
from segue.times import DAY, Millis, from_text

USUAL = "28d"
ONLY = "where."  # in an address: `where.channel=web`
LONGEST = 200  # characters of a value


def period_of(visit: Visit) -> str:
    """Two days with `..` between, else one of PERIODS. Raises Invalid("bad-period")."""
    first, last = visit.asked("from"), visit.asked("to")
    if not (first or last):
        return visit.asked("period") if visit.asked("period") in PERIODS else USUAL
    try:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    except ValueError as wrong:
        raise Invalid("bad-period", str(_("A period of your own needs a first and a last day."))) from wrong
    if not 0 < days <= MOST_DAYS:
        raise Invalid(
            "bad-period",
            _("The last day must not be before the first; at most {count} days are told.").format(count=MOST_DAYS),
        )
    first, last = str(date.fromisoformat(first)), str(date.fromisoformat(last))
    if first < FIRST_DAY or last > LAST_DAY:
        raise Invalid(
            "bad-period",
            _("A period of your own lies between {first} and {last}.").format(first=FIRST_DAY, last=LAST_DAY),
        )
    return f"{first}{TO}{last}"


def chosen(visit: Visit) -> tuple[str, str]:
    """The period, and what is wrong with the one that was asked for."""
    try:
        return period_of(visit), ""
    except Invalid as wrong:
        return USUAL, wrong.detail


def wish_of(visit: Visit, of: Definition, period: str) -> Wish:
    """What is asked of a measure; what it cannot be told by, or limited to, is left out."""
    asked = visit.asked("by")
    only = {name: visit.asked(f"{ONLY}{name}")[:LONGEST] for name in of.dimensions if visit.asked(f"{ONLY}{name}")}
    return Wish(of.name, period, asked if asked in of.by else by_of(of, period), only)


def query(period: str, by: str = "", only: Mapping[str, str] | None = None, **more: Any) -> str:
    """An address's question: it holds all that the page depends on."""
    first, _to, last = period.partition(TO)
    span = {"from": first, "to": last} if last else {"period": period}
    limits = {f"{ONLY}{name}": value for name, value in (only or {}).items()}
    return "?" + urlencode({**span, **({"by": by} if by else {}), **limits, **more})


def query_of(wish: Wish, **more: Any) -> str:
    """The address's question of a wish."""
    return query(wish.period, wish.by, wish.only, **more)


def address(wish: Wish) -> str:
    """A wish in one spelling."""
    return f"{wish.name}{query_of(wish)}"


def period_name(period: str) -> str:
    """`the last 28 days`, or from which day to which."""
    first, _to, last = period.partition(TO)
    if not last:
        return plural("the last day", "the last {count} days", days_of(period))
    if first == last:
        return said_date(_midnight(first))
    return _("{first} to {last}").format(first=said_date(_midnight(first)), last=said_date(_midnight(last)))


def before_name(period: str) -> str:
    """What it is compared with."""
    return plural("the day before", "the {count} days before", days_of(period))


def no_before(since: Millis) -> str:
    """In place of a comparison, where the period before has nothing."""
    return _("No figures before {day}").format(day=said_date(since))


def asked_at(visit: Visit) -> Millis:
    """When the figures that are looked at were asked for; 0 where they were not."""
    said = visit.asked("asked")
    moment = int(said) if said.isdecimal() and len(said) < 16 else 0  # digits of a moment
    return moment if moment <= visit.now and moment > visit.now - DAY else 0


def asked_now(visit: Visit) -> Visit:
    """The same visit, with figures that were asked for just now."""
    return replace(visit, request=replace(visit.request, query={**visit.request.query, "asked": str(visit.now)}))


def _midnight(day: str) -> Millis:
    return from_text(f"{day}T00:00:00Z")
