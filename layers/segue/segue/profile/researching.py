"""What somebody is reading up on: far more interest in something than is usual for them, and nothing bought.

Plain and cheap: asked while a page waits. Interests are kept by the week, so that is how fine it is told.
"""

from collections.abc import Mapping
from typing import NamedTuple

from segue.facets import Value
from segue.facets.activity import whole
from segue.facets.interests import KINDS, WEEK, WINDOW
from segue.facets.orders import placed_times
from segue.profile.pieces import pieces_of
from segue.profile.profiles import Profile
from segue.profile.purchases import orders_of
from segue.times import SECOND, Millis

LATELY = 2  # weeks
USUAL = 2.0  # points in two weeks that everybody is taken to have shown
WORDS = {"c": "category", "b": "brand", "f": "feature"}
NARROWEST = "fbc"
READING = ("Product Feature Viewed", "Article Viewed", "Content Viewed", "Dwelled")


class Level(NamedTuple):
    """How much interest it takes within this week and the last: points, and how many times as many as usual."""

    points: int
    times: float


RESEARCH = Level(6, 3.0)  # six looks, or a minute of reading
BEGUN = Level(1, 0.5)  # ten seconds of reading by somebody who never did before


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
    """The strongest; None where there is none."""
    return next(iter(researches(facets, now)), None)


def researches(facets: Mapping[str, Value], now: Millis, level: Level = RESEARCH) -> list[Research]:
    """All of it, the strongest first; of equals what is narrower. Facets as a person's profile has them (history added
    up). A purchase of that category or brand in these weeks ends it; of a feature any purchase of a product that was
    looked at. Who looks at a category as often as is enough after that is at it again."""
    weeks = {week: counts for week, counts in facets.get("interests", {}).get("w", {}).items() if week <= now // WEEK}
    found = sorted(_bursts(weeks, now // WEEK, level), key=lambda one: (-one[0], NARROWEST.index(one[1][0]), one[1]))
    said = (_told(facets, key, strength, weeks) for strength, key in found)
    return [one for one in said if one]


def researched(profile: Profile, now: Millis, level: Level = RESEARCH) -> list[Research]:
    """The same of a person; nothing of whoever objects to profiling."""
    return [] if profile.unprofiled(now) else researches(profile.whole, now, level)


def told(profile: Profile, now: Millis) -> dict[str, str]:
    """{"kind", "name"} of what they are reading up on, or at least have begun to; "" where there is nothing."""
    found = researched(profile, now) or researched(profile, now, BEGUN)
    return {"kind": found[0].kind, "name": found[0].name} if found else {"kind": "", "name": ""}


def changes_at(facets: Mapping[str, Value], now: Millis) -> Millis | None:
    """When what is researched may next change by itself: as a week begins, as long as anything counts or is to."""
    newest = max(facets.get("interests", {}).get("w", {}), default=None)
    week = now // WEEK
    return (week + 1) * WEEK if newest is not None and week < newest + LATELY else None


def _bursts(weeks: Mapping[int, Mapping[str, int]], week: int, level: Level) -> list[tuple[float, str]]:
    """(strength, key) of what is well above its usual: points of two weeks over those of two weeks on average, as far
    back as anything is known."""
    recent = [weeks.get(one, {}) for one in range(week - LATELY + 1, week + 1)]
    sums = {key: sum(one.get(key, 0) for one in recent) for key in {key for one in recent for key in one}}
    before = {one: counts for one, counts in weeks.items() if week - WINDOW <= one <= week - LATELY}
    known = week - LATELY + 1 - min(before, default=week)
    usual = {key: sum(one.get(key, 0) for one in before.values()) / max(LATELY, known) * LATELY for key in sums}
    rows = ((points / (usual[key] + USUAL), key) for key, points in sums.items() if points >= level.points)
    return [(strength, key) for strength, key in rows if strength >= level.times and key[0] in KINDS]


def _told(
    facets: Mapping[str, Value], key: str, strength: float, weeks: Mapping[int, Mapping[str, int]]
) -> Research | None:
    newest = max(week for week, counts in weeks.items() if key in counts)
    counted = [week for week in (newest - 1, newest) if key in weeks.get(week, {})]
    begin, kind, name = counted[0] * WEEK, key[0], key[2:]
    bought = _bought(facets, (WORDS[kind], name), begin)
    moments = [one for one in _looks(facets, kind, name) if one >= (begin if bought is None else bought)]
    if bought is not None and (kind != "c" or len(moments) < RESEARCH.points):
        return None
    points = sum(weeks[week][key] for week in counted)
    return Research(WORDS[kind], name, round(strength, 2), min(moments, default=begin), len(moments), points)


def _looks(facets: Mapping[str, Value], kind: str, name: str) -> list[Millis]:
    """When: of a category the last times of each event that names it; of others, which no event is kept with, the last
    times that a product was looked at or something was read."""
    done = facets.get("activity", {})
    if kind == "c":
        return [one[0] * SECOND for row in done.values() for one in row["l"] if whole(one)[2] == name]
    read = (one[0] for event in READING if event in done for one in done[event]["l"])
    seen = (one[0] for one in facets.get("interests", {}).get("p", ()))
    return [second * SECOND for second in {*read, *seen}]


def _bought(facets: Mapping[str, Value], what: tuple[str, str], since: Millis) -> Millis | None:
    """When something of it was bought last, since then. Orders are only read where there is one."""
    orders, (kind, name) = facets.get("orders", {}), what
    if max(placed_times(orders), default=-1) < since:
        return None
    pieces = pieces_of(orders, [row for row in orders_of(orders) if (row["placed"] or 0) >= since])
    seen = {one[2] for one in facets.get("interests", {}).get("p", ()) if one[0] * SECOND >= since}
    ours = (one for one in pieces if (one.product in seen if kind == "feature" else getattr(one, kind) == name))
    return max((one.placed for one in ours if one.cancelled is None), default=None)
