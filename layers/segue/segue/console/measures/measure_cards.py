"""One figure as a card: what was found last, whether it is being worked out, and its picture."""

from collections.abc import Iterable, Mapping
from typing import Any

from segue.aws.parallel import side_by_side
from segue.console.measures import measure_asking as asking
from segue.console.measures import measure_shown as shown
from segue.console.measures.measure_groups import group_of
from segue.console.measures.measure_lists import ranked
from segue.console.visits import Visit
from segue.measures.definitions import Definition
from segue.measures.results import PERIODS, Result, Wish
from segue.measures.showing import together
from segue.times import HOUR, SECOND, Millis
from segue.wiring.measures import results

PATIENCE: Millis = 60 * SECOND  # so long a page waits for a figure before it says what to do
FRESH: Millis = 36 * HOUR  # a night and a half
MOST_BARS = 5
FEW = 3  # rows of a list on a dashboard
Found = Mapping[str, Result | None]


def last(wished: Iterable[Wish]) -> Found:
    """{address: what was found last}, side by side. Raises Unavailable."""
    known = {asking.address(one): one for one in wished}
    return dict(zip(known, side_by_side(results().last, list(known.values())), strict=True))


def ask(visit: Visit, wished: Iterable[Wish]) -> None:
    """Has these found anew, side by side. Raises Unavailable."""
    once = {asking.address(one): one for one in wished}
    side_by_side(lambda one: results().ask(one, visit.now), list(once.values()))


def due(visit: Visit, wished: Iterable[Wish], found: Found) -> list[Wish]:
    """Those that were never worked out, or that no night has worked out since yesterday."""
    return [one for one in wished if _due(found.get(asking.address(one)), visit.now)]


def _due(result: Result | None, now: Millis) -> bool:
    return result is None or (result.wish.period in PERIODS and result.made < now - FRESH)


def card(visit: Visit, of: Definition, wish: Wish, found: Found) -> dict[str, Any]:
    """The card. `waits`: it is being worked out; `late`: that takes too long; `nothing`: it was never worked out."""
    asked, parts = asking.asked_at(visit), [found.get(asking.address(one)) for one in together(of, wish)]
    whole, told = parts[0], parts[-1]
    late = any(one is None or one.made < asked for one in parts)
    return {
        "key": of.name,
        "of": of,
        "link": f"{visit.base}/measures/{of.name}",
        "query": asking.query_of(wish),
        "waits": late and visit.now - asked < PATIENCE,
        "late": late and bool(asked) and visit.now - asked >= PATIENCE,
        "poll": asking.query_of(wish, asked=asked),
        "nothing": told is None,
        "empty": told is not None and shown.empty(told),
        "needs": group_of(of.group).needs,
        "figure": shown.headline(of, whole) if of.kind != "table" else {},
        **_drawn(of, told),
        "lacks": asking.no_before(whole.since) if whole and shown.alone(whole) else "",
        "before": asking.before_name(wish.period),
        "period": asking.period_name(wish.period),
        "made": told.made if told else 0,
        "newest": told.newest if told else 0,
    }


def _drawn(of: Definition, told: Result | None) -> dict[str, Any]:
    """The picture with what it says in words, and the first rows of a list."""
    if told is None:
        return {"picture": {}, "text": "", "rows": []}
    rows = ranked(of, told)[:FEW] if of.kind == "table" else []
    return {"picture": shown.picture(of, told, most=MOST_BARS), "text": shown.text(of, told), "rows": rows}
