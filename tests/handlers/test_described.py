"""The API against its own description: schemathesis asks operations of /openapi.json what it should not, here where
an answer takes a thousandth of a second; `tests/local` asks the running stack.

In `make test` every second operation is asked what lies at the bounds of its description; with EXAMPLES in the
environment all are, and eight examples more of each."""

import subprocess

import pytest

from segue_tools.places import SCHEMATHESIS
from tests.examples import TIMES
from tests.handlers.served import served
from tests.handlers.staff_requests import Api

WHOLE = TIMES >= 1
HOW = ("--max-examples", "8") if WHOLE else ("--phases", "coverage")
OPTIONS = ("--checks", "not_a_server_error", "--seed", "7", "--warnings", "off", "--generation-database", "none")
# Of a method that a path does not have the gateway tells by itself: no function is asked.
SETTINGS = "[phases.coverage]\nunexpected-methods = []\n"


def chosen(world) -> list[str]:
    """The operations that are asked, as options; none for all."""
    paths = Api(world).get("/openapi.json")[1]["paths"]
    known = sorted(one["operationId"] for some in paths.values() for one in some.values())
    return [] if WHOLE else [word for one in known[::2] for word in ("--include-operation-id", one)]


@pytest.mark.timeout(300)
def test_no_operation_answers_5xx(world, tmp_path):
    if not SCHEMATHESIS.exists():
        pytest.skip("schemathesis is not installed: make tools")
    (tmp_path / "schemathesis.toml").write_text(SETTINGS)
    with served(world) as address:
        asked = ["run", f"{address}/openapi.json", "--url", address, *HOW, *OPTIONS, *chosen(world)]
        done = subprocess.run([SCHEMATHESIS, *asked, "--no-color"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
