"""A result as a page shows it: its figure in words, its picture, its table. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from segue.console.measures import measure_columns as columns
from segue.console.measures import measure_tables as tables
from segue.console.measures.measure_bars import Bar, bars
from segue.console.measures.measure_befores import rows_of
from segue.console.measures.measure_trends import Point, trend
from segue.console.measures.measure_words import Put, change, written
from segue.console.words import MONTHS
from segue.languages.texts import _, translated
from segue.measures.definitions import TIMES, Definition
from segue.measures.results import Part, Result

MOST_BARS = 12
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-\d\d")  # as a bucket of time is named
UNSURE = _("too few, or too much alike, to say how sure that is")
HEADINGS = (_("Value"), _("Lies"), _("Things"), _("People"), _("Before"), _("Change"))


def headline(of: Definition, result: Result | None) -> dict[str, Any]:
    """The figure of all together; {} where there is none."""
    part = next(iter(result.parts), None) if result else None
    if not result or not part or part.now.value is None:
        return {}
    put = _put(of, result)
    return {
        "value": put.value(part.now.value),
        "span": _span(put, part),
        "change": change(of, part, result.currency),
        "before": put.value(part.before.value) if part.before.things else "",
        "things": part.now.things,
        "people": part.now.people,
    }


def empty(result: Result) -> bool:
    """Whether nothing was found."""
    return not result.rows and not any(part.now.things for part in result.parts)


def alone(result: Result) -> bool:
    """Whether there are figures, and none of the period before to compare them with."""
    return any(one.now.things for one in result.parts) and not any(one.before.things for one in result.parts)


def picture(of: Definition, result: Result, compare: bool = True, most: int = MOST_BARS) -> dict[str, Any]:
    """{"kind", "chart", "put", ...}: the picture of what is told; {} where there is none to draw."""
    if of.kind == "table":
        return _of_table(of, result, most)
    put = _put(of, result)
    if result.wish.by in TIMES:
        return {"kind": "trend", "chart": _line(of, result, compare), "put": put, "more": 0}
    known = [part for part in result.parts if part.now.value is not None][:most]
    drawn = [{**one, "name": columns.said(one["name"])} for one in bars([_bar(part, compare) for part in known])]
    return {"kind": "bars", "chart": drawn, "put": put, "more": len(result.parts) - len(known)} if drawn else {}


def _of_table(of: Definition, result: Result, most: int) -> dict[str, Any]:
    found = tables.picture(of, result.rows, most)
    if not found.get("chart"):
        return {}
    put = Put(columns.unit(found["column"]), result.currency)
    return {"more": 0, **found, "put": put, "percent": Put("share").value}


def text(of: Definition, result: Result) -> str:
    """What a picture shows, for who does not see it."""
    known = [one for one in result.parts if one.now.value is not None]
    if not known:
        return _("{title}; the table says the same").format(title=translated(of.title))
    most = max(known, key=lambda one: one.now.value or 0)
    put, by = _put(of, result), result.wish.by
    ends = [f"{part_name(by, one.part)} {put.value(one.now.value)}" for one in (known[0], known[-1], most)]
    return _("{title} from {first} to {last}, highest {most}; the table says the same").format(
        title=translated(of.title), first=ends[0], last=ends[1], most=ends[2]
    )


def table(of: Definition, result: Result) -> dict[str, Any]:
    """{"headings", "rows"}: the same as texts, the name of a row first."""
    if of.kind == "table":
        found = rows_of(of, result)
        names = columns.plain(columns.names(found) or of.columns)
        rows = [[columns.cell(name, row.get(name), result.currency) for name in names] for row in columns.dashed(found)]
        return {"headings": [columns.heading(one) for one in names], "rows": rows}
    told = columns.heading(result.wish.by) if result.wish.by != "all" else _("All")
    return {"headings": [told, *HEADINGS], "rows": [_row(of, one, result) for one in result.parts]}


def part_name(by: str, part: str) -> str:
    """A part as it is read: `3 Nov`, `Nov 2026`, `Web`."""
    if by not in TIMES or not DAY.fullmatch(part):
        return columns.said(part)
    year, month, day = part.split("-")
    called = MONTHS[int(month) - 1]
    if by == "month":
        return _("{month} {year}").format(month=called, year=year)
    return _("{day} {month}").format(day=int(day), month=called)


def _line(of: Definition, result: Result, compare: bool) -> dict[str, Any]:
    """Parts side by side as points; days of a total on which nothing happened are nothing, those of a share a gap."""
    last = max(1, len(result.parts) - 1)
    now = [_point(of, one, at / last, result.wish.by) for at, one in enumerate(result.parts)]
    before = [Point(at / last, _value(of, one.before)) for at, one in enumerate(result.parts)] if compare else []
    return trend(now, before if any(one.value for one in before) else [], of.unit)


def _point(of: Definition, part: Part, at: float, by: str) -> Point:
    return Point(at, _value(of, part.now), *_seen(part), part_name(by, part.part))


def _value(of: Definition, figure: Any) -> float | None:
    return 0.0 if of.kind == "total" and figure.value is None else figure.value


def _put(of: Definition, result: Result) -> Put:
    """How its values are written; what is only counted has no halves."""
    return Put("whole" if of.kind == "total" and of.unit == "count" else of.unit, result.currency)


def _span(put: Put, part: Part) -> str:
    """Where it lies. All alike, or one person, says nothing of how sure it is."""
    low, high = _seen(part)
    return UNSURE if low is not None and low == high and part.now.things else put.span(low, high)


def _seen(part: Part) -> tuple[float | None, float | None]:
    """Where it lies; what cannot be negative lies above nothing."""
    low, high = part.now.low, part.now.high
    return (max(0.0, low), high) if low is not None and (part.now.value or 0) >= 0 else (low, high)


def _bar(part: Part, compare: bool) -> Bar:
    return Bar(part.part, part.now.value, *_seen(part), part.before.value if compare and part.before.things else None)


def _row(of: Definition, part: Part, result: Result) -> Sequence[str]:
    put = _put(of, result)
    became = change(of, part, result.currency)
    said = became["words"] if became else ""
    if became and not became["sure"]:
        said = _("{change}, may be chance").format(change=said)
    return [
        part_name(result.wish.by, part.part),
        put.value(part.now.value),
        _span(put, part),
        written(part.now.things, "count"),
        written(part.now.people, "count"),
        put.value(part.before.value),
        said,
    ]


def suggestions(found: Mapping[str, Result | None]) -> dict[str, list[str]]:
    """{dimension: its values} as far as results tell."""
    return {name: [one.part for one in result.parts if one.part] if result else [] for name, result in found.items()}
