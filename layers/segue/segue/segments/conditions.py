"""Conditions: what a segment asks of a profile, compiled once from the playbook's text into closures."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.segments.compiler import Compiler
from segue.segments.groups import GROUPS
from segue.segments.operators import OPERATORS, SCHEMAS
from segue.segments.remembering import remembered
from segue.segments.texts import told
from segue.segments.verdicts import Condition
from segue.spelling import by_keys, meant

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
        for one in wrong.all:
            beside = name in OPERATORS and one.path and one.path[0] in spec
            one.path = one.path if beside else (name, *one.path)
        raise
    if made.cost > MOST_COST:
        raise Invalid("bad-condition", f"this asks too much: its cost is {made.cost}, and at most {MOST_COST} may be")
    return made if made.text else replace(made, text=told(spec))


def _leaf(name: str, spec: Any, compiler: Compiler) -> Condition:
    said = repr(spec)
    if said not in compiler.leaves:
        compiler.leaves[said] = remembered(_asked(name, spec, compiler))
    return compiler.leaves[said]


def _asked(name: str, spec: Any, compiler: Compiler) -> Condition:
    """What an operator makes of its settings, which stand under it or beside it."""
    under = spec[name]
    if isinstance(under, Mapping) and len(spec) == 1:
        return by_keys(under, lambda some: OPERATORS[name]({name: some}, compiler))
    return by_keys(spec, lambda some: OPERATORS[name]({name: under, **some}, compiler))


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
    every(*(partial(_strange, one, name, allowed) for one in spec if one not in allowed))


def _strange(found: Any, name: str, allowed: Collection[str]) -> None:
    hint = meant(found, allowed) or "; settings stand under the operator"
    with inside(str(found)):
        raise Invalid("bad-condition", f"`{name}` has no {found!r} beside it{hint}")
