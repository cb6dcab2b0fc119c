"""RFM: how fresh the last order is, how many there are and what they came to, in fifths of one to five."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from segue.errors import Invalid, inside
from segue.money import text
from segue.profile.profiles import Profile
from segue.segments.asking import settings
from segue.segments.compiler import Compiler
from segue.segments.deciding import all_hold
from segue.segments.rfm import Fifths, above, fifths
from segue.segments.shapes import Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.standing import changes, standing
from segue.segments.timelines import Span, counted
from segue.segments.turning import turning
from segue.segments.verdicts import Condition, Fact, Test, Verdict, earliest
from segue.times import Millis

POINT: Schema = {"type": "integer", "minimum": 1, "maximum": 5}
POINTS: Schema = {"anyOf": [POINT, {"type": "array", "minItems": 1, "items": POINT}]}
DIMENSIONS = ("recency", "frequency", "money")
SCHEMAS: dict[str, Schema] = {
    "rfm": asked(
        "rfm",
        settings_of(dict.fromkeys(DIMENSIONS, POINTS)),
        "in these fifths of the customers who ordered; policies/rfm.yaml draws the lines",
    )
}
FACETS = frozenset({"orders"})
COST = 15
Wanted = frozenset[int]


def rfm(spec: Mapping[str, Any], compiler: Compiler) -> Condition:
    """`rfm: {recency: [4, 5], frequency: 5, money: [3, 4, 5]}`; whoever never ordered is in no fifth."""
    given = settings(spec, "rfm", DIMENSIONS)
    lines = fifths(compiler.policy("rfm"))
    asks = [ASKS[name](lines, _points(one, name)) for name, one in given.items()]

    def facts(profile: Profile, now: Millis) -> tuple[Fact, ...]:
        rows = standing(profile, now)
        recent = [row for row in rows if row["placed"] + lines.within > now]
        money = sum(cents for row in recent for cents in _amounts(row, lines))
        told = f"{len(recent)} orders, {text(money, lines.currency)}; last"
        return (Fact(told, max(row["placed"] for row in rows), "Order Completed") if rows else Fact("no order"),)

    return Condition(all_hold([_some, *asks]), FACETS, cost=COST, facts=facts)


def _some(profile: Profile, now: Millis) -> Verdict:
    return counted((Span(row["told"], row["cancelled"]) for row in _placed(profile)), bool, now)


def _recency(lines: Fifths, wanted: Wanted) -> Test:
    def test(profile: Profile, now: Millis) -> Verdict:
        def holds(moment: Millis) -> bool:
            last = max((row["placed"] for row in standing(profile, moment)), default=None)
            return last is not None and lines.of_age(moment - last) in wanted

        ages = (row["placed"] + age for row in _placed(profile) for age in lines.recency)
        return turning([*changes(profile), *ages], holds, now)

    return test


def _frequency(lines: Fifths, wanted: Wanted) -> Test:
    def test(profile: Profile, now: Millis) -> Verdict:
        spans = (Span(row["told"], _end(row, lines)) for row in _placed(profile))
        return counted(spans, lambda orders: above(orders, lines.frequency) in wanted, now)

    return test


def _money(lines: Fifths, wanted: Wanted) -> Test:
    def test(profile: Profile, now: Millis) -> Verdict:
        return counted(_sums(profile, lines), lambda cents: above(cents, lines.money) in wanted, now)

    return test


def _sums(profile: Profile, lines: Fifths) -> Iterator[Span]:
    for row in _placed(profile):
        if row["currency"] == lines.currency:
            yield Span(row["told"], _end(row, lines), row["total"])
            yield from (Span(max(row["told"], time), _end(row, lines), -cents) for time, cents in row["refunds"])


def _amounts(row: Mapping[str, Any], lines: Fifths) -> Iterator[int]:
    if row["currency"] == lines.currency:
        yield row["total"] - row["refunded"]


def _placed(profile: Profile) -> Iterator[Mapping[str, Any]]:
    return (row | {"told": max(row["told"], row["placed"])} for row in profile.order_rows if row["placed"] is not None)


def _end(row: Mapping[str, Any], lines: Fifths) -> Millis | None:
    return earliest(row["cancelled"], row["placed"] + lines.within)


def _points(given: Any, name: str) -> Wanted:
    found = given if isinstance(given, list) else [given]
    with inside(name):
        if not found or not all(isinstance(one, int) and not isinstance(one, bool) and 1 <= one <= 5 for one in found):
            raise Invalid("bad-condition", f"`{name}` is a fifth from 1 to 5, or a list of them")
    return frozenset(found)


ASKS: dict[str, Callable[[Fifths, Wanted], Test]] = {"recency": _recency, "frequency": _frequency, "money": _money}
