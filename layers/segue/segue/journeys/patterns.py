"""EventBridge's event patterns, matched in Python: a rule and a simulation must agree on what they mean.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html: exact values, `prefix`,
`anything-but`, `exists`, `numeric`. Any listed value matches; all named fields must.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from segue.errors import Invalid

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
}
MISSING = object()


def matches(pattern: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Whether the event has, in every named field, one of the values that the pattern lists."""
    return all(_field(wanted, event.get(name, MISSING)) for name, wanted in pattern.items())


def check(pattern: Any) -> None:
    """Raises Invalid("bad-pattern") where EventBridge would refuse the pattern or we would not understand it."""
    if not isinstance(pattern, Mapping) or not pattern:
        raise Invalid("bad-pattern", "an event pattern is a mapping of fields to lists of values")
    for name, wanted in pattern.items():
        if isinstance(wanted, Mapping):
            check(wanted)
        elif not isinstance(wanted, list):
            raise Invalid("bad-pattern", f"{name}: write the wanted values as a list")
        elif any(isinstance(one, Mapping) and not set(one) <= set(OPERATORS) for one in wanted):
            raise Invalid("bad-pattern", f"{name}: known operators are {', '.join(OPERATORS)}")


def _field(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(value, Mapping) and matches(wanted, value)
    values = value if isinstance(value, list) else [value]
    return any(_value(one, found) for one in wanted for found in values)


def _value(wanted: Any, found: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return found is not MISSING and found == wanted
    operator, operand = next(iter(wanted.items()))
    return OPERATORS[operator](operand, found)


def _numeric(operand: Sequence[Any], found: Any) -> bool:
    pairs = zip(operand[::2], operand[1::2], strict=False)
    number = isinstance(found, int | float) and not isinstance(found, bool)
    return number and all(COMPARE[sign](found, bound) for sign, bound in pairs)


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "prefix": lambda operand, found: isinstance(found, str) and found.startswith(operand),
    "anything-but": lambda operand, found: (
        found is not MISSING and found not in (operand if isinstance(operand, list) else [operand])
    ),
    "exists": lambda operand, found: (found is not MISSING) is operand,
    "numeric": _numeric,
}
