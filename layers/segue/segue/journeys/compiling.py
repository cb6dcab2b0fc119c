"""Journeys out of the playbook's mappings."""

from collections.abc import Mapping
from typing import Any

from segue.errors import Invalid
from segue.journeys.flows import Journey, Stations
from segue.journeys.patterns import check
from segue.journeys.steps import STEPS


def compile_journey(key: str, spec: Mapping[str, Any]) -> Journey:
    """A journey out of the playbook's mapping. Raises Invalid("bad-journey", "bad-pattern") and what steps raise."""
    check(spec.get("entry"))
    each = spec.get("each", "person")
    if each not in ("cart", "person"):
        raise Invalid("bad-journey", "`each` is `cart` or `person`")
    if each == "cart" and not spec.get("while"):
        raise Invalid("bad-journey", "`each: cart` needs `while`, the segment that says which carts")
    steps = compile_steps(spec.get("steps"))
    return Journey(key, str(spec.get("name") or key), spec["entry"], each, str(spec.get("while") or ""), steps)


def compile_steps(spec: Any) -> Stations:
    """The stations of a list of steps, one after the other. Raises Invalid("bad-journey") and what steps raise."""
    if not isinstance(spec, list) or not spec:
        raise Invalid("bad-journey", "a journey has a list of `steps`")
    return tuple(station for one in spec for station in _stations(one))


def _stations(spec: Any) -> Stations:
    names = list(spec) if isinstance(spec, Mapping) else []
    if len(names) != 1 or names[0] not in STEPS:
        raise Invalid("bad-journey", f"a step is a mapping with one of {', '.join(STEPS)}")
    return STEPS[names[0]](spec[names[0]], compile_steps)
