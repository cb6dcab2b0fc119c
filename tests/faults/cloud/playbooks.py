"""What is in force in every world unless a test says otherwise: the part of the starter playbook that is about carts,
applied once per process by the product's own code. The rest of it is played in `tests/handlers/test_starter_*.py`."""

from functools import cache

from segue.aws.playbooks import Playbooks
from segue.playbook import compile_playbook
from segue_tools import playbooks
from tests.faults.cloud.tables import Table
from tests.faults.cloud.values import Item

ABOUT_CARTS = ("segments/open-cart", "segments/abandoned-cart", "journeys/abandoned-cart", "templates/abandoned-cart")
ANSWERS = "templates/sms-"  # to keywords, which a policy names
WHOLE = ("policies", "sources", "fragments")  # folders
_applied: list[Item] = []


@cache
def files() -> dict[str, str]:
    """The texts by path."""
    whole = playbooks.starter_files().items()
    return {
        path: text
        for path, text in whole
        if path.removesuffix(".yaml") in ABOUT_CARTS or path.startswith(ANSWERS) or path.partition("/")[0] in WHOLE
    }


def install(table: Table) -> None:
    """Puts them in force."""
    if not _applied:
        Playbooks(table.name).apply(compile_playbook(files()), files(), "tests", table.clock.now)
        _applied.extend(table.items())
    for item in _applied:
        table.write(table.key_of(item), item)
