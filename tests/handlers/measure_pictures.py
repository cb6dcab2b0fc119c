"""Pictures of the dashboards for the documentation, out of the in-memory cloud with made-up results.

`python -m tests.handlers.measure_pictures docs/images` with `PYTHONPATH=layers/segue:tools:.`; it needs a Chromium.
Look at them before they are committed.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.measured_shop import worked_out
from tests.handlers.pictures import Visitor, taken
from tests.handlers.served import served

SHOTS = {
    "measures": ("/measures", 1570),
    "measures-customers": ("/measures?group=customers", 1640),
    "measures-frictions": ("/measures/frictions", 960),
    "measures-paths": ("/measures/paths_to_purchase", 760),
}


def main(folder: Path) -> None:
    """Takes them."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched) as world:
        worked_out(world)
        Visitor.browser = as_staff(world, "max")
        with served(world, Visitor) as place:
            taken(f"{place}/console", folder, SHOTS, datetime.fromtimestamp(world.clock / 1000, UTC))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
