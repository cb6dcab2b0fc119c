"""`policies/privacy.yaml`: what still goes out to somebody who is restricted, and when a shop's word erases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from segue.errors import Invalid, every, inside
from segue.spelling import meant, only

Redacting = Literal["at-once", "by-staff"]
REDACTING: tuple[Redacting, ...] = ("at-once", "by-staff")
STILL_SENT, SHOP_REDACT = "still_sent", "shopify_redact"
NAMES = (STILL_SENT, SHOP_REDACT)


@dataclass(frozen=True)
class Privacy:
    """`still_sent`: templates that the law wants sent, such as a recall. `redacting`: whether what Shopify wants erased
    is erased at once, or when staff have looked at it."""

    still_sent: frozenset[str] = field(default_factory=frozenset)
    redacting: Redacting = "at-once"


def privacy_policy(spec: Mapping[str, Any]) -> Privacy:
    """The policy, checked. Raises Invalid."""
    only(spec, NAMES, "the policy of privacy")
    return Privacy(*every(partial(_names, spec.get(STILL_SENT, [])), partial(_redacting, spec.get(SHOP_REDACT))))


def _names(given: Any) -> frozenset[str]:
    with inside(STILL_SENT):
        if not isinstance(given, list) or not all(isinstance(one, str) and one for one in given):
            raise Invalid("bad-policy", "`still_sent` is a list of names of templates")
        return frozenset(given)


def _redacting(given: Any) -> Redacting:
    with inside(SHOP_REDACT):
        if given not in (None, *REDACTING):
            raise Invalid("bad-policy", f"it is {' or '.join(REDACTING)}{meant(given, REDACTING)}")
        return "by-staff" if given == "by-staff" else "at-once"
