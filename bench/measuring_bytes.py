"""What Athena would read: it bills the compressed bytes of the columns that a statement names in the parts it reads."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from segue.archive.columns import EVENTS
from segue.measures.parsing import DIALECT

LEAST = 10_000_000  # bytes that a statement costs at least


def bytes_read(parts: Sequence[Path], sql: str) -> int:
    """Of the parts of the partitions that it is limited to, from their own footers; a column counts once, though Athena
    may read it again for each scan of it."""
    if not parts:
        return LEAST
    tree = sqlglot.parse_one(sql, read=DIALECT)
    columns = ", ".join(f"'{one}'" for one in sorted({one.name for one in tree.find_all(exp.Column)} & EVENTS.keys()))
    files = ", ".join(f"'{one}'" for one in parts)
    asked = f"SELECT sum(total_compressed_size) FROM parquet_metadata([{files}]) WHERE path_in_schema IN ({columns})"
    found = duckdb.execute(asked).fetchone()
    return max(LEAST, int(found[0] or 0) if found else 0)
