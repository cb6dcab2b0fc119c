"""Composing: the one statement that answers what is asked of a measure, in Athena's dialect.

It is put together out of the measure, the views that it reads, and what is asked; everything that is put in is a name
of ours or a literal that is written here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from segue.errors import Invalid
from segue.measures.definitions import ALL, TIMES, Definition, views
from segue.measures.pieces import joined
from segue.times import DAY, Millis, to_text

GIVEN = ("events", "people", "opening")  # relations that stand already
OBSERVED = "observed"
# k: people, n: observations; the rest are sums over people of what theirs add up to. Each thing of nobody (person 0: a
# till, who was never known) is as one of somebody else; `strangers` says how many such there are among the k.
SUMS = """SELECT part, sum(CASE WHEN person = 0 THEN n ELSE 1 END) AS k, sum(n) AS n, sum(s) AS s,
  sum(CASE WHEN person = 0 THEN q ELSE s * s END) AS ss, sum(CASE WHEN person = 0 THEN s ELSE s * n END) AS sn,
  sum(CASE WHEN person = 0 THEN n ELSE n * n END) AS nn, sum(CASE WHEN person = 0 THEN n ELSE 0 END) AS strangers
FROM (SELECT part, person, CAST(count(*) AS double) AS n, sum(CAST(value AS double)) AS s,
sum(CAST(value AS double) * CAST(value AS double)) AS q
FROM observed GROUP BY part, person) AS each GROUP BY part ORDER BY part"""
MOST_PEOPLE = 100


@dataclass(frozen=True)
class Asked:
    """A period (from, until; not with until), what to tell it by, and what to limit it to (value by dimension). `now`:
    what comes after that has not happened yet; 0 where all of the period is over."""

    since: Millis
    until: Millis
    by: str = ALL
    only: Mapping[str, str] = field(default_factory=dict)
    currency: str = "EUR"
    now: Millis = 0

    @property
    def before(self) -> "Asked":
        """The same of the period before, of the same length; of one that goes on as much as there is of it by now, so
        that half a day is not taken for a loss."""
        length = self.until - self.since
        over = self.now if self.since < self.now < self.until else self.until
        return replace(self, since=self.since - length, until=over - length, now=0)


def statement(of: Definition, asked: Asked) -> str:
    """What answers it: for each part the sums that value and interval follow from, or the measure's own table."""
    return _whole(of, asked, _filled(of, asked, of.table) if of.kind == "table" else SUMS)


def people(of: Definition, asked: Asked, part: str) -> str:
    """Who stands behind a part: `person` and `things`, those with most first."""
    chosen = f"WHERE CAST(part AS varchar) = {literal(part)}"
    last = f"SELECT person, count(*) AS things FROM observed {chosen} GROUP BY person ORDER BY things DESC, person"
    return _whole(of, asked, f"{last} LIMIT {MOST_PEOPLE}")


def literal(text: str) -> str:
    """A text of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _whole(of: Definition, asked: Asked, last: str) -> str:
    """`last` is put in as it is: words in braces of what somebody asked for are no words of ours."""
    body = _filled(of, asked, of.sql)
    needed = _needed((body, last), asked, of)
    return joined({**needed, OBSERVED: body}, last)


def _filled(of: Definition, asked: Asked, text: str) -> str:
    words = {
        "part": _part(of, asked.by),
        "where": "".join(f" AND {_dimension(of, name)} = {literal(value)}" for name, value in asked.only.items()),
        "since": _moment(asked.since),
        "until": _moment(asked.until),
        "currency": literal(asked.currency),
        "reach": _reach(of, asked),
        **{name: str(days) for name, days in of.windows.items()},
    }
    words["period"] = f"{of.time} >= {words['since']} AND {of.time} < {words['until']}"
    return re.sub(r"\{(\w+)\}", lambda found: words[found.group(1)], text)


def _part(of: Definition, by: str) -> str:
    if by == ALL:
        return f"'{ALL}'"
    return f"CAST(CAST(date_trunc('{by}', {of.time}) AS date) AS varchar)" if by in TIMES else _dimension(of, by)


def _dimension(of: Definition, name: str) -> str:
    if name not in of.dimensions:
        raise Invalid("unknown-dimension", f"{of.name} is told by {', '.join(of.by)}, not by {name!r}")
    return of.dimensions[name]


def _moment(of: Millis) -> str:
    return f"TIMESTAMP '{to_text(of)[:23].replace('T', ' ')}'"


def _reach(of: Definition, asked: Asked) -> str:
    first, last = asked.since - of.reach[0] * DAY, asked.until + of.reach[1] * DAY
    since = f"date >= '{to_text(first)[:10]}'"
    if of.ever:
        since = f"({since} OR kind IN ({', '.join(literal(one) for one in of.ever)}))"
    return f"{since} AND date <= '{to_text(last)[:10]}'"


def _needed(texts: tuple[str, ...], asked: Asked, of: Definition) -> dict[str, str]:
    """The views that these read, each behind those it reads itself."""
    from segue.measures.parsing import read_by  # whoever only names what it asks for has no parser

    found: dict[str, str] = {}
    for text in texts:
        for name in sorted(read_by(text) - {*GIVEN, OBSERVED}):
            view = _filled(of, asked, views()[name])
            found |= _needed((view,), asked, of)
            found[name] = view
    return found
