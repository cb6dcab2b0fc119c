"""Results as a shop of middling size would have them, for every measure there is: made up, the same every time."""

from collections.abc import Iterator
from itertools import pairwise
from math import cos, sqrt
from typing import Any
from zlib import crc32

from segue.measures.definitions import ALL, TIMES, Definition, definition
from segue.measures.figures import Sums, change, figure
from segue.measures.results import Part, Result, Wish
from segue.measures.wishes import buckets, period_of
from segue.times import DAY, Millis

LEVELS = {"share": 0.24, "money": 8400.0, "count": 2.3, "seconds": 5400.0, "score": 5.6, "days": 34.0, "pieces": 2.0}
OWN = {"conversion": 0.034, "repeat_rate": 0.28, "delivered": 0.96, "bounced": 0.012, "complained": 0.001}
OWN |= {"unsubscribed": 0.004, "opened": 0.31, "clicked": 0.05, "effort": 5.9, "effort_easy": 0.81, "refund_rate": 0.06}
OWN |= {"cancellation_rate": 0.02, "response_within": 0.86, "response_time": 2700.0, "reachable": 0.58}
OWN |= {"revenue_per_send": 38.0}
EVEN = {"delivered", "effort", "effort_easy", "response_within", "response_time"}  # as good in every part
VALUES = {
    "channel": ["email", "web", "chat", "phone", "whatsapp", "sms"],
    "device": ["phone", "desktop", "tablet"],
    "what": ["visit", "message", "call", "contact", "store visit"],
    "touch": ["search", "email", "direct", "social", "affiliate", "call", ""],
    "source": ["shop", "shopify", "till"],
    "topic": ["where-is-my-order", "returns", "A very long topic that somebody gave a long name to", "fit", ""],
    "journey": ["abandoned-cart", "welcome", "replenishment", "back-in-stock"],
    "reason": ["no-consent", "quiet-hours", "frequency-cap", "suppressed"],
    "step": ["reminder", "coupon", "last-call"],
    "agent": ["amy", "ben", "cleo"],
}
TOUCHES = ["search", "email", "direct", "social", "call", "store visit", "order"]
STAGES = ["visit", "list", "product", "cart", "checkout", "step 1", "step 2", "order"]
FRICTIONS = [  # kind, place, page, device, cases, lost, usual cases, usual lost
    ("step", "step 3", "checkout", "phone", 4200, 1680, 5200, 640),
    ("form", "voucher", "checkout", "phone", 900, 420, 8100, 1400),
    ("slow", "", "product", "tablet", 1400, 610, 4100, 1300),
    ("rage", "size chart", "product", "desktop", 640, 300, 9100, 2900),
    ("policy", "frequency-cap", "abandoned-cart", "", 2100, 900, 5200, 700),
    ("dead", "banner", "home", "phone", 300, 90, 9000, 2700),
    ("answers", "email", "", "", 410, 340, 1260, 300),
]
GROUPS = ["champions", "loyal", "new", "at risk", "lost", "nobody yet"]
SQL = "WITH observed AS (\n  SELECT person, part, value\n  FROM orders\n)\nSELECT part, count(*) AS k FROM observed"


def result(wish: Wish, now: Millis, made: Millis = 0) -> Result:
    """What was found for a wish."""
    of, (since, until) = definition(wish.name), period_of(wish.period, now)
    facts: Any = {"wish": wish, "since": since, "until": until, "currency": "EUR", "made": made or now, "newest": now}
    facts |= {"sql": SQL, "milliseconds": 840, "scanned": 12_400_000}
    if of.kind == "table":
        return Result(**facts, rows=[*_rows(of, wish)])
    return Result(**facts, parts=[*_parts(of, wish, since, until)])


def empty(wish: Wish, now: Millis) -> Result:
    """The same where nothing came in."""
    of, (since, until) = definition(wish.name), period_of(wish.period, now)
    parts = [] if of.kind == "table" or wish.by != ALL else [_part(of, ALL, Sums(), Sums())]
    return Result(wish=wish, since=since, until=until, currency="EUR", made=now, parts=parts)


def _parts(of: Definition, wish: Wish, since: Millis, until: Millis) -> Iterator[Part]:
    if wish.by in TIMES:
        names = buckets(wish.by, since, until)
    else:
        names = [ALL] if wish.by == ALL else VALUES.get(wish.by, ["first", "second", "third"])
    days = (until - since) // DAY / len(names)
    for at, name in enumerate(names):
        wave = 1 + 0.22 * cos(at * 0.9) + 0.12 * cos(at * 2.3) + 0.3 * at / len(names)
        if wish.by not in TIMES:
            wave = 1 - 0.03 * at if of.name in EVEN else 1 / (1 + 0.6 * at)
        yield _part(of, name, _sums(of, wave, days), _sums(of, wave * (0.9 + 0.05 * cos(at)), days))


