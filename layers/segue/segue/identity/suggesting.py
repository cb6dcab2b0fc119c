"""The playbook's word on suggestions: from which probability on, and how many at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid

NEVER = "never"


@dataclass(frozen=True)
class Bounds:
    """The least probability, per mille, of a suggestion, and how many new ones a run may add."""

    level: int = 250
    most: int = 200


def bounds_of(spec: Mapping[str, Any]) -> Bounds:
    """Checks `policies/suggestions.yaml`. Raises Invalid("bad-policy")."""
    bounds = Bounds(**{name: spec[name] for name in ("level", "most") if name in spec})
    for name, value, highest in (("level", bounds.level, 1000), ("most", bounds.most, 10_000)):
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= highest:
            raise Invalid("bad-policy", f"{name}: a whole number from 1 to {highest}")
    if spec.get("automatic", NEVER) != NEVER:
        raise Invalid("bad-policy", "automatic: only `never`, since a person decides about every suggestion")
    if unknown := sorted(set(spec) - {"level", "most", "automatic"}):
        raise Invalid("bad-policy", f"{unknown[0]}: suggestions have level, most and automatic")
    return bounds
