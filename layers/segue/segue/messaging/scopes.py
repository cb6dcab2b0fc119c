"""Scopes: what the names that a template sets itself may stand for, in the shapes of the facts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from liquid import BoundTemplate, RenderContext
from liquid.ast import Node
from liquid.builtin.expressions import FilteredExpression, LoopExpression, Path
from liquid.builtin.tags.assign_tag import AssignNode

from segue.messaging.shapes import ANY, TEXT, Shape, after

SAME = frozenset(["sort", "sort_natural", "reverse", "uniq", "compact", "where", "reject", "concat", "slice"])
ONE_OF = frozenset(["first", "last", "find"])
Scope = Mapping[str, list[Shape]]


def scope_of(facts: Mapping[str, Shape]) -> dict[str, list[Shape]]:
    """A scope of facts alone."""
    return {name: [shape] for name, shape in facts.items()}


def within(template: BoundTemplate, facts: Scope) -> dict[str, list[Shape]]:
    """The facts, and what the template's own names may be, wherever they are set."""
    own: dict[str, list[Shape]] = {}
    for node in _nodes(template):
        for name, shapes in _set(node, {**facts, **own}):
            own[name] = [*own.get(name, []), *shapes]
    return {**facts, **own}


def resolved(path: Iterable[Any], scope: Scope) -> tuple[list[Shape], int]:
    """What a path may be, and how many of its steps there are."""
    steps = list(path)
    shapes = scope.get(steps[0], []) if isinstance(steps[0], str) else [ANY]
    for number, step in enumerate(steps[1:], 1):
        if not shapes:
            return [], number - 1
        shapes = after(shapes, step)
    return shapes, len(steps) - (not shapes)


def _nodes(template: BoundTemplate) -> Iterator[Node]:
    """Every node, in the order of the text."""
    context = RenderContext(template)
    left = list(reversed(template.nodes))
    while left:
        node = left.pop()
        yield node
        left += reversed(list(node.children(context, include_partials=False)))


def _set(node: Node, scope: Scope) -> Iterator[tuple[str, list[Shape]]]:
    """The names that a node sets, with what they may be."""
    for expression in node.expressions():
        if isinstance(expression, LoopExpression):
            yield expression.identifier, after(_of(expression.iterable, scope), 0) or [ANY]
        elif isinstance(node, AssignNode):
            yield str(node.name), _of(expression, scope)
    named = {expression.identifier for expression in node.expressions() if isinstance(expression, LoopExpression)}
    others = {str(one) for one in (*node.template_scope(), *node.block_scope())} - named
    yield from ((one, [ANY]) for one in sorted(others) if not isinstance(node, AssignNode))


def _of(expression: Any, scope: Scope) -> list[Shape]:
    """What an expression may be."""
    if isinstance(expression, Path):
        return resolved(expression.path, scope)[0] or [ANY]
    if not isinstance(expression, FilteredExpression):
        return [TEXT] if type(expression).__name__ == "StringLiteral" else [ANY]
    shapes = _of(expression.left, scope)
    for one in expression.filters or ():
        shapes = _filtered(shapes, one, scope)
    return shapes


def _filtered(shapes: list[Shape], one: Any, scope: Scope) -> list[Shape]:
    """What a filter makes of it."""
    if one.name == "default":
        return [*shapes, *(shape for argument in one.args for shape in _of(argument.value, scope))]
    return after(shapes, 0) if one.name in ONE_OF else shapes if one.name in SAME else [ANY]
