"""Finding: what an engine answers, made into a result with the period before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any, Protocol

from segue.measures.composing import Asked, people, statement
from segue.measures.definitions import TIMES, Definition, definition
from segue.measures.figures import Sums, change, figure, sums_of
from segue.measures.finishing import finished
from segue.measures.reaching import Reach, reach_of
from segue.measures.results import Part, Result, Wish
from segue.measures.wishes import asked_of, buckets
from segue.times import Millis, to_millis

Rows = Sequence[Mapping[str, Any]]
MOST_PARTS, MOST_ROWS = 200, 5000
UNKNOWN = "???"  # no currency
CURRENCY = """SELECT currency, count(*) AS orders FROM events
WHERE kind = 'order' AND name = 'Order Completed' AND currency IS NOT NULL AND date >= '{0}' AND date <= '{1}'
GROUP BY currency ORDER BY orders DESC, currency LIMIT 1"""
NEWEST = "SELECT max(received) AS newest FROM events WHERE date >= '{0}' AND date <= '{1}' AND kind IN ({2})"


class Reading(Protocol):
    """A stretch of the archive, opened."""

    def rows(self, sql: str, /) -> Rows:
        """What a statement in Athena's words answers. Raises Unavailable."""
        ...

    @property
    def scanned(self) -> int:
        """Bytes that were read so far, as far as that is known."""
        ...


class Engine(Protocol):
    """What reads the archive."""

    @property
    def name(self) -> str: ...

    def open(self, reach: Reach, /, fresh: bool = False) -> Reading:
        """That stretch; `fresh`: with who is one person as it is now. Raises Unavailable."""
        ...


@dataclass(frozen=True)
class Finding:
    """Computes what is wished."""

    engine: Engine
    clock: Callable[[], Millis]

    def find(self, wish: Wish, fresh: bool = False) -> Result:
        """The result as the archive is now. Raises NotFound, Invalid, Unavailable."""
        begun = self.clock()
        of, asked, reading, reach = self._opened(wish, begun, fresh)
        sql = statement(of, asked)
        told = _told(of, asked, reading.rows(sql), reading.rows(statement(of, asked.before)))
        newest = reading.rows(NEWEST.format(reach.first, reach.last, _listed(reach.kinds)))
        return Result(
            wish=wish,
            since=asked.since,
            until=asked.until,
            currency=asked.currency,
            made=begun,
            newest=_millis(newest[0]["newest"]) if newest else 0,
            sql=sql,
            engine=self.engine.name,
            milliseconds=self.clock() - begun,
            scanned=reading.scanned,
            **told,
        )

    def people(self, wish: Wish, part: str) -> list[tuple[int, int]]:
        """(pseudonym, things) of those behind a part, those with most first. Raises as `find`."""
        of, asked, reading, _ = self._opened(wish, self.clock(), False)
        return [(int(one["person"]), int(one["things"])) for one in reading.rows(people(of, asked, part))]

    def _opened(self, wish: Wish, now: Millis, fresh: bool) -> tuple[Definition, Asked, Reading, Reach]:
        of, asked = definition(wish.name), asked_of(wish, now, UNKNOWN)
        sql = statement(of, asked)
        counts_money = f"'{UNKNOWN}'" in sql
        reach = reach_of(of, asked, sql)
        reach = reach._replace(kinds=reach.kinds | ({"order"} if counts_money else set()))
        reading = self.engine.open(reach, fresh)
        main = reading.rows(CURRENCY.format(reach.first, reach.last)) if counts_money else ()
        return of, replace(asked, currency=main[0]["currency"] if main else "EUR"), reading, reach


def _told(of: Definition, asked: Asked, rows: Rows, before: Rows) -> dict[str, Any]:
    """Rows of a table, or parts, as many as are kept, and how many more there are."""
    if of.kind == "table":
        found, was = finished(of, rows), finished(of, before)
        more = max(0, len(found) - MOST_ROWS)
        return {"rows": _plain(found[:MOST_ROWS]), "rows_before": _plain(was[:MOST_ROWS]), "more": more}
    parts = _parts(of, asked, sums_of(rows), sums_of(before))
    most = len(parts) if asked.by in TIMES else MOST_PARTS
    return {"parts": parts[:most], "more": max(0, len(parts) - most)}


def _parts(of: Definition, asked: Asked, now: Mapping[str, Sums], before: Mapping[str, Sums]) -> list[Part]:
    """Every part with that of the period before: of times the one that is as far from the beginning."""
    if asked.by in TIMES:
        names = buckets(asked.by, asked.since, asked.until)
        was = dict(zip(names, buckets(asked.by, asked.before.since, asked.before.until), strict=False))
    else:
        things = {name: now.get(name, Sums()).n for name in {**now, **before}}
        names = sorted(things, key=lambda one: (-things[one], one))
        was = {one: one for one in names}
    return [_part(of, name, now.get(name, Sums()), before.get(was.get(name, ""), Sums())) for name in names]


def _part(of: Definition, name: str, now: Sums, before: Sums) -> Part:
    return Part(name, figure(of.kind, now), figure(of.kind, before), change(of.kind, now, before))


def _listed(kinds: frozenset[str]) -> str:
    return ", ".join(f"'{one}'" for one in sorted(kinds))


def _plain(rows: Rows) -> list[dict[str, Any]]:
    return [{name: _value(value) for name, value in row.items()} for row in rows]


def _value(of: Any) -> Any:
    """As JSON has it."""
    if isinstance(of, Decimal | float):
        return float(of) if isfinite(of) else None
    return of.isoformat() if isinstance(of, date) else of


def _millis(moment: Any) -> Millis:
    return to_millis(moment) if moment else 0