def _sums(of: Definition, wave: float, days: float) -> Sums:
    """Of so many people that the interval has a width that is seen."""
    seed = 0.7 + crc32(of.name.encode()) % 60 / 100
    level, people = OWN.get(of.name, LEVELS[of.unit] * seed) * wave, max(2.0, 42 * days * wave)
    if of.kind == "total":
        each = level if of.unit == "money" else 1.0
        return Sums(people, people, people * each, people * each * each * 1.8, people * each, people)
    level = min(0.98, level) if of.unit == "share" else level
    square = level if of.unit == "share" else level * level * (1.05 if of.unit == "score" else 1.5)
    return Sums(people, people, people * level, people * square, people * level, people)


def _part(of: Definition, name: str, now: Sums, before: Sums) -> Part:
    return Part(name, figure(of.kind, now), figure(of.kind, before), change(of.kind, now, before))


def _rows(of: Definition, wish: Wish) -> Iterator[dict[str, Any]]:
    if of.name == "frictions":
        yield from (_friction(*one) for one in FRICTIONS)
        return
    match of.chart:
        case "cohorts":
            yield from _cohorts()
        case "funnel" if "stage" in of.columns:
            yield from (_stage(at, name) for at, name in enumerate(STAGES))
        case "flows":
            yield from _steps(of)
        case _:
            yield from (_row(of, wish, at) for at in range(7))


def _row(of: Definition, wish: Wish, at: int) -> dict[str, Any]:
    """A row by the names of its columns."""
    count, made = 1900 / (1 + at), {}
    for place, name in enumerate(of.columns):
        word = name.split("_")[-1]
        falling = count * 0.72**place
        known = VALUES.get(wish.by, [ALL]) if name == "part" else VALUES.get(word) or VALUES.get(name)
        made[name] = known[at % len(known)] if known else _value(name, falling, at)
    return made


def _friction(kind: str, place: str, page: str, device: str, *counts: int) -> dict[str, Any]:
    cases, lost, usual, usual_lost = counts
    order = None if kind in ("policy", "answers") else 6400.0
    row = {"kind": kind, "place": place, "page": page, "device": device, "cases": cases, "lost_cases": lost}
    row |= {"usual_cases": usual, "usual_lost_cases": usual_lost, "other_cases": None, "other_lost_cases": None}
    row |= {"people": round(cases * 0.8), "chance_rate": None if order is None else 0.06, "order_value": order}
    row |= {"wait": 1080.0, "usual_wait": 65.0} if kind == "answers" else {"wait": None, "usual_wait": None}
    return {**row, "seen": [11, 12], "seen_at": ["2025-12-30T10:12:00.000", "2025-12-30T18:40:00.000"]}


def _stage(at: int, name: str) -> dict[str, Any]:
    reached = round(12_800 * 0.62**at)
    return {"part": ALL, "stage": name, "reached": reached, "went_on": round(reached * 0.62), "share": 0.62}


def _value(name: str, falling: float, at: int) -> Any:
    if "seconds" in name or name.endswith(("median", "ninety")):
        return round(falling * 3)
    if {"share", "rate", "effect"} & {*name.split("_")}:
        return round(0.31 / (1 + at), 4)
    return round(falling * 400) if {"revenue", "money"} & {*name.split("_")} else round(falling)


def _cohorts() -> Iterator[dict[str, Any]]:
    months = [f"2025-{month:02}-01" for month in range(12, 13)] + [f"2026-{month:02}-01" for month in range(1, 12)]
    for born, cohort in enumerate(months):
        people = 180 + 17 * born
        for month in range(len(months) - born):
            share = 1.0 if not month else round(0.31 / sqrt(month) + 0.02 * cos(born), 3)
            ordered = round(people * share)
            yield {
                "cohort": cohort,
                "month": month,
                "people": people,
                "ordered": ordered,
                "share": share,
                "revenue": ordered * 6400,
            }


def _steps(of: Definition) -> Iterator[dict[str, Any]]:
    names = GROUPS if "movement" in of.name else TOUCHES
    if "source" in of.columns:
        pairs = [(one, other) for one in VALUES["channel"] for other in VALUES["channel"] if one < other]
        for at, (one, other) in enumerate(pairs):
            yield {"part": ALL, "source": one, "target": other, "value": 90 // (1 + at), "repeated": 9}
        return
    for place in range(14):
        path = [names[(place * 3 + step * (1 + place % 4)) % (len(names) - 1)] for step in range(1 + place % 3)]
        path = [*path, names[-1]] if "path" in of.columns else [path[0], names[(place * 2 + 1) % len(names)]]
        times = round(640 / (1 + place))
        for position, (one, other) in enumerate(pairwise(path), 1):
            row = {"place": place + 1, "path": " > ".join(path), "times": times, "people": round(times * 0.8)}
            row |= {"share": round(0.3 / (1 + place), 4), "position": position, "from": one, "to": other}
            yield {name: value for name, value in row.items() if name in of.columns}
