"""Simulations asked for, and how far each is. `segue.aws.simulations` keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, NamedTuple

from segue.errors import Invalid
from segue.keys import digest
from segue.simulating.sums import Sums, add, empty
from segue.times import DAY, SECOND, Millis

KIND = "simulation"
PARTS = 32  # segments of the scan
KEPT: Millis = 30 * DAY
MOST_DAYS, MOST_TEXT = 90, 100_000
UNNAMED = "simulated"  # the id of a journey that is only a text
State = Literal["waiting", "running", "done"]


@dataclass(frozen=True)
class Simulation:
    """One simulation of `journey` as `spec` (JSON) has it, beside the other ones of the playbook at `place`.

    It looks at `share` of a hundred people and at what was received from `since` to `until`. It is at the identities of
    `part` behind the key `after`; `sums` is what those before come to. `step`, `alive` and `version` are as of a
    back-fill.
    """

    id: str
    created: Millis
    by: str
    journey: str
    spec: str
    place: str
    days: int
    share: int = 100
    state: State = "waiting"
    part: int = 0
    after: str = ""
    people: int = 0
    step: int = 0
    alive: Millis = 0
    finished: Millis = 0
    sums: Sums = field(default_factory=empty)
    version: int = 0

    @property
    def since(self) -> Millis:
        """The first moment that is looked at."""
        return self.created - self.days * DAY

    @property
    def ended(self) -> bool:
        """Nothing more will happen."""
        return self.state == "done"

    @property
    def percent(self) -> int:
        """How much of everybody it has looked at."""
        return 100 * self.part // PARTS

    def past(self, people: int, sums: Sums, after: str | None) -> "Simulation":
        """Behind a page of so many people, which come to so much; `after` is None where its part ends with it."""
        place: dict[str, Any] = {"after": after} if after else {"part": self.part + 1, "after": ""}
        return replace(self, people=self.people + people, sums=add(self.sums, sums), **place)


class Asked(NamedTuple):
    """What staff ask for: the id of a journey, the text of its file where it is not the one in force, how many days
    back, how many of a hundred people; and who asks."""

    journey: str
    text: str
    days: int
    share: int
    by: str


def begun(occasion: str, asked: Asked, known: tuple[str, str, str], now: Millis) -> Simulation:
    """A new one; `known` are the journey's id, its definition as JSON and the place of the playbook's version. The id
    is the same for one occasion. Raises Invalid("bad-days", "bad-share")."""
    journey, spec, place = known
    if not 1 <= asked.days <= MOST_DAYS:
        raise Invalid("bad-days", f"`days` is a whole number from 1 to {MOST_DAYS}")
    if not 1 <= asked.share <= 100:
        raise Invalid("bad-share", "`share` is how many of a hundred people are looked at, from 1 to 100")
    name = f"sim_{digest(b'simulation', occasion)}"
    return Simulation(name, now, asked.by, journey, spec, place, asked.days, asked.share)


def row_of(one: Simulation) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    said = {each.name: getattr(one, each.name) for each in fields(Simulation) if each.name != "version"}
    key = {"pk": f"{KIND}#{one.id}", "sk": KIND, "kind": KIND, "time": one.created}
    return {**key, **said, "v": one.version + 1, "ttl": (one.created + KEPT) // SECOND}


def simulation_of(row: Mapping[str, Any]) -> Simulation:
    """The inverse of `row_of`."""
    return Simulation(**{one.name: row[one.name] for one in fields(Simulation) if one.name in row}, version=row["v"])
