"""What was bought: products, categories and brands; what is bought most, and how much of it at a promotion."""

from collections.abc import Callable, Mapping
from typing import Any

from segue.errors import Invalid
from segue.profile.pieces import Piece
from segue.profile.profiles import Profile
from segue.profile.purchases import promo_share
from segue.segments.asking import bounds, count, duration, settings, share
from segue.segments.compiler import Compiler
from segue.segments.deciding import all_hold
from segue.segments.shapes import COUNT, DURATION, SHARE, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.standing import KIND_SCHEMAS, KINDS, Wanted, changes, standing, wanting
from segue.segments.timelines import Span, counted
from segue.segments.turning import turning
from segue.segments.verdicts import Condition, Fact, Verdict, earliest
from segue.times import Millis

SCHEMAS: dict[str, Schema] = {
    "bought": asked(
        "bought",
        settings_of({**KIND_SCHEMAS, "at_least": COUNT, "at_most": COUNT, "within": DURATION}),
        "so many pieces of these products; one or more, and ever, where that is left out",
    ),
    "prefers": asked(
        "prefers",
        settings_of({**KIND_SCHEMAS, "share": SHARE}),
        "so large a share of all pieces bought is of these products; half of them where it is left out",
    ),
    "discount_share": asked(
        "discount_share",
        settings_of({"at_least": SHARE, "at_most": SHARE}),
        "so large a share of the pieces of a year was bought at a promotion; with three orders or more",
    ),
}
FACETS = frozenset({"orders"})
COST, TOLD = 5, 5
WHOLE = 1000  # shares are counted in thousandths


def bought(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`bought: {category: [cameras], at_least: 1, within: 90d}`; cancelled orders do not count."""
    given = settings(spec, "bought", (*KINDS, "at_least", "at_most", "within"))
    holds, wanted = bounds(given, count), wanting(given)
    within = duration(given["within"], "within") if "within" in given else None

    def test(profile: Profile, now: Millis) -> Verdict:
        found = (one for one in profile.pieces if wanted(one))
        return counted((Span(one.told, _end(one, within), one.quantity) for one in found), holds, now)

    return Condition(test, FACETS, cost=COST, facts=_facts(wanted))


def prefers(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`prefers: {category: tents, share: 0.5}`, of all pieces that were ever bought."""
    given = settings(spec, "prefers", (*KINDS, "share"))
    if not given.keys() & KINDS:
        raise Invalid("bad-condition", "say what is preferred: `product`, `category` or `brand`")
    wanted, least = wanting(given), round(share(given.get("share", 0.5), "share") * WHOLE)

    def some(profile: Profile, now: Millis) -> Verdict:
        return counted((_span(one, one.quantity) for one in profile.pieces), bool, now)

    def enough(profile: Profile, now: Millis) -> Verdict:
        weights = (_span(one, one.quantity * (WHOLE * wanted(one) - least)) for one in profile.pieces)
        return counted(weights, lambda above: above >= 0, now)

    return Condition(all_hold([some, enough]), FACETS, cost=COST, facts=_facts(wanted))


def discount_share(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`discount_share: {at_least: 0.6}`: how sensitive the customer is to prices, as far as that can be told."""
    given = settings(spec, "discount_share", ("at_least", "at_most"))
    least, most = share(given.get("at_least", 0), "at_least"), share(given.get("at_most", 1), "at_most")

    def found(profile: Profile, moment: Millis) -> float | None:
        return promo_share(standing(profile, moment))

    def test(profile: Profile, now: Millis) -> Verdict:
        def holds(moment: Millis) -> bool:
            part = found(profile, moment)
            return part is not None and least <= part <= most

        return turning(changes(profile), holds, now)

    def facts(profile: Profile, now: Millis) -> tuple[Fact, ...]:
        part = found(profile, now)
        return (Fact("too few orders" if part is None else f"{part:.0%} of the pieces at a promotion"),)

    return Condition(test, FACETS, cost=2 * COST, facts=facts)


def _end(piece: Piece, within: Millis | None) -> Millis | None:
    return earliest(piece.cancelled, piece.placed + within if within else None)


def _span(piece: Piece, weight: int) -> Span:
    return Span(piece.told, piece.cancelled, weight)


def _facts(wanted: Wanted) -> Callable[[Profile, Millis], tuple[Fact, ...]]:
    def facts(profile: Profile, _now: Millis) -> tuple[Fact, ...]:
        found = [one for one in profile.pieces if wanted(one)][:TOLD]
        told = (Fact(f"{one.quantity} of {one.product}", one.placed, "Order Completed") for one in found)
        return tuple(told) or (Fact("none bought"),)

    return facts
