"""Orders: how many, what kind, how long ago; and the money."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from segue.money import text
from segue.profile.profiles import Profile
from segue.segments.asking import amount, bounds, count, currency, duration, flag, settings, words
from segue.segments.compiler import Compiler
from segue.segments.shapes import COUNT, CURRENCY, DURATION, FLAG, NUMBER, WORDS, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.timelines import Counts, counted
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict, earliest
from segue.times import Millis

Row = Mapping[str, Any]
KINDS = {"channel": WORDS, "coupon": FLAG, "value_at_least": NUMBER, "currency": CURRENCY}
SCHEMAS: dict[str, Schema] = {
    "ordered": asked(
        "ordered",
        settings_of({"at_least": COUNT, "at_most": COUNT, "within": DURATION, **KINDS}),
        "so many orders, in so many days; one or more, and ever, where that is left out",
    ),
    "spent": asked(
        "spent",
        settings_of({"at_least": NUMBER, "at_most": NUMBER, "currency": CURRENCY, "within": DURATION}, "currency"),
        "so much money, net of what was given back, in so many days",
    ),
}
COST, TOLD = 5, 5
FACETS = frozenset({"orders"})


class Kind(NamedTuple):
    """Which orders count, and for how long after they were placed; None: for ever."""

    wanted: Callable[[Row], bool]
    within: Millis | None

    def of(self, profile: Profile) -> Iterator[tuple[Row, Millis | None]]:
        """These orders, each with when it counts no longer: at the end of the window, or when it was cancelled."""
        for row in profile.order_rows:
            if row["placed"] is not None and self.wanted(row):
                end = row["placed"] + self.within if self.within else None
                yield row, earliest(end, row["cancelled"]) if row["cancelled"] is not None else end

    def facts(self, profile: Profile, now: Millis) -> tuple[Fact, ...]:
        """The last orders that count now, and what of them was given back."""
        rows = [row for row, end in self.of(profile) if end is None or end > now][:TOLD]
        orders = (Fact(f"{one['id']}: {text(one['total'], one['currency'])}", one["placed"], ORDERED) for one in rows)
        back = ((one["currency"], *given) for one in rows for given in one["refunds"])
        refunds = (Fact(f"{text(cents, code)} given back", time, "Order Refunded") for code, time, cents in back)
        return (*orders, *refunds) or (Fact("no such order"),)


ORDERED = "Order Completed"


def ordered(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`ordered: {at_least: 2, within: 30d, channel: [store], coupon: true, value_at_least: 50, currency: EUR}`."""
    given = settings(spec, "ordered", ("at_least", "at_most", "within", *KINDS))
    holds, kind = bounds(given, count), _kind(given)
    never = counted((), holds, ALWAYS)

    def test(profile: Profile, now: Millis) -> Verdict:
        if not profile.order_rows:
            return never
        return counted([(row["placed"], end, 1) for row, end in kind.of(profile)], holds, now)

    return Condition(test, FACETS, cost=COST, facts=kind.facts)


def spent(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`spent: {at_least: 100, currency: EUR, within: 365d}`: orders of the window less what was given back of them."""
    given = settings(spec, "spent", ("at_least", "at_most", "currency", "within"))
    code = currency(given)
    holds = bounds(given, lambda one, name: amount(one, name, code), None)
    kind = Kind(lambda row: row["currency"] == code, _within(given))
    never = counted((), holds, ALWAYS)

    def test(profile: Profile, now: Millis) -> Verdict:
        return counted(_money(kind, profile), holds, now) if profile.order_rows else never

    return Condition(test, FACETS, cost=COST, facts=kind.facts)


def _money(kind: Kind, profile: Profile) -> Iterator[Counts]:
    for row, end in kind.of(profile):
        yield row["placed"], end, row["total"]
        yield from ((max(time, row["placed"]), end, -cents) for time, cents in row["refunds"])


def _within(given: Mapping[str, Any]) -> Millis | None:
    return duration(given["within"], "within") if "within" in given else None


def _kind(given: Mapping[str, Any]) -> Kind:
    channels = words(given["channel"], "channel") if "channel" in given else None
    coupon = flag(given["coupon"], "coupon") if "coupon" in given else None
    code = currency(given) if {"value_at_least", "currency"} & given.keys() else None
    least = amount(given.get("value_at_least", 0), "value_at_least", code or "")

    def wanted(row: Row) -> bool:
        money = code is None or (row["currency"] == code and row["total"] >= least)
        placed = channels is None or row["channel"] in channels
        return money and placed and (coupon is None or bool(row["coupon"]) is coupon)

    return Kind(wanted, _within(given))
