"""Carts: open ones, what is in them, and those that nobody has touched for a while."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from segue.carts.policies import until
from segue.carts.standing import Cart, CartLine
from segue.errors import Invalid
from segue.money import text
from segue.profile.profiles import Profile
from segue.segments.asking import amount, currency, duration, flag, settings, words
from segue.segments.compiler import Compiler
from segue.segments.shapes import CURRENCY, DURATION, FLAG, NUMBER, WORDS, Schema, asked
from segue.segments.shapes import settings as settings_of
from segue.segments.timelines import Counts, counted
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict, earliest
from segue.spelling import meant
from segue.times import Millis

OPEN = "open"
KINDS = {
    "untouched_for": DURATION,
    "value_at_least": NUMBER,
    "currency": CURRENCY,
    "product": WORDS,
    "category": WORDS,
    "brand": WORDS,
    "checkout": FLAG,
}
SCHEMAS: dict[str, Schema] = {
    "cart": asked(
        "cart",
        {"anyOf": [{"const": OPEN}, settings_of(KINDS)]},
        "a cart is open: untouched for so long, worth so much, with one of these products in it, at the checkout",
    )
}
FACETS = frozenset({"carts", "orders"})


class Filled(Protocol):
    """What a cart and a stretch of one have in common."""

    @property
    def items(self) -> tuple[CartLine, ...] | None: ...

    @property
    def value(self) -> int: ...

    @property
    def checkout(self) -> bool | Millis: ...

    @property
    def currency(self) -> str: ...


class Kind(NamedTuple):
    """Which carts are meant; `wait` is how long nobody has touched them, 0 for any open one."""

    wanted: Callable[[Filled], bool]
    wait: Millis | None

    def live(self, carts: Sequence[Cart]) -> list[Cart]:
        """The open carts that are meant, touched long ago or not. One of which history alone tells is never one that
        somebody has left."""
        return [one for one in carts if one.live and self.wanted(one) and (self.wait is None or not one.imported)]

    def ripe(self, cart: Cart, now: Millis) -> bool:
        """Whether nobody has touched it for long enough."""
        return self.wait is None or cart.updated + self.wait <= now

    def spans(self, profile: Profile, now: Millis) -> Iterator[Counts]:
        """When there were such carts until now, as far as the log says."""
        for one in profile.cart_stretches:
            start, own = one.start + (self.wait or 0), self.wait is None or not one.imported
            begun = not self.wait or start <= now
            if own and begun and one.filled and self.wanted(one) and (one.end is None or start < one.end):
                yield start, one.end, 1


def cart(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    """`cart: open`, or `cart: {untouched_for: 2h, value_at_least: 100, currency: EUR, product: [..], checkout: true}`;
    the verdict names the carts. Nobody is written to because of an import: what only history tells of is not named."""
    given = spec["cart"]
    if isinstance(given, str) and given != OPEN:
        raise _neither(given)
    kind = Kind(lambda _one: True, None) if given == OPEN else _kind(settings(spec, "cart", tuple(KINDS)))

    def test(profile: Profile, now: Millis) -> Verdict:
        if not profile.whole.get("carts"):
            return Verdict(False, None, ALWAYS)
        carts = profile.carts_at(now)
        live = kind.live(carts)
        ripe = [one for one in live if kind.ripe(one, now)]
        ripens = earliest(*(one.updated + (kind.wait or 0) for one in live if one not in ripe))
        own = tuple(one.id for one in ripe if not one.imported)
        ends = until(carts, profile.cart_policy)
        return Verdict(bool(ripe), earliest(ripens, ends), lambda: _since(kind, profile, bool(ripe), now), own)

    def facts(profile: Profile, now: Millis) -> tuple[Fact, ...]:
        told = (f"cart {one.id}: {one.state}, {text(one.value, one.currency)}" for one in profile.carts_at(now))
        times = (one.updated for one in profile.carts_at(now))
        return tuple(map(Fact, told, times)) or (Fact("no cart"),)

    return Condition(test, FACETS, cost=5, facts=facts)


def _neither(given: str) -> Invalid:
    taken = f"`{OPEN}`, or a mapping of {', '.join(f'`{one}`' for one in KINDS)}"
    wrong = Invalid("bad-condition", f"`cart` is {taken}, not {given[:60]!r}{meant(given, (OPEN,))}")
    wrong.path = ("cart",)
    return wrong


def _since(kind: Kind, profile: Profile, holds: bool, now: Millis) -> Millis | None:
    """Since when, as far back as the log of carts goes; None where the policy on several carts says otherwise than
    each cart by itself."""
    found = counted(kind.spans(profile, now), lambda one: one > 0, now)
    log = profile.whole.get("carts", {}).get("log", [])
    return max(found.since or ALWAYS, log[0][0] if log else ALWAYS) if found.holds is holds else None


def _kind(given: Mapping[str, Any]) -> Kind:
    has = _has(given)
    checkout = flag(given["checkout"], "checkout") if "checkout" in given else None
    code = currency(given) if {"value_at_least", "currency"} & given.keys() else None
    least = amount(given.get("value_at_least", 0), "value_at_least", code or "")

    def wanted(one: Filled) -> bool:
        money = code is None or (one.currency == code and one.value >= least)
        return money and has(one.items or ()) and (checkout is None or bool(one.checkout) is checkout)

    return Kind(wanted, duration(given["untouched_for"], "untouched_for") if "untouched_for" in given else None)


def _has(given: Mapping[str, Any]) -> Callable[[Sequence[CartLine]], bool]:
    """Whether one of the lines is of a wanted product, category and brand, as far as each is asked for."""
    wanted = {name: words(given[name], name) for name in ("product", "category", "brand") if name in given}

    def fits(line: CartLine) -> bool:
        said = {"product": {line.product_id, line.variant_id}, "category": {line.category}, "brand": {line.brand}}
        return all(said[name] & one for name, one in wanted.items())

    return lambda lines: not wanted or any(map(fits, lines))
