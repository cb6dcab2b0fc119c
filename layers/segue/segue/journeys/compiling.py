"""Journeys out of the playbook's mappings."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from segue.errors import Invalid, every, inside
from segue.experiments.shares import share
from segue.journeys.entries import Entry, each_of, entry_of, late_of, reentry_of
from segue.journeys.flows import Journey, Step, Ways
from segue.journeys.instances import END
from segue.journeys.questions import Exit, exit_of
from segue.journeys.steering import ALL
from segue.journeys.steps import ELSEWHERE, STEPS
from segue.journeys.wordings import text_of
from segue.segments.compiler import Compiler, Spec
from segue.segments.conditions import compile_condition
from segue.spelling import choice, meant, only

CHANGED = ("finish", "move", "leave")
KNOWN = (
    *("name", "description", "entry", "where", "each", "while", "reenter", "late", "exits"),
    *("changed", "moves", "holdout", "steps"),
)
NAME = r"[a-z0-9][a-z0-9_-]{0,59}"
MOST_STEPS = 200
MOST_HELD = 50  # of 100 people
BESIDE = ("id", "name")  # what may stand at every step
PLACE = re.compile(r"(^|\.)\d+$")  # an id that is a place in the text


def compile_journey(key: str, spec: Mapping[str, Any], compiler: Compiler | None = None) -> Journey:
    """A journey out of the playbook's mapping. Raises Invalid("bad-journey", "bad-pattern") and what steps raise; its
    path leads to what is wrong. Without a compiler nobody looks whether the segments that conditions ask for exist."""
    if key == ALL:
        raise Invalid("bad-journey", f"no journey can be called `{ALL}`: that means all of them")
    part = Part("", ("steps",), {}, {}, compiler or Compiler())
    (entry, each), rules, first, changed = _parts(spec, part)
    return Journey(
        key,
        str(spec.get("name") or key),
        entry,
        each,
        str(spec.get("while") or ""),
        part.steps,
        first,
        str(spec.get("description") or ""),
        text=text_of(spec),
        kinds=part.kinds,
        **rules,
        changed=changed,
        moves=_moves(spec, changed, part.steps),
    )


def _parts(spec: Mapping[str, Any], part: "Part") -> list[Any]:
    """What of a journey is told of whatever the rest says: the way in, its rules, the first step, and `changed`."""
    return every(
        partial(only, spec, KNOWN, "a journey"),
        partial(_way_in, spec),
        partial(_rules, spec, part.compiler),
        partial(_compile_steps, spec.get("steps"), END, part),
        partial(_changed, spec),
    )[1:]


def _way_in(spec: Mapping[str, Any]) -> tuple[Entry, str]:
    """What begins a run, and of what there is one."""
    entry, each = every(
        partial(_at, "entry", partial(entry_of, spec.get("entry"))),
        partial(_at, "each", partial(each_of, spec.get("each", "person"))),
    )
    if each == "cart" and not spec.get("while"):
        raise Invalid("bad-journey", "`each: cart` needs `while`, the segment that says which carts")
    if entry.kind == "schedule" and each != "person":
        with inside("each"):
            raise Invalid("bad-journey", f"a schedule begins for a person, not for each {each}: leave `each` out")
    return entry, each


def compile_journeys(
    journeys: Mapping[str, Spec], segments: Mapping[str, Spec], policies: Mapping[str, Spec]
) -> dict[str, Journey]:
    """All journeys of a playbook. Raises Invalid as `compile_journey` does."""
    return {key: compile_journey(key, one, Compiler(segments, policies)) for key, one in journeys.items()}


def _rules(spec: Mapping[str, Any], compiler: Compiler) -> dict[str, Any]:
    """Who may begin, and what ends a run."""
    asked = {
        "reenter": partial(reentry_of, spec.get("reenter", "never")),
        "late": partial(late_of, spec.get("late")),
        "where": partial(_where, spec, compiler),
        "holdout": partial(share, spec.get("holdout", 0), MOST_HELD),
        "exits": partial(_exits, spec.get("exits", []), compiler),
    }
    return dict(zip(asked, every(*(partial(_at, name, read) for name, read in asked.items())), strict=True))


def _at(place: str | int, read: Callable[[], Any]) -> Any:
    with inside(place):
        return read()


def _where(spec: Mapping[str, Any], compiler: Compiler) -> Exit:
    return Exit(when=compile_condition(spec["where"], compiler)) if "where" in spec else Exit()


def _exits(given: Any, compiler: Compiler) -> tuple[Exit, ...]:
    if not isinstance(given, list):
        raise Invalid("bad-journey", "`exits` is a list")
    return tuple(every(*(partial(_at, place, partial(exit_of, one, compiler)) for place, one in enumerate(given))))


def _changed(spec: Mapping[str, Any]) -> str:
    """What becomes of those inside when the text changes."""
    with inside("changed"):
        return choice(spec.get("changed", "finish"), CHANGED, "changed", "bad-journey")


def _moves(spec: Mapping[str, Any], changed: str, steps: Mapping[str, Step]) -> dict[str, str]:
    moves = spec.get("moves", {})
    with inside("moves"):
        if not isinstance(moves, Mapping) or not all(isinstance(one, str) for pair in moves.items() for one in pair):
            raise Invalid("bad-journey", "`moves` says which old step id is which new one, both as text in quotes")
        gone = [one for one in moves.values() if one not in steps and one != END]
        if gone:
            raise Invalid("bad-journey", f"`moves` leads to {gone[0]!r}, which is no step{meant(gone[0], steps)}")
    _must_be_named(changed, steps)
    return dict(moves)


def _must_be_named(changed: str, steps: Mapping[str, Step]) -> None:
    """Whoever is moved is found again by the id of a step: a place becomes another step's by an edit, which would say
    the same once more."""
    nameless = [one for one in steps if PLACE.search(one)]
    if changed == "move" and nameless:
        with inside("changed"):
            raise Invalid("bad-journey", f"`changed: move` needs an `id` at every step; {nameless[0]!r} has none")


class Part(NamedTuple):
    """A part of a text: what the ids in it begin with, where it stands, all steps that are compiled and what each
    does, and the compiler of conditions."""

    prefix: str
    place: tuple[str | int, ...]
    steps: dict[str, Step]
    kinds: dict[str, str]
    compiler: Compiler


def _compile_steps(spec: Any, following: str, part: Part) -> str:
    """The id of the first of a list of steps, the last of which goes on to `following`."""
    if not isinstance(spec, list) or not spec:
        with inside(*part.place):
            raise Invalid("bad-journey", "`steps` is a list with at least one step")
    ids = [following]  # from the last step to the first, each of which goes on to the one before it here

    def one(number: int) -> None:
        with inside(*part.place, number):
            ids.append(_compile_step(spec[number], ids[-1], part._replace(prefix=f"{part.prefix}{number}")))

    every(*(partial(one, number) for number in reversed(range(len(spec)))))
    return ids[-1]


def _compile_step(spec: Any, following: str, part: Part) -> str:
    default, steps = part.prefix, part.steps
    names = [one for one in spec if one not in BESIDE] if isinstance(spec, Mapping) else []
    if len(names) != 1 or names[0] not in STEPS:
        hint = meant(ELSEWHERE.get(names[0], names[0]), STEPS) if names else ""
        raise Invalid("bad-journey", f"a step is a mapping with one of {', '.join(STEPS)}, an `id` and a `name`{hint}")
    if not isinstance(spec.get("name", ""), str):
        with inside("name"):
            raise Invalid("bad-journey", "the `name` of a step is a text")
    identity = _identity(spec.get("id", default), steps)
    name = names[0]

    def inner(given: Any, branch: str) -> str:
        place = branch if branch in spec[name] else "steps"
        return _compile_steps(given, following, part._replace(prefix=f"{identity}.{branch}.", place=(place,)))

    with inside(name):
        made = STEPS[name](spec[name], Ways(identity, following, inner, part.compiler))
    if identity in steps or len(steps) >= MOST_STEPS:
        raise Invalid("bad-journey", f"two steps are called {identity!r}, or there are more than {MOST_STEPS}")
    steps[identity], part.kinds[identity] = made, name
    return identity


def _identity(given: Any, steps: Mapping[str, Step]) -> str:
    text = str(given)
    plain = isinstance(given, str) and (re.fullmatch(NAME, text) or "." in text)
    if not plain or text == END or text in steps:
        raise Invalid("bad-journey", f"an `id` is a short text in small letters that no other step has, not {given!r}")
    return text
