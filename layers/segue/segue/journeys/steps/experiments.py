"""`experiment: {name: ..., holdout: 10, variants: [{name: ..., share: 50, steps: [...]}, ...]}`: variants to compare,
and so many in a hundred who get none of them.

Who gets what follows from the person's unit and the experiment's name: the same in every journey that asks it, and the
shares are of those who are not held out. A run remembers what it drew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.experiments.shares import share
from segue.experiments.telling import HOLDOUT
from segue.experiments.units import drawn, held, unit_of
from segue.journeys.attribution import ids
from segue.journeys.exposing import Expose
from segue.journeys.flows import Seen, Step, Taken, Ways
from segue.journeys.instances import Instance
from segue.keys import PersonId
from segue.spelling import only

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["name", "variants"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "holdout": {"type": "integer", "minimum": 0, "maximum": 100},
        "variants": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "share"],
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string", "minLength": 1},
                    "share": {"type": "integer", "minimum": 0, "maximum": 100},
                    "steps": {"type": "array", "minItems": 1},
                },
            },
        },
    },
}


@dataclass(frozen=True)
class Variant:
    """One of the ways to compare."""

    name: str
    share: int
    first: str


@dataclass(frozen=True)
class Experiment(Step):
    """Draws a variant; the held out go on without any."""

    name: str
    next: str
    holdout: int
    variants: tuple[Variant, ...]

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """On the way that was drawn, which the run remembers."""
        known = instance.variants.get(self.name)
        name = known or self.drawn(ids(seen.profile, past=False))
        first = next((one.first for one in self.variants if one.name == name), self.next)
        drawn = replace(instance.to(first), variants={**instance.variants, self.name: name})
        return drawn, None if known else Expose(self.name, name)

    def drawn(self, ids: Sequence[PersonId]) -> str:
        """The variant of a person with these ids, or `holdout`."""
        if held(ids, self.holdout, f"{self.name}|{HOLDOUT}"):
            return HOLDOUT
        place = drawn(self.name, unit_of(ids), [one.share for one in self.variants])
        return self.variants[place].name

    @property
    def leads_to(self) -> tuple[str, ...]:
        """Any of the ways."""
        return (self.next, *(one.first for one in self.variants))


def step(given: Any, ways: Ways) -> Experiment:
    """One experiment. Raises Invalid("bad-journey")."""
    match given:
        case {"name": str(name), "variants": [*variants], **rest} if name and set(rest) <= {"holdout"}:
            found = tuple(every(*(partial(_variant, place, one, ways) for place, one in enumerate(variants))))
            names = [one.name for one in found]
            if name == HOLDOUT:
                raise Invalid("bad-journey", "no experiment is called `holdout`: that is the journey's own")
            if len(set(names)) < len(names) or HOLDOUT in names:
                raise Invalid("bad-journey", "variants have different names, and none is called `holdout`")
            if sum(one.share for one in found) != 100:
                raise Invalid("bad-journey", "the shares of the variants come to 100, of those not held out")
            return Experiment(name, ways.next, share(rest.get("holdout", 0)), found)
    only(given, ("name", "variants", "holdout"), "`experiment`")
    raise Invalid("bad-journey", "`experiment` takes `name`, `variants`, a list, and `holdout`")


def _variant(place: int, given: Any, ways: Ways) -> Variant:
    with inside("variants", place):
        match given:
            case {"name": str(name), "share": size, **rest} if name and set(rest) <= {"steps"}:
                return Variant(name, share(size), ways.inner(rest["steps"], name) if rest else ways.next)
        raise Invalid("bad-journey", "a variant has `name` and `share`, and may have `steps`")
