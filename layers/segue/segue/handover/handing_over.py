"""Handing a cart over: staff get a link and six digits, whoever has one of them opens the cart.

The order matters for crashes: the hand-over is written down first, its code second, the answer last. An occasion that
comes again finds both and is answered the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from segue.carts.policies import CartPolicy
from segue.carts.standing import Cart
from segue.errors import Conflict, NotFound
from segue.handover.handovers import Handover, Seals
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.times import Millis

OPENS = ("active", "checkout", "saved")


@dataclass(frozen=True)
class Offer:
    """What staff pass on. `expires` is the end of the code, `link_expires` of the link."""

    link: str
    code: str
    expires: Millis
    link_expires: Millis


class Profiles(Protocol):
    """Reads people."""

    def read(self, person: PersonId) -> Profile | None: ...


class Records(Protocol):
    """Keeps hand-overs; answers what stands already where something does."""

    def open(self, one: Handover, now: Millis) -> Handover: ...

    def reserve(self, one: Handover, key_of: Callable[[int], str], now: Millis) -> int: ...


@dataclass(frozen=True)
class HandingOver:
    """Makes offers."""

    seals: Seals
    records: Records
    policy: Callable[[], CartPolicy]

    def offer(self, profile: Profile, cart: str, occasion: str, now: Millis) -> Offer:
        """A link and a code for a cart. Raises NotFound("unknown-cart"), Conflict("cart-ended") or Unavailable."""
        lasts, found = self.policy(), cart_of(profile, cart, now)
        if found is None:
            raise NotFound("unknown-cart", "this customer has no cart of this id")
        if found.state not in OPENS:
            raise Conflict("cart-ended", "there is nothing to hand over: the cart is empty, ordered or closed")
        wanted = Handover(
            id=self.seals.id(profile.id, cart, occasion),
            person=profile.id,
            cart=cart,
            ends=now + lasts.link_lasts,
            code_ends=now + lasts.code_lasts,
        )
        standing = self.records.open(wanted, now)
        choice = self.records.reserve(standing, lambda nth: self._code_key(standing, nth), now)
        code = self.seals.code(standing.id, choice)
        return Offer(self.seals.link(standing), code, standing.code_ends, standing.ends)

    def _code_key(self, one: Handover, choice: int) -> str:
        return self.seals.code_key(self.seals.code(one.id, choice))


def cart_of(profile: Profile, cart: str, now: Millis) -> Cart | None:
    """A person's cart of this id, or the one that took it up."""
    carts = profile.carts_at(now)
    return next((one for one in carts if one.id == cart), next((one for one in carts if one.called(cart)), None))
