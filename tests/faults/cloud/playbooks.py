"""The starter playbook, applied once per process by the product's own code and copied into every world."""

from functools import cache

from segue.aws.playbooks import Playbooks
from segue.playbook import compile_playbook
from tests.faults.cloud.stack import ROOT
from tests.faults.cloud.tables import Table
from tests.faults.cloud.values import Item

FOLDER = ROOT / "layers" / "playbook"
_applied: list[Item] = []


@cache
def files() -> dict[str, str]:
    """The starter playbook's texts by path."""
    return {str(path.relative_to(FOLDER)): path.read_text() for path in sorted(FOLDER.glob("*/*.yaml"))}


def install(table: Table) -> None:
    """Puts the starter playbook in force."""
    if not _applied:
        Playbooks(table.name).apply(compile_playbook(files()), files(), "tests", table.clock.now)
        _applied.extend(table.items())
    for item in _applied:
        table.write(table.key_of(item), item)
