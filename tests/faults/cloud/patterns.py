"""EventBridge's event patterns, as far as rules of a template use them."""

from typing import Any

Pattern = dict[str, Any]


def matches(pattern: Pattern, event: dict[str, Any]) -> bool:
    """Whether every field of the pattern is met; a list in the event meets it with any element."""
    return all(_met(wanted, event.get(name), name in event) for name, wanted in pattern.items())


def _met(wanted: Any, value: Any, present: bool) -> bool:
    if isinstance(wanted, dict):
        return isinstance(value, dict) and matches(wanted, value)
    values = value if isinstance(value, list) else [value]
    return any(_fits(one, candidate, present) for one in wanted for candidate in values)


def _fits(wanted: Any, value: Any, present: bool) -> bool:
    if not isinstance(wanted, dict):
        return present and wanted == value and isinstance(wanted, bool) == isinstance(value, bool)
    kind, operand = next(iter(wanted.items()))
    if kind == "exists":
        return present == operand
    return present and MATCHERS[kind](operand, value)


def _anything_but(operand: Any, value: Any) -> bool:
    if isinstance(operand, dict):
        return not _fits(operand, value, True)
    return value not in (operand if isinstance(operand, list) else [operand])


def _numeric(operand: list[Any], value: Any) -> bool:
    tests = zip(operand[::2], operand[1::2], strict=True)
    return isinstance(value, int | float) and all(_compare(sign, value, bound) for sign, bound in tests)


def _compare(sign: str, value: float, bound: float) -> bool:
    return {
        "=": value == bound,
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
    }[sign]


MATCHERS = {
    "prefix": lambda operand, value: isinstance(value, str) and value.startswith(operand),
    "suffix": lambda operand, value: isinstance(value, str) and value.endswith(operand),
    "equals-ignore-case": lambda operand, value: isinstance(value, str) and value.casefold() == operand.casefold(),
    "anything-but": _anything_but,
    "numeric": _numeric,
}
