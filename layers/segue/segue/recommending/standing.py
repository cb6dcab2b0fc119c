"""How somebody stands to products: what is theirs, what they sent back, what they complain about, what they have at
hand. Out of a profile."""

from collections.abc import Iterable, Mapping
from typing import Any

from segue.profile.profiles import Profile
from segue.recommending.exclusions import Standing
from segue.recommending.seeds import owned_of
from segue.times import Millis

# A case that names a product and has one of these topics, or none that is known, is about something that is wrong.
PROBLEMS = ("", "complaint", "returns", "refund", "get_refund", "track_refund", "warranty")


def standing_of(profile: Profile, now: Millis, unwanted: Iterable[str] = ()) -> Standing:
    """Of a person at a moment; `unwanted`: what is not to be shown beside what is in a cart."""
    own = owned_of(profile.whole)
    return Standing(
        own,
        returned_by(profile, own),
        complained_by(profile),
        frozenset((*unwanted, *carted_by(profile, now))),
    )


def carted_by(profile: Profile, now: Millis) -> list[str]:
    """What lies in carts that are live, the active one first."""
    carts = [one for one in profile.carts_at(now) if one.live]
    return list(dict.fromkeys(line.product_id for one in carts for line in one.items))


def returned_by(profile: Profile, own: Mapping[str, Millis]) -> frozenset[str]:
    """What was sent back and not bought again since: what a refund names; all of an order that came back whole, or
    whose money did. `own`: when each product was bought last."""
    rows = ((max(time for time, _ in row["refunds"]), _back(row)) for row in profile.order_rows if row["refunds"])
    return frozenset(name for moment, names in rows for name in names if own.get(name, 0) <= moment)


def complained_by(profile: Profile) -> frozenset[str]:
    """What open cases about a problem name: products, or all that is in an order."""
    facet = profile.whole.get("support", {})
    opened = {case for case, one in facet.get("cases", {}).items() if one[2]}
    topics = {one[3]: one[4] for one in facet.get("contacts", ()) if one[4]}
    lines = {row["id"]: [line[0] for line in row["lines"]] for row in profile.order_rows}
    found = [
        products or lines.get(order, ())
        for case, (_, _, topic, order, products) in facet.get("about", {}).items()
        if case in opened and (topic or topics.get(case, "")) in PROBLEMS
    ]
    return frozenset(name for names in found for name in names)


def _back(row: Mapping[str, Any]) -> list[str]:
    if row["back"]:
        return row["back"]
    whole = _whole(row["returned"], row["pieces"]) or _whole(row["refunded"], row["total"])
    return [line[0] for line in row["lines"]] if whole else []


def _whole(part: int, of: int) -> bool:
    return 0 < of <= part
