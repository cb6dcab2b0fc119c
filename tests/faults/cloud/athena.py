"""Athena, played by DuckDB over the tables that the archive's bucket is for Glue: the statement as it was asked."""

import re
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.faults.cloud.buckets import Buckets
from tests.faults.cloud.failures import AwsError

Params = dict[str, Any]
TYPES = {"BIGINT": "bigint", "HUGEINT": "bigint", "INTEGER": "integer", "DOUBLE": "double", "BOOLEAN": "boolean"}
TYPES |= {"TIMESTAMP": "timestamp", "DATE": "date", "VARCHAR": "varchar"}
PAGE = 2  # rows of an answer, the head among them, so that a longer one has several


@dataclass
class Query:
    """One statement: what it answered, or why not. It is going on until it was asked after."""

    names: list[tuple[str, str]] = field(default_factory=list)
    rows: list[list[str | None]] = field(default_factory=list)
    wrong: str = ""
    looks: int = 0
    stopped: bool = False


@dataclass
class Athena:
    """Statements by id; `slow`: none ever ends."""

    buckets: Buckets
    bucket: str = "ArchiveBucket"
    queries: dict[str, Query] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)
    asked: list[str] = field(default_factory=list)
    slow: bool = False

    def start(self, params: Params) -> Params:
        """StartQueryExecution."""
        query = f"query-{next(self.numbers)}"
        self.asked.append(params["QueryString"])
        self.queries[query] = self._answered(params["QueryString"], params["QueryExecutionContext"]["Database"])
        return {"QueryExecutionId": query}

    def execution(self, params: Params) -> Params:
        """GetQueryExecution: the first look finds it going on."""
        query = self._named(params)
        query.looks += 1
        done = "FAILED" if query.wrong else "SUCCEEDED"
        state = {"State": "RUNNING" if query.looks == 1 or self.slow else done, "StateChangeReason": query.wrong}
        return {"QueryExecution": {"Status": state, "Statistics": {"DataScannedInBytes": 1000}}}

    def results(self, params: Params) -> Params:
        """GetQueryResults, a page at a time."""
        query = self._named(params)
        begin = int(params.get("NextToken", 0))
        all_of = [[name for name, _ in query.names], *query.rows]
        page = [{"Data": [_told(one) for one in row]} for row in all_of[begin : begin + PAGE]]
        columns = [{"Name": name, "Type": kind} for name, kind in query.names]
        more = {"NextToken": str(begin + PAGE)} if all_of[begin + PAGE :] else {}
        return {"ResultSet": {"Rows": page, "ResultSetMetadata": {"ColumnInfo": columns}}, **more}

    def stop(self, params: Params) -> Params:
        """StopQueryExecution."""
        self._named(params).stopped = True
        return {}

    def _named(self, params: Params) -> Query:
        found = self.queries.get(params["QueryExecutionId"])
        if found is None:
            raise AwsError("InvalidRequestException", "there is no such query")
        return found

    def _answered(self, sql: str, database: str) -> Query:
        import duckdb
        import sqlglot

        base = self._tables(database)
        try:
            found = base.execute(sqlglot.transpile(sql, read="athena", write="duckdb")[0])
        except duckdb.Error as wrong:
            return Query(wrong=str(wrong))
        names = [(one[0], TYPES.get(re.sub(r"\(.*", "", str(one[1])), "varchar")) for one in found.description]
        return Query(names, [[_text(one) for one in row] for row in found.fetchall()])

    def _tables(self, database: str) -> Any:
        """The bucket's objects as the tables of the template."""
        from segue.archive.columns import PEOPLE
        from segue.measures.computing import columns
        from segue.measures.local import ALL, Limits
        from segue.measures.local import database as opened

        folder = Path(mkdtemp())
        base = opened(Limits("500MB", 1, folder / "spilled"))
        base.execute(f'CREATE SCHEMA "{database}"')
        files = self._written(folder)
        for name, shape in (("events", ALL), ("events_new", ALL), ("people", PEOPLE)):
            base.execute(f'CREATE TABLE "{database}".{name} ({columns(shape)})')
        for path in files:  # one at a time, so that a table of new rows has the repeats that readers drop
            table, read = self._read(path, str(path.relative_to(folder)).partition("/")[0])
            base.execute(f'INSERT INTO "{database}".{table} BY NAME {read}')
        return base

    def _read(self, path: Path, place: str) -> tuple[str, str]:
        from segue.measures.local import read_fresh, read_parts

        if place == "people":
            return "people", f"SELECT * FROM read_parquet('{path}')"
        return ("events", read_parts([path])) if place == "events" else ("events_new", read_fresh([path]))

    def _written(self, folder: Path) -> list[Path]:
        paths = []
        for (bucket, key), body in self.buckets.objects.items():
            if bucket == self.bucket and not key.startswith("results/"):
                path = folder / key
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(body)
                paths.append(path)
        return paths


def _text(one: Any) -> str | None:
    return None if one is None else str(one).lower() if isinstance(one, bool) else str(one)


def _told(one: str | None) -> Params:
    return {} if one is None else {"VarCharValue": one}
