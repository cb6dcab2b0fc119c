"""Conditions: what a segment asks of a profile, compiled once from the playbook's text into closures."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from segue.errors import Invalid, inside
from segue.segments.compiler import Compiler
from segue.segments.groups import GROUPS
from segue.segments.operators import OPERATORS, SCHEMAS
from segue.segments.remembering import remembered
from segue.segments.texts import told
from segue.segments.verdicts import Condition
from segue.spelling import meant

MOST_DEPTH = 12  # of groups in groups
MOST_COST = 500  # of one definition, see `Condition.cost`


def compile_condition(spec: Any, compiler: Compiler | None = None) -> Condition:
    """A mapping with one operator or group. Raises Invalid("bad-condition", "bad-duration") whose path says where."""
    return _compiled(spec, compiler or Compiler())


def _compiled(spec: Any, compiler: Compiler) -> Condition:
    name = _operator(spec)
    if compiler.depth > MOST_DEPTH:
        raise Invalid("bad-condition", f"groups stand in groups at most {MOST_DEPTH} deep")
    try:
        made = _leaf(name, spec, compiler) if name in OPERATORS else GROUPS[name](spec, compiler, _compiled)
    except Invalid as wrong:
        beside = name in OPERATORS and wrong.path and wrong.path[0] in spec
        wrong.path = wrong.path if beside else (name, *wrong.path)
        raise
    if made.cost > MOST_COST:
        raise Invalid("bad-condition", f"this asks too much: its cost is {made.cost}, and at most {MOST_COST} may be")
    return made if made.text else replace(made, text=told(spec))


def _leaf(name: str, spec: Any, compiler: Compiler) -> Condition:
    said = repr(spec)
    if said not in compiler.leaves:
        compiler.leaves[said] = remembered(OPERATORS[name](spec, compiler))
    return compiler.leaves[said]


def _operator(spec: Any) -> str:
    """The one word of a condition that says what is asked."""
    known = GROUPS.keys() | OPERATORS.keys()
    if not isinstance(spec, Mapping) or not spec:
        raise Invalid("bad-condition", "a condition is a mapping such as `cart: open`")
    named = [name for name in spec if name in known]
    if not named:
        first = next(iter(spec))
        hint = meant(first, known) or f"; known: {', '.join(sorted(known))}"
        with inside(str(first)):
            raise Invalid("bad-condition", f"unknown condition {first!r}{hint}")
    if len(named) > 1:
        raise Invalid("bad-condition", f"put {' and '.join(map(repr, named))} into a list under `all` or `any`")
    _beside(spec, named[0])
    return named[0]


def _beside(spec: Mapping[Any, Any], name: str) -> None:
    """Refuses settings beside an operator that it does not have."""
    allowed = SCHEMAS[name]["properties"] if name in SCHEMAS else {name: {}} if name in GROUPS else spec
    strange = [one for one in spec if one not in allowed]
    if strange:
        hint = meant(strange[0], allowed) or "; settings stand under the operator"
        with inside(str(strange[0])):
            raise Invalid("bad-condition", f"`{name}` has no {strange[0]!r} beside it{hint}")
