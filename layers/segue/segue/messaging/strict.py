"""Strictness: every variable, filter and tag of a template is one that there is, or is told with its place.

python-liquid says where which variable is used; what a name of the template's own stands for (`{% assign items =
cart.items %}`, `{% for item in items %}`) follows from the shapes of the facts. Where a name may stand for several
things, it is wrong only where it is wrong for all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from liquid import BoundTemplate
from liquid.exceptions import LiquidError

from segue.errors import Invalid
from segue.messaging.fragments import misplaced
from segue.messaging.liquids import environment, parsed
from segue.messaging.masks import LIQUID
from segue.messaging.pieces import Composed
from segue.messaging.scopes import Scope, resolved, scope_of, within
from segue.messaging.shapes import Shape, names_of
from segue.spelling import meant

MOST = 50  # that are told of one text
OPEN = re.compile(r"\{\{|\{%")
TAG = "unexpected tag '"
CONDITION = re.compile(r"\{%-?\s*(if|elsif|unless)\b[^%]*$")  # what stands before a name in one


Facts = Mapping[str, Shape]


def problems(part: str, text: Composed, facts: Facts, *, escapes: bool) -> list[Invalid]:
    """What is wrong in a text, each with its place. A fragment may ask whether a name is set (`{% unless bare %}`)
    that not every template sets."""
    if len(OPEN.findall(LIQUID.sub("", text.text))) > MOST:  # the parser would read on to the end for each of them
        return [misplaced(f"{part}: too many tags are opened and not closed", text.origin(0))]
    try:
        template = parsed(text.text, escapes)
    except LiquidError as wrong:
        return [_unparsed(part, text, wrong)]
    found = islice(chain(_filters(template, escapes), _variables(template, text, facts)), MOST)
    return [misplaced(words, text.origin(at)) for at, words in found]


def _filters(template: BoundTemplate, escapes: bool) -> Iterator[tuple[int, str]]:
    filters = environment(escapes).filters
    used = template.analyze(include_partials=False).filters
    for name, spans in ((name, spans) for name, spans in used.items() if name not in filters):
        yield from ((one.index, f"there is no filter `{name}`{meant(name, filters)}") for one in spans)


def _variables(template: BoundTemplate, text: Composed, known: Facts) -> Iterator[tuple[int, str]]:
    found = template.analyze(include_partials=False)
    outside = {one.span.index for some in found.globals.values() for one in some}
    facts = scope_of(known)
    inside = within(template, facts)
    for one in (one for some in found.variables.values() for one in some):
        at, path = one.span.index, one.segments
        scope = facts if at in outside else inside
        shapes, there = resolved(path, scope)
        if not shapes and not (text.origin(at).file and len(path) == 1 and CONDITION.search(text.text[:at])):
            yield at + _ahead(path[:there], text.text[at:]), _wrong(path, there, scope)


def _wrong(path: list[Any], there: int, scope: Scope) -> str:
    """What is wrong about a path of which so many steps are right."""
    if not there:
        return f"there is no `{path[0]}`{meant(path[0], scope)}"
    before, last = resolved(path[:there], scope)[0], path[there]
    return f"`{_said(path[:there])}` has no `{last}`{meant(last, names_of(before))}"


def _ahead(path: list[Any], text: str) -> int:
    """How far behind the beginning of a path its wrong step stands, where that can be told."""
    said = _said(path)
    return len(said) + 1 if said and text.startswith(f"{said}.") else 0


def _said(path: Iterable[Any]) -> str:
    return "".join(f"[{_said(one)}]" if isinstance(one, list) else f".{one}" for one in path).removeprefix(".")


def _unparsed(part: str, text: Composed, wrong: LiquidError) -> Invalid:
    words, at = str(wrong.message), wrong.token.start_index if wrong.token else 0
    strange = words.removeprefix(TAG).rstrip("'") if words.startswith(TAG) else ""
    hint = meant(strange, environment(False).tags) if strange else ""
    return misplaced(f"{part}: {words}{hint}", text.origin(max(at, 0)))
