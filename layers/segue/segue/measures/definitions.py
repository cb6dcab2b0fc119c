"""Definitions: a measure is a file of SQL in Athena's dialect with what it is in the comment at its head.

The SQL answers one row for each thing that is observed: `person`, `part` and `value`. What is made of them follows from
`kind`; a `table` has a SELECT of its own behind them.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from segue.errors import NotFound

HERE = Path(__file__).parent
VIEWS = HERE / "views"
HEAD = "-- "
ALL = "all"
TIMES = ("day", "week", "month")  # that any measure can be told by
Chart = Literal["trend", "bars", "funnel", "cohorts", "flows", "list"]
Kind = Literal["share", "mean", "total", "table"]
Unit = Literal["share", "money", "count", "seconds", "score", "days", "pieces"]


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a measure is.

    `kind`: of the observed values their share (each 0 or 1), mean or total, or a table of its own. `group`: the page it
    stands on. `about`: the definition in plain words, with what is left out. `better`: which way is good. `time`: the
    moment of what is observed, by which it belongs to a period. `dimensions`: what it can be told by and limited to, as
    expressions. `reach`: days before the period, and behind it, that it has to look at. `windows`: declared spans in
    days, by name, that stand in the SQL as `{name}`. `finish`: what SQL cannot work out of a table
    (`segue.measures.finishing`). `columns`: of a table, what each means when it is finished.
    """

    name: str = ""
    title: str
    about: str
    group: str
    kind: Kind
    unit: Unit
    chart: Chart = "bars"
    better: Literal["more", "less", "neither"] = "neither"
    time: str
    dimensions: Mapping[str, str] = {}
    usual: str = ALL
    reach: tuple[int, int] = (0, 0)
    windows: Mapping[str, int] = {}
    finish: Literal["", "removal"] = ""
    columns: Mapping[str, str] = {}
    notes: Sequence[str] = ()
    sql: str = ""
    table: str = ""

    @property
    def by(self) -> tuple[str, ...]:
        """All that it can be told by."""
        return (ALL, *self.dimensions, *TIMES)


@cache
def definitions() -> Mapping[str, Definition]:
    """All measures by name."""
    return {one.stem: read(one.stem, one.read_text()) for one in sorted(HERE.glob("*.sql"))}


@cache
def views() -> Mapping[str, str]:
    """What measures read from, by name; some read others."""
    return {one.stem: one.read_text() for one in sorted(VIEWS.glob("*.sql"))}


def definition(name: str) -> Definition:
    """One of them. Raises NotFound("unknown-measure")."""
    found = definitions().get(name)
    if found is None:
        raise NotFound("unknown-measure", f"there is no measure {name!r}")
    return found


def read(name: str, text: str) -> Definition:
    """Out of the text of a file: comments at its head in YAML, what is observed, and behind a `;` the table."""
    import yaml

    lines = text.splitlines()
    size = next(place for place, line in enumerate(lines) if not line.startswith("--"))
    said = yaml.safe_load("\n".join(line.removeprefix(HEAD).removeprefix("--") for line in lines[:size]))
    observed, _, table = "\n".join(lines[size:]).strip().partition(";")
    made = msgspec.convert({**said, "name": name}, Definition)
    return msgspec.structs.replace(made, sql=observed.strip(), table=table.strip())
