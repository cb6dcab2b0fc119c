"""Results: what was asked of a measure, and what was found, as it is kept and shown."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from segue.measures.definitions import ALL
from segue.measures.figures import Change, Figure
from segue.times import Millis

PERIODS = ("7d", "28d", "90d", "365d")  # the last so many days, today with them


class Wish(msgspec.Struct, frozen=True):
    """A measure for a period: one of PERIODS, or two days (UTC) as `2026-11-01..2026-11-30`, both with it; told by a
    dimension or time, and limited to one value of others."""

    name: str
    period: str = "28d"
    by: str = ALL
    only: Mapping[str, str] = {}


class Part(msgspec.Struct, frozen=True):
    """A part with its figure, that of the period before, and what changed."""

    part: str
    now: Figure
    before: Figure
    change: Change


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What was found for a wish: `parts` of a share, mean or total, `rows` of a table (`rows_before` of the period
    before). `since`, `until`: the period (not with `until`); `made`: when this was worked out; `newest`: when the last
    event came in that is in it, 0 for none. `sql` is the statement in Athena's words; `scanned` what it read, in bytes
    (0 where that is not known); `more`: how many parts or rows were left out."""

    wish: Wish
    since: Millis
    until: Millis
    currency: str
    made: Millis
    newest: Millis = 0
    parts: Sequence[Part] = ()
    rows: Sequence[Mapping[str, Any]] = ()
    rows_before: Sequence[Mapping[str, Any]] = ()
    more: int = 0
    sql: str = ""
    engine: str = "duckdb"
    milliseconds: int = 0
    scanned: int = 0
