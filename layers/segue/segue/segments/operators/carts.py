"""Carts: open ones, and those that nobody has touched for a while."""

from collections.abc import Mapping
from typing import Any

from segue.carts.policies import until
from segue.errors import Invalid
from segue.profile.profiles import Profile
from segue.segments.verdicts import Condition, Verdict, earliest
from segue.times import Millis, duration

FACETS = frozenset({"carts", "orders"})


def cart(spec: Mapping[str, Any]) -> Condition:
    """`cart: open` or `cart: {untouched_for: 2h}`; the verdict names the carts. A cart of which history alone tells
    is open, never one that somebody has left, and never named: nobody is written to because of an import."""
    asked = spec["cart"]
    if asked == "open":
        return Condition(_open, FACETS)
    if not isinstance(asked, Mapping) or set(asked) != {"untouched_for"}:
        raise Invalid("bad-condition", "`cart` is `open` or `{untouched_for: 2h}`")
    wait = duration(asked["untouched_for"])

    def test(profile: Profile, now: Millis) -> Verdict:
        carts = profile.carts_at(now)
        live = [one for one in carts if one.live and not one.imported]
        ripe = tuple(one.id for one in live if one.updated + wait <= now)
        ripens = earliest(*(one.updated + wait for one in live if one.id not in ripe))
        return Verdict(bool(ripe), earliest(ripens, until(carts, profile.cart_policy)), ripe)

    return Condition(test, FACETS)


def _open(profile: Profile, now: Millis) -> Verdict:
    carts = profile.carts_at(now)
    live = [one for one in carts if one.live]
    own = tuple(one.id for one in live if not one.imported)
    return Verdict(bool(live), until(carts, profile.cart_policy), own)
