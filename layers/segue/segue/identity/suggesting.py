"""The playbook's word on suggestions: from which probability on, and how many at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid, inside
from segue.spelling import only

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
        with inside(name):
            _check_whole(name, value, highest)
    if spec.get("automatic", NEVER) != NEVER:
        with inside("automatic"):
            raise Invalid("bad-policy", "automatic: only `never`, since a person decides about every suggestion")
    only(spec, ("level", "most", "automatic"), "the policy of suggestions")
    return bounds


def _check_whole(name: str, value: Any, highest: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= highest:
        raise Invalid("bad-policy", f"{name}: a whole number from 1 to {highest}")
