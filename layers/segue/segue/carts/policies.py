"""What becomes of several open carts of one person: the shop's policy, applied when somebody reads the carts.

The facets stay as they are, so a merge of two people that is undone gives each their cart back. While a checkout is
under way nothing is changed: that cart is the active one as it stands, and the others wait.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from segue.carts.standing import Cart, together
from segue.errors import Invalid, inside
from segue.spelling import choice, only
from segue.times import DAY, HOUR, MINUTE, Millis, duration

ADD_UP, KEEP_ACTIVE, OVERWRITE = "add_up", "keep_active", "overwrite"
SEVERAL = (ADD_UP, KEEP_ACTIVE, OVERWRITE)
LONGEST_LINK, LONGEST_CODE = 30 * DAY, DAY
MOST_ATTEMPTS = 10_000


@dataclass(frozen=True)
class CartPolicy:
    """`several` is one of SEVERAL; the rest are durations: of a started checkout, and of a hand-over's link and code.

    `code_attempts` is how many codes may be tried in ten minutes, right and wrong together, by all callers together;
    one address may try ten.
    """

    several: str = KEEP_ACTIVE
    checkout_lasts: Millis = HOUR
    link_lasts: Millis = 7 * DAY
    code_lasts: Millis = 15 * MINUTE
    code_attempts: int = 100


def cart_policy(spec: Mapping[str, Any]) -> CartPolicy:
    """The policy that `policies/carts.yaml` writes down; what it leaves out is usual. Raises Invalid("bad-policy")."""
    only(spec, READERS, "the policy of carts")
    policy = CartPolicy(**{name: _read(name, given) for name, given in spec.items()})
    if policy.link_lasts > LONGEST_LINK or policy.code_lasts > LONGEST_CODE:
        raise Invalid("bad-policy", "a link lasts at most 30d and a code at most 1d")
    return policy


def viewed(carts: Sequence[Cart], policy: CartPolicy, now: Millis | None = None) -> list[Cart]:
    """The carts as the policy has them: the active one first where there are several open ones.

    Without `now` a checkout's age is measured against the newest of the carts.
    """
    moment = max((cart.updated for cart in carts), default=0) if now is None else now
    live = [cart for cart in carts if cart.live]
    paying = next((cart for cart in live if cart.checkout and moment < cart.checkout + policy.checkout_lasts), None)
    if not live or (len(live) == 1 and not paying):
        return list(carts)
    active = paying or live[0]
    others = [cart for cart in live if cart is not active]
    ended = [cart for cart in carts if not cart.live]
    if paying:
        return [*_kept(replace(active, paying=True), others), *ended]
    return [*_made(policy.several, active, others), *ended]


def until(carts: Sequence[Cart], policy: CartPolicy) -> Millis | None:
    """When these carts, as `viewed`, may change without any event: the end of a checkout that others wait behind."""
    paying = [cart.checkout + policy.checkout_lasts for cart in carts if cart.paying and cart.saved]
    return min(paying, default=None)


def _made(several: str, active: Cart, others: Sequence[Cart]) -> list[Cart]:
    if several == OVERWRITE:
        return [replace(active, stands_for=tuple(cart.id for cart in others))]
    if several == ADD_UP:
        addable = [cart for cart in others if cart.currency in ("", active.currency)]
        items = together(line for cart in (active, *addable) for line in cart.items)
        sum_of_all = replace(active, items=tuple(items.values()), stands_for=tuple(cart.id for cart in addable))
        return _kept(sum_of_all, [cart for cart in others if cart not in addable])
    return _kept(active, others)


def _kept(active: Cart, others: Sequence[Cart]) -> list[Cart]:
    """The active cart with the lines of the others saved for later, and the others aside."""
    saved = together(line for cart in others for line in cart.items)
    return [replace(active, saved=tuple(saved.values())), *(replace(cart, aside=True) for cart in others)]


def _read(name: str, given: Any) -> Any:
    with inside(name):
        return READERS[name](name, given)


def _choice(name: str, given: Any) -> str:
    return choice(given, SEVERAL, name, "bad-policy")


def _duration(name: str, given: Any) -> Millis:
    try:
        found = duration(given)
    except Invalid as wrong:
        raise Invalid("bad-policy", f"{name}: {wrong.detail}") from wrong
    if not found:
        raise Invalid("bad-policy", f"{name}: longer than nothing, please")
    return found


def _count(name: str, given: Any) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= MOST_ATTEMPTS:
        raise Invalid("bad-policy", f"{name} is a whole number from 1 to {MOST_ATTEMPTS}")
    return given


READERS: dict[str, Callable[[str, Any], Any]] = {
    "several": _choice,
    "checkout_lasts": _duration,
    "link_lasts": _duration,
    "code_lasts": _duration,
    "code_attempts": _count,
}
