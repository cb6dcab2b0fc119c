"""Carts: open ones, and those that nobody has touched for a while."""

from collections.abc import Mapping
from typing import Any

from segue.carts.policies import until
from segue.errors import Invalid
from segue.profile.profiles import Profile
from segue.segments.asking import duration
from segue.segments.compiler import Compiler
from segue.segments.shapes import DURATION, Schema, asked
from segue.segments.verdicts import Condition, Verdict, earliest
from segue.times import Millis

SCHEMAS: dict[str, Schema] = {
    "cart": asked(
        "cart",
        {
            "anyOf": [
                {"const": "open"},
                {
                    "type": "object",
                    "properties": {"untouched_for": DURATION},
                    "required": ["untouched_for"],
                    "additionalProperties": False,
                },
            ]
        },
        "a cart is open, or nobody has touched it for so long",
    )
}
FACETS = frozenset({"carts", "orders"})


def cart(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`cart: open` or `cart: {untouched_for: 2h}`; the verdict names the carts. A cart of which history alone tells
    is open, never one that somebody has left, and never named: nobody is written to because of an import."""
    given = spec["cart"]
    if given == "open":
        return Condition(_open, FACETS)
    if not isinstance(given, Mapping) or set(given) != {"untouched_for"}:
        raise Invalid("bad-condition", "`cart` is `open` or `{untouched_for: 2h}`")
    wait = duration(given["untouched_for"], "untouched_for")

    def test(profile: Profile, now: Millis) -> Verdict:
        carts = profile.carts_at(now)
        live = [one for one in carts if one.live and not one.imported]
        ripe = tuple(one.id for one in live if one.updated + wait <= now)
        ripens = earliest(*(one.updated + wait for one in live if one.id not in ripe))
        return Verdict(bool(ripe), earliest(ripens, until(carts, profile.cart_policy)), carts=ripe)

    return Condition(test, FACETS)


def _open(profile: Profile, now: Millis) -> Verdict:
    carts = profile.carts_at(now)
    live = [one for one in carts if one.live]
    own = tuple(one.id for one in live if not one.imported)
    return Verdict(bool(live), until(carts, profile.cart_policy), carts=own)
