"""`policies/privacy.yaml`: what still goes out to somebody who is restricted, and when a shop's word erases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from segue.errors import Invalid, every, inside
from segue.segments.membership import STILL_IN
from segue.spelling import meant, only

Redacting = Literal["at-once", "by-staff"]
REDACTING: tuple[Redacting, ...] = ("at-once", "by-staff")
STILL_SENT, SHOP_REDACT = "still_sent", "shopify_redact"
NAMES = (STILL_SENT, STILL_IN, SHOP_REDACT)


@dataclass(frozen=True)
class Privacy:
    """`still_sent`: templates that the law wants sent, such as a recall; `still_in`: segments in which whoever is
    restricted stays, for broadcasts of these. `redacting`: whether what Shopify wants erased
    is erased at once, or when staff have looked at it."""

    still_sent: frozenset[str] = field(default_factory=frozenset)
    redacting: Redacting = "at-once"
    still_in: frozenset[str] = field(default_factory=frozenset)


def privacy_policy(spec: Mapping[str, Any]) -> Privacy:
    """The policy, checked. Raises Invalid."""
    only(spec, NAMES, "the policy of privacy")
    sent, stays = partial(_names, spec, STILL_SENT, "templates"), partial(_names, spec, STILL_IN, "segments")
    sent_still, redacting, still_in = every(sent, partial(_redacting, spec.get(SHOP_REDACT)), stays)
    return Privacy(sent_still, redacting, still_in)


def _names(spec: Mapping[str, Any], field: str, what: str) -> frozenset[str]:
    given = spec.get(field, [])
    with inside(field):
        if not isinstance(given, list) or not all(isinstance(one, str) and one for one in given):
            raise Invalid("bad-policy", f"`{field}` is a list of names of {what}")
        return frozenset(given)


def _redacting(given: Any) -> Redacting:
    with inside(SHOP_REDACT):
        if given not in (None, *REDACTING):
            raise Invalid("bad-policy", f"it is {' or '.join(REDACTING)}{meant(given, REDACTING)}")
        return "by-staff" if given == "by-staff" else "at-once"
