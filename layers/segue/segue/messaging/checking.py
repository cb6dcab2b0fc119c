"""What policies must be. Only whoever changes the playbook asks: it brings the rules of every subject with it."""

from collections.abc import Callable, Mapping
from typing import Any

from segue.carts.policies import cart_policy
from segue.errors import Invalid
from segue.identity.rules import rules_of
from segue.identity.suggesting import bounds_of
from segue.messaging.policies import ANSWERS


def compile_policy(key: str, spec: Mapping[str, Any]) -> Mapping[str, Any]:
    """Checks one policy file. Raises Invalid("bad-policy")."""
    if key in CHECKS:
        CHECKS[key](spec)
    return spec


def _check_consent(spec: Mapping[str, Any]) -> None:
    unknown = [pair for pair, answer in spec.items() if answer not in ANSWERS]
    if unknown:
        raise Invalid("bad-policy", f"{unknown[0]}: the answers are {', '.join(ANSWERS)}")


# What each file must be; each raises Invalid("bad-policy"). `shop` may say what it likes.
CHECKS: dict[str, Callable[[Mapping[str, Any]], object]] = {
    "carts": cart_policy,
    "consent": _check_consent,
    "identity": rules_of,
    "suggestions": bounds_of,
}
