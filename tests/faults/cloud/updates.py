"""Update expressions: SET, REMOVE, ADD and DELETE, compiled once per text."""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from tests.faults.cloud import paths
from tests.faults.cloud.expressions import Operand, Scope, operand
from tests.faults.cloud.failures import invalid
from tests.faults.cloud.tokens import Tokens
from tests.faults.cloud.values import Attribute, Item, number

Change = Callable[[Scope, Item], Item]
CLAUSES = ("SET", "REMOVE", "ADD", "DELETE")


@lru_cache(maxsize=4096)
def update(text: str) -> Callable[[Scope], Item]:
    """The expression as a function from the scope (the item before) to the item after."""
    tokens, changes = Tokens(text), []
    while tokens.peek():
        clause = tokens.take().upper()
        if clause not in CLAUSES:
            raise invalid(f"Invalid UpdateExpression: Syntax error; token: {clause!r}")
        changes.append(PARSERS[clause](tokens))
        while tokens.accept(","):
            changes.append(PARSERS[clause](tokens))
    return lambda scope: _apply(changes, scope)


def _apply(changes: list[Change], scope: Scope) -> Item:
    after = scope.item
    for change in changes:
        after = change(scope, after)
    return after


def _set(tokens: Tokens) -> Change:
    path = paths.parse(tokens.take())
    tokens.expect("=")
    value = _sum(tokens)
    return lambda scope, after: paths.put(after, paths.resolve(path, scope.names), _known(value(scope)))


def _known(value: Attribute | None) -> Attribute:
    if value is None:
        raise invalid("The provided expression refers to an attribute that does not exist in the item")
    return value


def _sum(tokens: Tokens) -> Operand:
    left = _term(tokens)
    for sign in ("+", "-"):
        if tokens.accept(sign):
            right = _term(tokens)
            return lambda scope: _added(left(scope), right(scope), sign)
    return left


def _added(left: Attribute | None, right: Attribute | None, sign: str) -> Attribute:
    one, other = _known(left), _known(right)
    if "N" not in one or "N" not in other:
        raise invalid("An operand in the update expression has an incorrect data type")
    amount = number(other["N"]) if sign == "+" else -number(other["N"])
    return {"N": _text(number(one["N"]) + amount)}


def _text(value: int | Decimal) -> str:
    return str(value) if isinstance(value, int) else format(value.normalize(), "f")


def _term(tokens: Tokens) -> Operand:
    name = tokens.peek().lower()
    if name not in ("if_not_exists", "list_append"):
        return operand(tokens)
    tokens.take()
    tokens.expect("(")
    first = _term(tokens)
    tokens.expect(",")
    second = _term(tokens)
    tokens.expect(")")
    if name == "if_not_exists":
        return lambda scope: first(scope) or second(scope)
    return lambda scope: {"L": [*_elements(first(scope)), *_elements(second(scope))]}


def _elements(attribute: Attribute | None) -> list[Attribute]:
    if "L" not in _known(attribute):
        raise invalid("An operand in the update expression has an incorrect data type")
    return _known(attribute)["L"]


def _remove(tokens: Tokens) -> Change:
    path = paths.parse(tokens.take())
    return lambda scope, after: paths.put(after, paths.resolve(path, scope.names), None)


def _add(tokens: Tokens) -> Change:
    path, value = paths.parse(tokens.take()), operand(tokens)

    def change(scope: Scope, after: Item) -> Item:
        place = paths.resolve(path, scope.names)
        return paths.put(after, place, _plus(paths.get(scope.item, place), _known(value(scope))))

    return change


def _plus(before: Attribute | None, value: Attribute) -> Attribute:
    kind, amount = next(iter(value.items()))
    if kind == "N":
        return _added(before or {"N": "0"}, value, "+")
    if kind not in ("SS", "NS", "BS") or (before and kind not in before):
        raise invalid("An operand in the update expression has an incorrect data type")
    return {kind: sorted({*(before or {kind: []})[kind], *amount})}


def _delete(tokens: Tokens) -> Change:
    path, value = paths.parse(tokens.take()), operand(tokens)

    def change(scope: Scope, after: Item) -> Item:
        place = paths.resolve(path, scope.names)
        return paths.put(after, place, _minus(paths.get(scope.item, place), _known(value(scope))))

    return change


def _minus(before: Attribute | None, value: Attribute) -> Attribute | None:
    kind, gone = next(iter(value.items()))
    left = sorted({*(before or {kind: []}).get(kind, [])} - {*gone})
    return {kind: left} if left else None


PARSERS: dict[str, Callable[[Tokens], Change]] = {"SET": _set, "REMOVE": _remove, "ADD": _add, "DELETE": _delete}
