"""Questions in SQL to a copy of the archive: `python ask.py FOLDER [QUESTION ...]`.

`FOLDER` holds what lies in the archive's bucket: `events/date=.../kind=.../part.parquet`, `new/date=.../kind=.../` with
JSON lines, and `people/people.parquet`. A question is the name of a file in `sql`.
"""

import sys
from pathlib import Path

import duckdb

QUESTIONS = Path(__file__).parent / "sql"
# Those that the questions read; the archive has more.
COLUMNS = {
    **dict.fromkeys(("id", "who", "money", "purchase", "message"), "BIGINT"),
    **dict.fromkeys(("time", "received"), "TIMESTAMP"),
    **dict.fromkeys(("name", "channel", "currency", "journey", "outcome"), "VARCHAR"),
}
EMPTY = {"who": "BIGINT", "person": "BIGINT", "first": "TIMESTAMP", "held": "BOOLEAN", "crossed": "BOOLEAN"}
HIVE = "hive_partitioning = true, hive_types = {'date': VARCHAR, 'kind': VARCHAR}"


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """`events` and `people` of a copy. Raises FileNotFoundError where there are no rows."""
    base = duckdb.connect()
    named = ", ".join((*COLUMNS, "date", "kind"))
    rows = " UNION ALL BY NAME ".join(f"SELECT {named} FROM {one}" for one in _files(folder))
    if not rows:
        raise FileNotFoundError(f"no rows of an archive in {folder}")
    # What came in since the last night may stand there twice: the row that came first counts.
    base.execute(f"CREATE TABLE every AS {rows}")
    once = "row_number() OVER (PARTITION BY date, kind, id ORDER BY received) = 1"
    base.execute(f"CREATE VIEW events AS SELECT * FROM every QUALIFY {once}")
    people = folder / "people" / "people.parquet"
    empty = ", ".join(f"NULL::{kind} AS {name}" for name, kind in EMPTY.items())
    source = f"SELECT * FROM read_parquet('{people}')" if people.exists() else f"SELECT {empty} WHERE false"
    base.execute(f"CREATE VIEW people AS {source}")
    return base


def _files(folder: Path) -> list[str]:
    shape = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    kinds = {
        "events/**/*.parquet": f"read_parquet('{folder}/events/**/*.parquet', union_by_name = true, {HIVE})",
        "new/**/*.json.gz": f"read_json('{folder}/new/**/*.json.gz', format = 'newline_delimited', "
        f"columns = {{{shape}}}, {HIVE})",
    }
    return [read for pattern, read in kinds.items() if any(folder.glob(pattern))]


def ask(base: duckdb.DuckDBPyConnection, question: str) -> duckdb.DuckDBPyRelation:
    """The answer to a question, by its name."""
    return base.sql((QUESTIONS / f"{question}.sql").read_text())


def main(folder: Path, *questions: str) -> None:
    """Prints the answers."""
    base = opened(folder)
    for one in questions or sorted(one.stem for one in QUESTIONS.glob("*.sql")):
        print(one)
        ask(base, one).show()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        raise SystemExit(__doc__)
    try:
        main(Path(sys.argv[1]), *sys.argv[2:])
    except FileNotFoundError as lacking:  # the folder has no rows, or `sql` has no such question
        raise SystemExit(str(lacking)) from None
