"""`split`: one way or another, by a question or by shares.

`{when: <condition> | {segment: id}, then: [...], otherwise: [...]}` or `{shares: [{share: 50, steps: [...]}, ...]}`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.experiments.shares import share
from segue.experiments.units import drawn
from segue.journeys.attribution import unit
from segue.journeys.flows import Definitions, Seen, Step, Taken, Ways
from segue.journeys.instances import Instance
from segue.journeys.questions import Question, question
from segue.spelling import only

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "when": {"type": "object"},
        "then": {"type": "array", "minItems": 1},
        "otherwise": {"type": "array", "minItems": 1},
        "shares": {
            "type": "array",
            "minItems": 2,
            "items": {
                "type": "object",
                "required": ["share"],
                "additionalProperties": False,
                "properties": {
                    "share": {"type": "integer", "minimum": 0, "maximum": 100},
                    "steps": {"type": "array", "minItems": 1},
                },
            },
        },
    },
}


@dataclass(frozen=True)
class Fork(Step):
    """One way where the answer is yes, the other where it is no."""

    asked: Question
    then: str
    otherwise: str

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """On its way, by the person as it is now."""
        yes = self.asked.holds(seen.profile, seen.segments, seen.now)
        return instance.to(self.then if yes else self.otherwise), None

    def lacks(self, playbook: Definitions, /) -> list[str]:
        """The segment, where there is none."""
        return [f"segment {one}" for one in self.asked.segments if one not in playbook["segment"]]

    @property
    def leads_to(self) -> tuple[str, ...]:
        """Either way."""
        return (self.then, self.otherwise)


@dataclass(frozen=True)
class Shares(Step):
    """So many in a hundred each way; who goes where follows from the person's unit, journey and step."""

    id: str
    ways: tuple[tuple[int, str], ...]

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """On its way."""
        sizes = [size for size, _ in self.ways]
        place = drawn(f"{instance.journey}|{self.id}", unit(seen.profile), sizes)
        return instance.to(self.ways[place][1]), None

    @property
    def leads_to(self) -> tuple[str, ...]:
        """Any of the ways."""
        return tuple(way for _, way in self.ways)


def step(given: Any, ways: Ways) -> Step:
    """One split. Raises Invalid("bad-journey", "bad-condition", "bad-duration")."""
    match given:
        case {"shares": list(shares), **rest} if not rest:
            return Shares(ways.id, _shares(shares, ways))
        case {"when": when, "then": then, **rest} if set(rest) <= {"otherwise"}:
            asked, yes, no = every(
                partial(_question, when, ways),
                partial(ways.inner, then, "then"),
                partial(ways.inner, rest["otherwise"], "otherwise") if rest else lambda: ways.next,
            )
            return Fork(asked, yes, no)
    only(given, ("when", "then", "otherwise", "shares"), "`split`")
    raise Invalid("bad-journey", "`split` takes `when`, `then` and `otherwise`, or `shares`, a list")


def _question(when: Any, ways: Ways) -> Question:
    with inside("when"):
        return question(when, ways.compiler)


def _share(place: int, given: Any, ways: Ways) -> tuple[int, str]:
    with inside("shares", place):
        if not isinstance(given, Mapping) or not {"share"} <= set(given) <= {"share", "steps"}:
            raise Invalid("bad-journey", "each of `shares` has a `share` and may have `steps`")
        return share(given["share"]), ways.inner(given["steps"], str(place)) if "steps" in given else ways.next


def _shares(given: Sequence[Any], ways: Ways) -> tuple[tuple[int, str], ...]:
    found = every(*(partial(_share, place, one, ways) for place, one in enumerate(given)))
    if sum(size for size, _ in found) != 100:
        raise Invalid("bad-journey", "the shares of a `split` come to 100")
    return tuple(found)
