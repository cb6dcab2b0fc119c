"""What is to be added is a file and a line: each file of such a folder is registered, and nothing else knows it."""

import pytest

from segue.facets import FACETS
from segue.journeys.steps import STEPS
from segue.segments.operators import OPERATORS
from tests.template import sources

PARTS = {"buckets", "lines", "machines", "registers"}  # what facets are built of
FOLDERS = {"segments/operators": OPERATORS, "journeys/steps": STEPS}


def stems(folder: str) -> set[str]:
    return {one.stem for one in (sources.PACKAGE / folder).glob("*.py")} - {"__init__"}


def test_every_facet_is_registered_under_its_own_name():
    assert stems("facets") - PARTS == FACETS.keys()
    assert {name: one.of.__module__ for name, one in FACETS.items()} == {one: f"segue.facets.{one}" for one in FACETS}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_of_the_folder_is_registered(folder):
    registered = {one.__module__.rpartition(".")[2] for one in FOLDERS[folder].values()}
    assert stems(folder) == registered


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_but_the_registry_knows_an_operator_or_a_step(folder):
    files = {f"segue.{folder.replace('/', '.')}.{one}" for one in stems(folder)}
    known = {one for one in sources.product() if any(name.rpartition(".")[0] in files for name in sources.imports(one))}
    assert not known - {sources.PACKAGE / folder / "__init__.py"}
