"""Reaching: which days and kinds of the archive a statement looks at, so that no other is fetched."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import sqlglot
from sqlglot import exp

from segue.archive.columns import KINDS
from segue.measures.composing import Asked
from segue.measures.definitions import Definition
from segue.measures.moments import REMEMBERED, shape_of
from segue.measures.parsing import DIALECT
from segue.measures.pieces import apart
from segue.times import DAY, to_text

READ = ("facts", "events")


class Reach(NamedTuple):
    """Days from one to another, both with it, as `2026-11-29`, and kinds; `ever` are those from their first day on."""

    first: str
    last: str
    kinds: frozenset[str]
    ever: frozenset[str] = frozenset()

    def has(self, day: str, kind: str) -> bool:
        """Whether a partition is in it."""
        return kind in self.kinds and day <= self.last and (day >= self.first or kind in self.ever)


def reach_of(of: Definition, asked: Asked, sql: str) -> Reach:
    """What has to stand there for a period and the one before it."""
    first, last = asked.before.since - of.reach[0] * DAY, asked.until + of.reach[1] * DAY
    return Reach(to_text(first)[:10], to_text(last)[:10], kinds_in(sql), frozenset(of.ever))


def kinds_in(sql: str) -> frozenset[str]:
    """The kinds that a statement reads: all of them unless every SELECT from the events says which. To make `facts` is
    no reading."""
    parts, last = apart(sql)
    read = [text for name, text in parts.items() if name not in READ]
    return frozenset().union(*(_kinds_in(shape_of(one).sql) for one in (*read, last)))


@lru_cache(REMEMBERED)
def _kinds_in(sql: str) -> frozenset[str]:
    found: set[str] = set()
    for select in sqlglot.parse_one(sql, read=DIALECT).find_all(exp.Select):
        for name in _read_by(select):
            found |= _limited(select, name) or KINDS.keys()
    return frozenset(found)


def _read_by(select: exp.Select) -> Iterator[str]:
    """The names under which a SELECT itself reads events; what `facts` is made of is no reading."""
    inside = select.find_ancestor(exp.CTE)
    if inside is not None and inside.alias in READ:
        return
    sources = [select.args.get("from_") or select.args.get("from"), *(select.args.get("joins") or ())]
    yield from (
        one.this.alias_or_name
        for one in sources
        if one is not None and isinstance(one.this, exp.Table) and one.this.name in READ
    )


def _limited(select: exp.Select, name: str) -> set[str]:
    """The kinds that the condition of a SELECT, or those of its joins, leave of what it reads under a name."""
    conditions = [select.args.get("where"), *(join.args.get("on") for join in select.args.get("joins") or ())]
    parts = [part for one in conditions if one is not None for part in _all_of(one)]
    return next((said for part in parts if (said := _kinds(part, name))), set())


def _all_of(condition: exp.Expr) -> Iterator[exp.Expr]:
    """What all has to hold."""
    inner = condition.this if isinstance(condition, exp.Where | exp.Paren) else condition
    if isinstance(inner, exp.And | exp.Paren | exp.Where):
        for one in inner.flatten() if isinstance(inner, exp.And) else (inner,):
            yield from _all_of(one)
    else:
        yield inner


def _kinds(condition: exp.Expr, name: str) -> set[str]:
    """The kinds that `kind = 'order'` or `kind IN (...)` names; none where it is something else."""
    column = condition.this
    if not isinstance(column, exp.Column) or column.name != "kind" or column.table not in ("", name):
        return set()
    if isinstance(condition, exp.EQ):
        values = [condition.expression]
    else:
        values = condition.expressions if isinstance(condition, exp.In) else []
    return {one.name for one in values} if all(isinstance(one, exp.Literal) for one in values) else set()
