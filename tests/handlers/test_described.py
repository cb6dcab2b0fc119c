"""The API against its own description: schemathesis asks every operation of /openapi.json what it should not, here
where an answer takes a thousandth of a second; `tests/local` asks the running stack."""

import subprocess

import pytest

from segue_tools.places import SCHEMATHESIS
from tests.handlers.served import served

EXAMPLES = 8
OPTIONS = ("--checks", "not_a_server_error", "--seed", "7", "--warnings", "off", "--generation-database", "none")


@pytest.mark.timeout(300)
def test_no_operation_answers_5xx(world, tmp_path):
    if not SCHEMATHESIS.exists():
        pytest.skip("schemathesis is not installed: make tools")
    with served(world) as address:
        asked = ["run", f"{address}/openapi.json", "--url", address, "--max-examples", str(EXAMPLES), *OPTIONS]
        done = subprocess.run([SCHEMATHESIS, *asked, "--no-color"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
