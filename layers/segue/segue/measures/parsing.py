"""Parsing: in which dialect statements are written, and which relations one reads."""

from collections.abc import Iterator
from functools import lru_cache

import sqlglot
from sqlglot import exp

from segue.measures.moments import REMEMBERED, shape_of
from segue.measures.pieces import apart

DIALECT = "athena"  # in which statements are written; the engine of a small archive has them translated


def read_by(text: str) -> frozenset[str]:
    """The relations that a statement reads and does not make itself. Raises sqlglot.ParseError."""
    parts, last = apart(text)
    return frozenset().union(*(_read_by(shape_of(one).sql) for one in (*parts.values(), last))) - parts.keys()


@lru_cache(REMEMBERED)
def _read_by(text: str) -> frozenset[str]:
    return frozenset(_tables(sqlglot.parse_one(text, read=DIALECT)))


def _tables(tree: exp.Expr) -> Iterator[str]:
    own = {one.alias_or_name for one in tree.find_all(exp.CTE)}
    yield from (one.name for one in tree.find_all(exp.Table) if one.name not in own)
