"""The API against its own description: schemathesis asks every operation of /openapi.json what lies at the bounds of
its description, and eight examples more of each, here where an answer takes a thousandth of a second; `tests/local`
asks the running stack."""

import subprocess

import pytest

from segue_tools.places import SCHEMATHESIS
from tests.handlers.served import served

pytestmark = pytest.mark.thorough

OPTIONS = ("--checks", "not_a_server_error", "--warnings", "off", "--generation-database", "none")
HOW_MANY = ("--seed", "7", "--max-examples", "8")
# Of a method that a path does not have the gateway tells by itself: no function is asked.
SETTINGS = "[phases.coverage]\nunexpected-methods = []\n"


@pytest.mark.timeout(900)
def test_no_operation_answers_5xx(world, tmp_path):
    if not SCHEMATHESIS.exists():
        pytest.skip("schemathesis is not installed: make tools")
    (tmp_path / "schemathesis.toml").write_text(SETTINGS)
    with served(world) as address:
        asked = ["run", f"{address}/openapi.json", "--url", address, *OPTIONS, *HOW_MANY]
        done = subprocess.run([SCHEMATHESIS, *asked, "--no-color"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
