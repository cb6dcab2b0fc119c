"""Simulations asked for, and how far each is. `segue.aws.jobs` keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from segue import jobs
from segue.errors import Invalid
from segue.keys import digest
from segue.languages.texts import _
from segue.simulating.sums import Sums, empty
from segue.times import DAY, Millis
from segue.touring import Tour

KEPT: Millis = 30 * DAY
MOST_DAYS, MOST_TEXT = 90, 100_000
UNNAMED = "simulated"  # the id of a journey that is only a text


@dataclass(frozen=True)
class Simulation(Tour):
    """One simulation of `journey` as `spec` (JSON) has it, beside the other ones of the playbook at `place`.

    It looks at `share` of a hundred people and at what was received since `since`; `sums` is what those
    before its place come to.
    """

    by: str
    journey: str
    spec: str
    place: str
    days: int
    share: int = 100
    sums: Sums = field(default_factory=empty)

    @property
    def since(self) -> Millis:
        """The first moment that is looked at."""
        return self.created - self.days * DAY


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
        raise Invalid("bad-days", _("`days` is a whole number from 1 to {most}").format(most=MOST_DAYS))
    if not 1 <= asked.share <= 100:
        raise Invalid("bad-share", _("`share` is how many of a hundred people are looked at, from 1 to 100"))
    name = f"sim_{digest(b'simulation', occasion)}"
    return Simulation(name, now, asked.by, journey, spec, place, asked.days, asked.share)


def row_of(one: Simulation) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    return jobs.row_of(SIMULATIONS.name, one, KEPT)


def simulation_of(row: Mapping[str, Any]) -> Simulation:
    """The inverse of `row_of`."""
    return jobs.heard(Simulation, row)


SIMULATIONS = jobs.Kind(
    "simulation", row_of, simulation_of, "there is no simulation of this id; they are kept for 30 days"
)
