"""Experiments: which variant somebody was told to have in each of ours, so that it is told once.

Only the product's own events count (`segue.experiments.telling.is_own`).
"""

from segue.events import Event
from segue.experiments.telling import is_own
from segue.facets.registers import Register, add_registers, latest, mark, text

VERSION = 1
MOST, LONGEST = 40, 120
Experiments = dict[str, Register]  # {experiment: [time, id, variant]}, the last of each


def of(event: Event) -> Experiments:
    """What was told of an experiment; {} of anybody else's event."""
    said = event.properties if is_own(event) else {}
    name, variant = text(said.get("experiment_id"), LONGEST), text(said.get("variation_id"), LONGEST)
    return {name: [*mark(event), variant]} if name and variant else {}


def add(left: Experiments, right: Experiments) -> Experiments:
    """The last variant of each, of the experiments that were told last."""
    return latest(add_registers(left, right), MOST)


def read(value: Experiments) -> dict[str, str]:
    """The variant of each, those that were told last first."""
    rows = sorted(value.items(), key=lambda named: (-named[1][0], named[0]))
    return {name: one[2] for name, one in rows}
