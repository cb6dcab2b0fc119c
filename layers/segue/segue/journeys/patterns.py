"""EventBridge's event patterns, matched in Python: a rule and a simulation must agree on what they mean.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html: exact values, `prefix`,
`anything-but`, `exists`, `numeric`. Any listed value matches; all named fields must.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from segue.errors import Invalid

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
}
MISSING = object()
PLAIN = str | int | float | None  # bool is an int


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
        else:
            _check_list(name, wanted)


def _check_list(name: str, wanted: Any) -> None:
    if not isinstance(wanted, list) or not wanted:
        raise Invalid("bad-pattern", f"{name}: write the wanted values as a list")
    for one in wanted:
        if isinstance(one, Mapping):
            _check_operator(name, one)
        elif not isinstance(one, PLAIN):
            raise Invalid("bad-pattern", f"{name}: a wanted value is a text, a number, true, false or null")


def _check_operator(name: str, given: Mapping[str, Any]) -> None:
    operator = next(iter(given), "")
    if len(given) != 1 or operator not in OPERATORS:
        raise Invalid("bad-pattern", f"{name}: one operator at a time; known are {', '.join(OPERATORS)}")
    if not OPERATORS[operator].takes(given[operator]):
        raise Invalid("bad-pattern", f"{name}: `{operator}` takes {OPERATORS[operator].operand}")


def _field(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(value, Mapping) and matches(wanted, value)
    values = value if isinstance(value, list) else [value]
    return any(_value(one, found) for one in wanted for found in values)


def _value(wanted: Any, found: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return found is not MISSING and found == wanted
    operator, operand = next(iter(wanted.items()))
    return OPERATORS[operator].holds(operand, found)


def _is_numeric(operand: Any) -> bool:
    signs, bounds = (operand[::2], operand[1::2]) if isinstance(operand, list) else ([], [])
    paired = len(signs) == len(bounds) > 0
    return paired and all(isinstance(one, str) and one in COMPARE for one in signs) and all(map(_is_number, bounds))


def _numeric(operand: Sequence[Any], found: Any) -> bool:
    pairs = zip(operand[::2], operand[1::2], strict=True)
    return _is_number(found) and all(COMPARE[sign](found, bound) for sign, bound in pairs)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _listed(operand: Any) -> list[Any]:
    return operand if isinstance(operand, list) else [operand]


class Operator(NamedTuple):
    """`takes`: whether something can be its operand, which `operand` describes; `holds`: of operand and what is found
    (MISSING where there is nothing)."""

    operand: str
    takes: Callable[[Any], bool]
    holds: Callable[[Any, Any], bool]


OPERATORS: dict[str, Operator] = {
    "prefix": Operator(
        "a text",
        lambda operand: isinstance(operand, str),
        lambda operand, found: isinstance(found, str) and found.startswith(operand),
    ),
    "anything-but": Operator(
        "a plain value or a list of some",
        lambda operand: operand != [] and all(isinstance(one, PLAIN) for one in _listed(operand)),
        lambda operand, found: found is not MISSING and found not in _listed(operand),
    ),
    "exists": Operator(
        "true or false",
        lambda operand: isinstance(operand, bool),
        lambda operand, found: (found is not MISSING) is operand,
    ),
    "numeric": Operator(f"pairs of {', '.join(COMPARE)} and a number", _is_numeric, _numeric),
}
