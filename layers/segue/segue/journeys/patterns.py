"""EventBridge's event patterns, matched in Python: a rule and a simulation must agree on what they mean.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html and Event Ruler
(https://github.com/aws/event-ruler), which the service runs. Any listed value matches; all named fields must. A field
is there when it has a plain value: an empty list and a mapping are none. Of a list any item may match, and fields that
are named together must match within one item.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from segue.errors import Invalid, inside
from segue.journeys.pattern_operators import MISSING, OPERATORS, PLAIN, same
from segue.spelling import meant

OR = "$or"
LONGEST = 2048  # characters of a pattern: EventBridge's quota


def matches(pattern: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Whether the event has, in every named field, one of the values that the pattern lists."""
    return all(_named(name, wanted, event) for name, wanted in pattern.items())


def check(pattern: Any) -> None:
    """Raises Invalid("bad-pattern") where EventBridge would refuse the pattern, with the place in it."""
    if not isinstance(pattern, Mapping) or not pattern:
        raise Invalid("bad-pattern", "an event pattern is a mapping of fields to lists of values")
    for name, wanted in pattern.items():
        with inside(name):
            _check_field(name, wanted)


def _check_field(name: str, wanted: Any) -> None:
    if name == OR:
        _check_alternatives(wanted)
    elif isinstance(wanted, Mapping):
        check(wanted)
    else:
        _check_list(name, wanted)


def _check_alternatives(wanted: Any) -> None:
    if not isinstance(wanted, list) or len(wanted) < 2:
        raise Invalid("bad-pattern", f"{OR}: a list of at least two patterns")
    for number, one in enumerate(wanted):
        with inside(number):
            check(one)


def _check_list(name: str, wanted: Any) -> None:
    if not isinstance(wanted, list) or not wanted:
        raise Invalid("bad-pattern", f"{name}: write the wanted values as a list")
    for number, one in enumerate(wanted):
        with inside(number):
            _check_wanted(name, one)


def _check_wanted(name: str, one: Any) -> None:
    if not isinstance(one, Mapping):
        if not isinstance(one, PLAIN):
            raise Invalid("bad-pattern", f"{name}: a wanted value is a text, a number, true, false or null")
        return
    operator = next(iter(one), "")
    if len(one) != 1 or operator not in OPERATORS:
        hint = meant(operator, OPERATORS) if len(one) == 1 else ""
        raise Invalid("bad-pattern", f"{name}: one operator at a time; known are {', '.join(OPERATORS)}{hint}")
    if not OPERATORS[operator].takes(one[operator]):
        raise Invalid("bad-pattern", f"{name}: `{operator}` takes {OPERATORS[operator].operand}")


def _named(name: str, wanted: Any, event: Mapping[str, Any]) -> bool:
    if name == OR:
        return any(matches(one, event) for one in wanted)
    value = event.get(name, MISSING)
    if isinstance(wanted, Mapping):
        return any(matches(wanted, one) for one in _mappings(value))
    values = list(_leaves(value)) or [MISSING]
    return any(_value(one, found) for one in wanted for found in values)


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    """What the fields of a pattern are looked for in; an empty one where there is none: a field may be missing."""
    many = value if isinstance(value, list) else [value]
    return [one for one in many if isinstance(one, Mapping)] or [{}]


def _leaves(value: Any) -> Iterator[Any]:
    """The plain values of a field: of a list and of lists in it each item that is one."""
    if isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif value is not MISSING and not isinstance(value, Mapping):
        yield value


def _value(wanted: Any, found: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return found is not MISSING and same(found, wanted)
    operator, operand = next(iter(wanted.items()))
    return OPERATORS[operator].holds(operand, found)
