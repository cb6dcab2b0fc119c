"""What somebody is reading up on: far more interest in something than is usual for them, and nothing bought.

Plain and cheap: asked while a page waits. Interests are kept by the week, so that is how fine it is told.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from segue.facets import Value
from segue.facets.activity import EMPTY
from segue.facets.interests import KINDS, WEEK, WINDOW
from segue.facets.orders import placed_times
from segue.profile.pieces import pieces_of
from segue.profile.purchases import orders_of
from segue.times import SECOND, Millis

LEAST = 6  # points within this week and the last: six looks, or a minute of reading
TIMES = 3.0  # as many as usual
USUAL = 2.0  # points in two weeks that everybody is taken to have shown
LATELY = 2  # weeks
WORDS = {"c": "category", "b": "brand", "f": "feature"}


class Research(NamedTuple):
    """`kind`: category, brand or feature; `strength`: how many times the usual; `since`: the first moment of it that is
    known; `looks`: events about it that are still kept one by one (of a brand or a feature those about any product),
    and `points` all in all."""

    kind: str
    name: str
    strength: float
    since: Millis
    looks: int
    points: int


def research(facets: Mapping[str, Value], now: Millis) -> Research | None:
    """The strongest; None where there is none. Facets as a person's profile has them (history added up). A purchase of
    that category or brand in these weeks ends it; of a feature any purchase of a product that was looked at. Who looks
    at a category `LEAST` times after that is at it again."""
    weeks = {week: counts for week, counts in facets.get("interests", {}).get("w", {}).items() if week <= now // WEEK}
    found = sorted(_bursts(weeks, now // WEEK), key=lambda one: (-one[0], one[1]))
    said = (_told(facets, key, strength, weeks) for strength, key in found)
    return next((one for one in said if one), None)


def _bursts(weeks: Mapping[int, Mapping[str, int]], week: int) -> list[tuple[float, str]]:
    """(strength, key) of what is well above its usual: points of two weeks over those of two weeks on average, as far
    back as anything is known."""
    recent = [weeks.get(one, {}) for one in range(week - LATELY + 1, week + 1)]
    sums = {key: sum(one.get(key, 0) for one in recent) for key in {key for one in recent for key in one}}
    before = {one: counts for one, counts in weeks.items() if week - WINDOW <= one <= week - LATELY}
    known = week - LATELY + 1 - min(before, default=week)
    usual = {key: sum(one.get(key, 0) for one in before.values()) / max(LATELY, known) * LATELY for key in sums}
    rows = ((points / (usual[key] + USUAL), key) for key, points in sums.items() if points >= LEAST)
    return [(strength, key) for strength, key in rows if strength >= TIMES and key[0] in KINDS]


def _told(
    facets: Mapping[str, Value], key: str, strength: float, weeks: Mapping[int, Mapping[str, int]]
) -> Research | None:
    newest = max(week for week, counts in weeks.items() if key in counts)
    counted = [week for week in (newest - 1, newest) if key in weeks.get(week, {})]
    begin, kind, name = counted[0] * WEEK, key[0], key[2:]
    bought = _bought(facets, (WORDS[kind], name), begin)
    moments = [one for one in _looks(facets, kind, name) if one >= (begin if bought is None else bought)]
    if bought is not None and (kind != "c" or len(moments) < LEAST):
        return None
    points = sum(weeks[week][key] for week in counted)
    return Research(WORDS[kind], name, round(strength, 2), min(moments, default=begin), len(moments), points)


def _looks(facets: Mapping[str, Value], kind: str, name: str) -> list[Millis]:
    """When: of a category the last times of each event that names it, of others the last products looked at."""
    if kind != "c":
        return [one[0] * SECOND for one in facets.get("interests", {}).get("p", ())]
    rows = (entry for done in facets.get("activity", {}).values() for entry in done["l"])
    return [one[0] * SECOND for one in rows if [*one, *EMPTY[len(one) :]][2] == name]


def _bought(facets: Mapping[str, Value], what: tuple[str, str], since: Millis) -> Millis | None:
    """When something of it was bought last, since then. Orders are only read where there is one."""
    orders, (kind, name) = facets.get("orders", {}), what
    if max(placed_times(orders), default=-1) < since:
        return None
    pieces = pieces_of(orders, [row for row in orders_of(orders) if (row["placed"] or 0) >= since])
    seen = {one[2] for one in facets.get("interests", {}).get("p", ()) if one[0] * SECOND >= since}
    ours = (one for one in pieces if (one.product in seen if kind == "feature" else getattr(one, kind) == name))
    return max((one.placed for one in ours if one.cancelled is None), default=None)


def to_plain(found: Research) -> dict[str, Any]:
    """Ready for JSON."""
    return found._asdict()
