"""Examples of what a mapped provider says, for trying the mapping out: the source's own (`example`), or one made up of
the expressions of the mapping. Whatever it says, it says of the test identity of `segue.channels.trials`.

What an expression finds can be put there where it is a plain path (`member.mail`), also within `to_number` and
`to_string`; a condition is made true where it compares a path with a word (`type == 'points.earned'`).
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import jmespath
import msgspec

from segue.channels import trials
from segue.channels.any.mapped import incoming
from segue.deliveries import Delivery, understood
from segue.errors import Invalid
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.times import Millis, to_text

WHO = {"email": trials.EMAIL, "phone": trials.PHONE}
Tree = dict[str, Any]


def example(options: Mapping[str, Any], now: Millis) -> bytes:
    """The body of a sample. Raises Invalid("no-sample") where none can be made of these options."""
    mapping: Mapping[str, Any] = options["mapping"]
    body = copy.deepcopy(options["example"]) if "example" in options else _made_up(mapping)
    things = jmespath.search(mapping["each"], body) if "each" in mapping else [body]
    for number, thing in enumerate(things if isinstance(things, list) else []):
        _of_nobody(mapping, thing, f"segue-test-{now}-{number}", now)
    raw = msgspec.json.encode(body)
    _check(raw, options)
    return raw


def meaning(body: bytes, options: Mapping[str, Any]) -> tuple[Event, ...]:
    """What the mapping makes of a body. Raises Invalid("no-sample") with the reason where it makes nothing of it."""
    found = understood(Delivery("trial", "", body, options=options), lambda one: incoming(one, ""))
    if found.rejected or not found.events:
        why = found.rejected[0].detail if found.rejected else "all of it is left out"
        raise Invalid("no-sample", f"the mapping does not understand the example: {why}")
    return found.events


def _check(body: bytes, options: Mapping[str, Any]) -> None:
    """Raises Invalid("no-sample") where anybody else is named: a sample is stored as whatever comes in is."""
    named = {one.value for event in meaning(body, options) for one in identifiers_of(event)}
    strangers = [one for one in named if not one.endswith(trials.ID) and one not in (trials.EMAIL, trials.PHONE)]
    if strangers:
        raise Invalid("no-sample", "the example names a customer by an expression that is no plain path")


def _made_up(mapping: Mapping[str, Any]) -> Any:
    """A body with one thing of the first case, in which every plain path of it leads to something."""
    thing: Any = {}
    case = {**mapping, **next(iter(mapping.get("cases", ())), {})}
    for table in ("properties", "traits"):
        for name, expression in case.get(table, {}).items():
            thing = _put(_tree(expression), f"test {name}", thing)
    if "event_from" in case:
        thing = _put(_tree(case["event_from"]), next(iter(case.get("names", ())), "Connection Test"), thing)
    thing = _true(_tree(case["when"]), thing) if "when" in case else thing
    return _put(_tree(mapping["each"]), [thing], {}) if "each" in mapping else thing


def _of_nobody(mapping: Mapping[str, Any], thing: Any, own: str, now: Millis) -> None:
    """The thing is about the test identity, new and of now, whichever case it is; what it says already stays if it is
    no person's."""
    for case in (mapping, *mapping.get("cases", ())):
        for expression, value in _own(case, own, now):
            _put(_tree(expression), value, thing)


def _own(case: Mapping[str, Any], own: str, now: Millis) -> Iterator[tuple[str, str]]:
    """(expression, what it is to find) of whom, of the id and of the time."""
    who = case.get("who", {})
    named = {**{name: one for name, one in who.items() if name != "externalIds"}, **who.get("externalIds", {})}
    yield from ((expression, WHO.get(name, trials.ID)) for name, expression in named.items())
    yield from ((case[name], value) for name, value in (("id", own), ("time", to_text(now))) if name in case)


def _tree(expression: str) -> Tree:
    return dict(jmespath.compile(expression).parsed)


def _put(tree: Tree, value: Any, thing: Any) -> Any:
    """The thing with the value where the expression finds it; as it was where that is no plain path."""
    path = _path(tree)
    if path is None:
        return thing
    if not path:
        return value
    place = thing
    for name in path[:-1]:
        if not isinstance(place, dict):
            return thing
        place = place.setdefault(name, {})
    if isinstance(place, dict):
        place[path[-1]] = value
    return thing


def _path(tree: Tree) -> list[str] | None:
    """The names of a plain path, none for the thing itself; None for any other expression."""
    match tree:
        case {"type": "field", "value": name}:
            return [name]
        case {"type": "current" | "identity"}:
            return []
        case {"type": "function_expression", "value": "to_number" | "to_string", "children": [one]}:
            return _path(one)
        case {"type": "subexpression", "children": children}:
            paths = [_path(one) for one in children]
            return None if None in paths else [name for path in paths for name in path or ()]
    return None


def _true(tree: Tree, thing: Any) -> Any:
    """The thing with what makes a condition hold: a comparison with a word, all of `&&`, the first of `||`."""
    match tree:
        case {"type": "comparator", "value": "eq", "children": [left, {"type": "literal", "value": word}]}:
            return _put(left, word, thing)
        case {"type": "and_expression", "children": children}:
            for one in children:
                thing = _true(one, thing)
        case {"type": "or_expression", "children": [first, *_]}:
            return _true(first, thing)
        case {"type": "field" | "subexpression"}:
            return _put(tree, "test", thing)
    return thing
