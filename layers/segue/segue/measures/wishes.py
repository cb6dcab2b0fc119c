"""Wishes: what a period and a dimension that were asked for mean, or why they mean nothing."""

from datetime import UTC, date, datetime, timedelta

from segue.errors import Invalid
from segue.measures.composing import Asked
from segue.measures.definitions import ALL, TIMES, Definition, definition
from segue.measures.results import PERIODS, Wish
from segue.measures.showing import FIRST_DAY, LAST_DAY, MOST_DAYS
from segue.times import DAY, Millis, to_millis

Span = tuple[Millis, Millis]


def asked_of(wish: Wish, now: Millis, currency: str = "EUR") -> Asked:
    """What is to be computed. Raises NotFound("unknown-measure"), Invalid("bad-period", "unknown-dimension")."""
    of = definition(wish.name)
    for name in (*wish.only, *({wish.by} - {ALL, *TIMES})):
        _known(of, name)
    return Asked(*period_of(wish.period, now), wish.by, wish.only, currency, now)


def period_of(period: str, now: Millis) -> Span:
    """From (with it) until (not with it). Raises Invalid("bad-period")."""
    if period in PERIODS:
        until = (now // DAY + 1) * DAY
        return until - int(period.removesuffix("d")) * DAY, until
    first, mark, last = period.partition("..")
    if not mark:
        raise Invalid("bad-period", f"a period is one of {', '.join(PERIODS)}, or two days as 2026-11-01..2026-11-30")
    since, until = _day(first), _day(last) + DAY
    if not 0 < until - since <= MOST_DAYS * DAY:
        raise Invalid("bad-period", f"the last day is not before the first one, and at most {MOST_DAYS} days are told")
    if since < _day(FIRST_DAY) or until > _day(LAST_DAY) + DAY:
        raise Invalid("bad-period", f"a period lies between {FIRST_DAY} and {LAST_DAY}")
    return since, until


def buckets(by: str, since: Millis, until: Millis) -> list[str]:
    """The days, weeks or months that a period touches, as SQL's `date_trunc` names them."""
    found, last = [_truncated(by, _date(since))], _date(until - 1)
    while (following := _next(by, found[-1])) <= last:
        found.append(following)
    return [one.isoformat() for one in found]


def _known(of: Definition, name: str) -> None:
    if name not in of.dimensions:
        raise Invalid("unknown-dimension", f"{of.name} is told by {', '.join(of.by)}, not by {name!r}")


def _day(text: str) -> Millis:
    try:
        return to_millis(datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC))
    except (ValueError, OverflowError) as wrong:
        raise Invalid("bad-period", f"a day is written as 2026-11-29, not {text[:20]!r}") from wrong


def _date(moment: Millis) -> date:
    return date(1970, 1, 1) + timedelta(days=moment // DAY)


def _truncated(by: str, day: date) -> date:
    if by == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if by == "month" else day


def _next(by: str, day: date) -> date:
    return _truncated(by, day + timedelta(days={"week": 7, "month": 31}.get(by, 1)))
