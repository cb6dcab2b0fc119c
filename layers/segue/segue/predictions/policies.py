"""The policy of replenishment: how long before something is used up its customer is to hear of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid, inside
from segue.spelling import only
from segue.times import DAY, Millis, duration

FIELDS = ("before",)
MOST: Millis = 30 * DAY


@dataclass(frozen=True)
class ReplenishmentPolicy:
    """`Replenishment Due` is told so long `before` a product is used up, to the night."""

    before: Millis = 2 * DAY


def replenishment_policy(spec: Mapping[str, Any]) -> ReplenishmentPolicy:
    """The policy of `policies/replenishment.yaml`; what it leaves out is usual. Raises Invalid."""
    only(spec, FIELDS, "the policy of replenishment")
    with inside("before"):
        before = duration(spec["before"]) if "before" in spec else ReplenishmentPolicy.before
        if before > MOST:
            raise Invalid("bad-policy", f"`before` is at most {MOST // DAY} days")
    return ReplenishmentPolicy(before)
