"""Naming: whether a signal is about another cart, order or product than the one that a run is for.

`of: this` (what is usual) hears what is about the run's own, and what names none: an order at the till has no cart.
`of: any` hears what is about another one too.
"""

from collections.abc import Mapping
from typing import Any, Literal

from segue.errors import Invalid, inside
from segue.profile.profiles import Profile

Of = Literal["this", "any"]
OF: tuple[Of, ...] = ("this", "any")
KEYED = ("cart", "order", "product")


def names_another(signal: Mapping[str, Any], each: str, key: str, profile: Profile) -> bool:
    """Whether it names another one of what there is one run `each`. A cart that was taken up is the cart that took
    it up."""
    named = str(signal.get("detail", {}).get(each) or "") if each in KEYED else ""
    if named in ("", key):
        return False
    return each != "cart" or not any(one.called(named) and one.called(key) for one in profile.carts)


def of_of(given: Any) -> Of:
    """What an exit or a hold says of the signals it hears. Raises Invalid("bad-journey")."""
    for one in OF:
        if given == one:
            return one
    with inside("of"):
        raise Invalid("bad-journey", f"`of` is `this` or `any`, not {given!r}: any hears what is about another one too")
