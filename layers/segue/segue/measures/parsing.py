"""Parsing: which relations a statement reads."""

from collections.abc import Iterator
from functools import cache

import sqlglot
from sqlglot import exp

from segue.measures.composing import DIALECT


@cache
def read_by(text: str) -> frozenset[str]:
    """The relations that a statement reads and does not make itself. Raises sqlglot.ParseError."""
    return frozenset(_tables(sqlglot.parse_one(text, read=DIALECT)))


def _tables(tree: exp.Expr) -> Iterator[str]:
    own = {one.alias_or_name for one in tree.find_all(exp.CTE)}
    yield from (one.name for one in tree.find_all(exp.Table) if one.name not in own)
