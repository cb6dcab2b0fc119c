"""DynamoDB's condition expressions, compiled once per text into a function of (item, names, values)."""

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from tests.faults.cloud import paths
from tests.faults.cloud.failures import invalid
from tests.faults.cloud.tokens import Tokens
from tests.faults.cloud.values import Attribute, Item, plain, same, size_of

ORDERINGS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class Scope(NamedTuple):
    """What an expression sees: the item before the write, and the placeholders' meanings."""

    item: Item
    names: Mapping[str, str]
    values: Mapping[str, Attribute]


Operand = Callable[[Scope], Attribute | None]
Condition = Callable[[Scope], bool]


@lru_cache(maxsize=4096)
def condition(text: str) -> Condition:
    """The condition as a function. Raises ValidationException on a syntax error."""
    tokens = Tokens(text)
    result = either(tokens)
    if tokens.peek():
        raise invalid(f"Invalid ConditionExpression: Syntax error; token: {tokens.peek()!r}")
    return result


def either(tokens: Tokens) -> Condition:
    """condition OR condition ..."""
    parts = [_both(tokens)]
    while tokens.accept("OR"):
        parts.append(_both(tokens))
    return parts[0] if len(parts) == 1 else lambda scope: any(part(scope) for part in parts)


def _both(tokens: Tokens) -> Condition:
    parts = [_negated(tokens)]
    while tokens.accept("AND"):
        parts.append(_negated(tokens))
    return parts[0] if len(parts) == 1 else lambda scope: all(part(scope) for part in parts)


def _negated(tokens: Tokens) -> Condition:
    if tokens.accept("NOT"):
        inner = _negated(tokens)
        return lambda scope: not inner(scope)
    if tokens.peek() == "(":
        tokens.take()
        inner = either(tokens)
        tokens.expect(")")
        return inner
    return _test(tokens)


def _test(tokens: Tokens) -> Condition:
    name = tokens.peek().lower()
    if name in FUNCTIONS and tokens.peek(1) == "(":
        tokens.take()
        return _called(FUNCTIONS[name], _arguments(tokens))
    return _comparison(operand(tokens), tokens)


def _called(function: Callable[..., bool], arguments: list[Operand]) -> Condition:
    return lambda scope: function(*[one(scope) for one in arguments])


def _arguments(tokens: Tokens) -> list[Operand]:
    tokens.expect("(")
    found = [operand(tokens)]
    while tokens.accept(","):
        found.append(operand(tokens))
    tokens.expect(")")
    return found


def operand(tokens: Tokens) -> Operand:
    """A path, a :value or size(path)."""
    token = tokens.take()
    if token.startswith(":"):
        return lambda scope: _value(scope, token)
    if token.lower() == "size" and tokens.peek() == "(":
        inner = _arguments(tokens)[0]
        return lambda scope: _length(inner(scope))
    path = paths.parse(token)
    if not path:
        raise invalid(f"Invalid expression: Syntax error near {token!r}")
    return lambda scope: paths.get(scope.item, paths.resolve(path, scope.names))


def _value(scope: Scope, token: str) -> Attribute:
    if token not in scope.values:
        raise invalid(f"An expression attribute value used in expression is not defined; attribute value: {token}")
    return scope.values[token]


def _length(attribute: Attribute | None) -> Attribute | None:
    kind, value = next(iter((attribute or {"NULL": True}).items()))
    if attribute is None or kind in ("N", "BOOL", "NULL"):
        return None
    return {"N": str(size_of(attribute) if kind in ("S", "B") else len(value))}


def _comparison(left: Operand, tokens: Tokens) -> Condition:
    word = tokens.take().upper()
    if word == "BETWEEN":
        low = operand(tokens)
        tokens.expect("AND")
        high = operand(tokens)
        return lambda scope: _bounds(low, high, scope) and _ordered(low, left, scope) and _ordered(left, high, scope)
    if word == "IN":
        choices = _arguments(tokens)
        return lambda scope: any(same(left(scope), one(scope)) for one in choices)
    return _compared(word, left, operand(tokens))


def _bounds(low: Operand, high: Operand, scope: Scope) -> bool:
    """Raises ValidationException where they are the wrong way round."""
    if not _ordered(low, high, scope):
        raise invalid("The BETWEEN operator requires upper bound to be greater than or equal to lower bound")
    return True


def _compared(word: str, left: Operand, right: Operand) -> Condition:
    if word == "=":
        return lambda scope: left(scope) is not None and same(left(scope), right(scope))
    if word == "<>":
        return lambda scope: not same(left(scope), right(scope))
    if word not in ORDERINGS:
        raise invalid(f"Invalid expression: Syntax error; token: {word!r}")
    return lambda scope: _order(ORDERINGS[word], left(scope), right(scope))


def _ordered(low: Operand, high: Operand, scope: Scope) -> bool:
    return _order(operator.le, low(scope), high(scope))


def _order(test: Callable[[Any, Any], bool], left: Attribute | None, right: Attribute | None) -> bool:
    if left is None or right is None or left.keys() != right.keys() or not left.keys() & {"S", "N", "B"}:
        return False
    return test(plain(left)[1], plain(right)[1])


def _contains(whole: Attribute | None, part: Attribute | None) -> bool:
    if whole is None or part is None:
        return False
    kind, value = next(iter(whole.items()))
    if kind in ("S", "B"):
        return kind in part and plain(part)[1] in plain(whole)[1]
    if kind == "L":
        return any(same(part, one) for one in value)
    return kind in ("SS", "NS", "BS") and any(same(part, {kind[0]: one}) for one in value)


def _begins(whole: Attribute | None, part: Attribute | None) -> bool:
    if whole is None or part is None or whole.keys() != part.keys() or not whole.keys() & {"S", "B"}:
        return False
    return plain(whole)[1].startswith(plain(part)[1])


FUNCTIONS: dict[str, Callable[..., bool]] = {
    "attribute_exists": lambda one: one is not None,
    "attribute_not_exists": lambda one: one is None,
    "attribute_type": lambda one, kind: one is not None and plain(kind)[1] in one,
    "contains": _contains,
    "begins_with": _begins,
}
