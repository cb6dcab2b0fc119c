"""The page of one measure: its definition, its figure, its picture, told by what one chooses and limited to it."""

from typing import Any
from urllib.parse import urlencode

from segue.console.desk import Desk
from segue.console.measures import measure_asking as asking
from segue.console.measures import measure_shown as shown
from segue.console.measures.measure_cards import card, due, last
from segue.console.measures.measure_columns import heading, plain
from segue.console.measures.measure_files import lines
from segue.console.measures.measure_groups import group_of
from segue.console.measures.measure_lists import ranked
from segue.console.measures.measuring import asked_for
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import counted
from segue.errors import NotFound
from segue.languages.texts import _, translated
from segue.measures.definitions import ALL, Definition, definition
from segue.measures.results import PERIODS, Result, Wish
from segue.measures.showing import TO, days_of, together, whole

CSV = "text/csv; charset=utf-8"
BYS = {ALL: _("All together"), "day": _("By day"), "week": _("By week"), "month": _("By month")}
MOST_SUGGESTED = 50
MOST_DIMENSIONS = 10
MOST_ROWS = 30  # of a list; the table has all


def show(visit: Visit, _desk: Desk) -> Shown:
    """The page. What was never worked out is asked for. Raises NotFound("unknown-measure"), Unavailable."""
    of, (period, wrong) = definition(visit.args["measure"]), asking.chosen(visit)
    wish = asking.wish_of(visit, of, period)
    needed, beside = together(of, wish), _told_by_others(of, wish)
    found = last([*needed, *beside.values()])
    lacking = due(visit, needed, found)
    if lacking and not asking.asked_at(visit):
        return asked_for(visit, lacking, asking.query_of(wish), f"/measures/{of.name}")
    one, result = card(visit, of, wish, found), found[asking.address(wish)]
    return page(
        visit,
        "measure.html",
        one=one,
        heading=heading,
        wish=wish,
        wrong=wrong,
        columns=[(heading(name), translated(of.columns[name])) for name in plain(of.columns)],
        told=_told(visit, of, result) if result else {},
        again=f"measures/{of.name}{one['poll']}" if one["waits"] else "",
        **_chosen(visit, of, wish),
        filters=_filters(of, wish, {name: found[asking.address(other)] for name, other in beside.items()}),
    )


def _chosen(visit: Visit, of: Definition, wish: Wish) -> dict[str, Any]:
    """What is shown, and where all of it can be shown otherwise."""
    first, _to, last = wish.period.partition(TO)
    return {
        "group": group_of(of.group),
        "choices": _choices(visit, of, wish),
        "compare": _compare(visit, of, wish),
        "everybody": _people(visit, of, whole(wish), ALL),
        "span": {"from": first if last else "", "to": last},
        "share": f"{visit.origin}/console/measures/{of.name}{asking.query_of(wish, **_kept(visit))}",
    }


def refresh(visit: Visit, _desk: Desk) -> Shown:
    """Has this worked out anew, as the address says. Raises NotFound("unknown-measure"), Unavailable."""
    of, (period, _wrong) = definition(visit.args["measure"]), asking.chosen(visit)
    wish = asking.wish_of(visit, of, period)
    return asked_for(visit, together(of, wish), asking.query_of(wish), f"/measures/{of.name}")


def show_file(visit: Visit, _desk: Desk) -> Shown:
    """The table as CSV. Raises NotFound("unknown-measure", "not-worked-out"), Unavailable."""
    of, (period, _wrong) = definition(visit.args["measure"]), asking.chosen(visit)
    wish = asking.wish_of(visit, of, period)
    result = last([wish])[asking.address(wish)]
    if result is None:
        raise NotFound("not-worked-out", "this period was not worked out yet")
    name = f"{of.name}-{wish.by}-{period.replace('..', '-to-')}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Shown(200, lines(of, result).encode(), headers, kind=CSV)


def _told(visit: Visit, of: Definition, result: Result) -> dict[str, Any]:
    """The picture with its table, its rows as cards, and what it was made of."""
    people = {one.part: _people(visit, of, result.wish, one.part) for one in result.parts if one.now.people}
    return {
        "picture": shown.picture(of, result, not _kept(visit)),
        "table": shown.table(of, result),
        "rows": _rows(visit, of, result) if of.kind == "table" else [],
        "people": people,
        "behind": [people.get(one.part, "") for one in result.parts],
        "sql": result.sql,
        "lines": min(24, result.sql.count("\n") + 2),
        "engine": {"duckdb": "DuckDB", "athena": "Athena"}.get(result.engine, result.engine),
        "seconds": result.milliseconds / 1000,
        "scanned": result.scanned,
    }


def _rows(visit: Visit, of: Definition, result: Result) -> list[dict[str, Any]]:
    """Of a list, with where those are told who were lost there."""
    return [
        {**one, "behind": _people(visit, of, result.wish, one["part"]) if one.get("part") else ""}
        for one in ranked(of, result)[:MOST_ROWS]
    ]


def _people(visit: Visit, of: Definition, wish: Wish, part: str) -> str:
    return f"{visit.base}/measures/{of.name}/people{asking.query_of(wish)}&{urlencode({'part': part})}"


def _kept(visit: Visit) -> dict[str, str]:
    """What else an address holds: that nothing is to be compared."""
    return {"compare": "no"} if visit.asked("compare") == "no" else {}


def _compare(visit: Visit, of: Definition, wish: Wish) -> tuple[str, str, bool] | None:
    """The link that shows the period before beside this one, or takes it away; a table has none."""
    on = not _kept(visit)
    address = f"{visit.base}/measures/{of.name}{asking.query_of(wish, **({'compare': 'no'} if on else {}))}"
    return (
        None
        if of.kind == "table"
        else (_("Compare with {before}").format(before=asking.before_name(wish.period)), address, on)
    )


def _choices(visit: Visit, of: Definition, wish: Wish) -> dict[str, list[tuple[str, str, bool]]]:
    """What can be chosen by a link: (name, address, whether it is chosen)."""
    here = f"{visit.base}/measures/{of.name}"
    bys = [one for one in of.by if one != ALL or of.kind == "table"]
    return {
        "periods": [
            (
                counted(days_of(one), "day", "days"),
                here + asking.query(one, wish.by, wish.only, **_kept(visit)),
                one == wish.period,
            )
            for one in PERIODS
        ],
        "bys": [
            (
                BYS.get(one) or heading(one),
                here + asking.query(wish.period, one, wish.only, **_kept(visit)),
                one == wish.by,
            )
            for one in bys
        ],
    }


def _told_by_others(of: Definition, wish: Wish) -> dict[str, Wish]:
    """For each dimension where its values may stand: the last result that is told by it."""
    return {name: Wish(of.name, wish.period, name) for name in list(of.dimensions)[:MOST_DIMENSIONS]}


def _filters(of: Definition, wish: Wish, found: dict[str, Result | None]) -> list[dict[str, Any]]:
    values = shown.suggestions(found)
    return [
        {
            "name": f"{asking.ONLY}{name}",
            "said": heading(name),
            "value": wish.only.get(name, ""),
            "values": values.get(name, [])[:MOST_SUGGESTED],
        }
        for name in of.dimensions
    ]
