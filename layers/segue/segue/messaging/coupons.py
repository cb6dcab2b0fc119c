"""Coupons: codes that the shop made, each for one message to one person, once.

A template names its pool (`coupon: spring`) and writes `{{ coupon.code }}`. A message that comes again gets the code
that it got before; one that is dropped after it got a code keeps it: nobody can know who has read it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.errors import Invalid, NotFound, inside
from segue.times import Millis

COUPON = "coupon"
POOL = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
CODE = re.compile(r"[!-~]{1,64}")
ASKED = re.compile(r"(?<![\w.])coupon(\.\w|\[)")
FEW = 100  # codes that are left: worth knowing before a template is in force
PRETENDED = {"code": "SAMPLE-CODE"}  # where nothing is sent
EMPTY = "no-coupon-left"


@dataclass(frozen=True)
class Pool:
    """`imported` codes, of which `taken` have gone out; `time`: when it began."""

    name: str
    imported: int
    taken: int
    time: Millis

    @property
    def left(self) -> int:
        """Codes that nobody has."""
        return self.imported - self.taken


class Coupons(Protocol):
    """Takes a code of a pool for a message, always the same one. Raises Refused("no-coupon-left"), Unavailable."""

    def take(self, pool: str, message: str, now: Millis, /) -> str: ...


class Pools(Protocol):
    """Raises NotFound for a pool that nobody has filled."""

    def read(self, pool: str, /) -> Pool: ...


def pool_of(template: Mapping[str, Any]) -> str:
    """The pool of a template as it is kept; "" for none."""
    return str(template.get(COUPON) or "")


def asks(text: str) -> bool:
    """Whether a text writes a code."""
    return ASKED.search(text) is not None


def named(pool: str) -> str:
    """The name of a pool, as it is. Raises Invalid("bad-pool")."""
    if not POOL.fullmatch(pool):
        raise Invalid("bad-pool", f"a pool is called by small letters, digits and hyphens, not {pool[:64]!r}")
    return pool


def codes_of(given: Iterable[str]) -> tuple[str, ...]:
    """The codes, each once, in their order. Raises Invalid("bad-code")."""
    codes = tuple(dict.fromkeys(one.strip() for one in given))
    wrong = next((one for one in codes if not CODE.fullmatch(one)), None)
    if wrong is not None:
        raise Invalid("bad-code", f"a code has 1 to 64 letters, digits and signs without spaces, not {wrong[:64]!r}")
    return codes


def compiled_pool(spec: Mapping[str, Any], texts: Iterable[str]) -> dict[str, str]:
    """What a template keeps of its pool. Raises Invalid("bad-template") where it writes a code and names none."""
    if COUPON in spec:
        with inside(COUPON):
            return {COUPON: _pool(spec[COUPON])}
    if any(asks(one) for one in texts):
        raise Invalid("bad-template", "it writes {{ coupon.code }}: say of which pool, `coupon: <pool>`")
    return {}


def _pool(said: Any) -> str:
    if not isinstance(said, str) or not POOL.fullmatch(said):
        raise Invalid("bad-template", "`coupon` is the name of a pool of codes, such as spring-2027")
    return said


def coupon_notes(template: Mapping[str, Any], pools: Pools) -> tuple[str, ...]:
    """What is worth knowing of a template's pool before it is in force."""
    name = pool_of(template)
    if not name:
        return ()
    try:
        left = pools.read(name).left
    except NotFound:
        left = 0
    if not left:
        return (f"there is no code in the pool `{name}`: messages are dropped until POST /v1/coupons/{name}",)
    return (f"the pool `{name}` has {left} codes left",) if left < FEW else ()
