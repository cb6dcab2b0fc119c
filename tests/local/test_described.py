"""The running API against its own description: schemathesis asks every operation of /openapi.json one example. What
lies at the bounds of its schema (some 2,200 requests), and many examples, it asks the same functions in the in-memory
cloud (`tests/handlers/test_described.py`); with EXAMPLES=2 or more in the environment it asks the bounds here too."""

import subprocess

import pytest

from segue_tools.places import SCHEMATHESIS
from tests.examples import TIMES

pytestmark = pytest.mark.thorough

EXAMPLES = 1
PHASES = "examples,coverage,fuzzing" if TIMES > 1 else "examples,fuzzing"
# It would put a playbook of its own making in force, which other tests rely on; texts of any shape are given to it in
# tests/unit/test_playbook.py. A night of measures would work for minutes beside the tests that come next; it is begun
# in the in-memory cloud.
LEFT_OUT = ("/v1/playbook/apply", "/v1/playbook/rollback", "/v1/measures/runs")


def test_no_operation_answers_5xx(outputs, token, tmp_path):
    if not SCHEMATHESIS.exists():
        pytest.skip("schemathesis is not installed: make tools")
    out = [word for path in LEFT_OUT for word in ("--exclude-path", path)]
    asked = ["run", f"{outputs['api']}/openapi.json", "--url", outputs["api"], *out, "--max-examples", str(EXAMPLES)]
    asked += ["--phases", PHASES]
    checked = ["--checks", "not_a_server_error", "--seed", "7", "--request-timeout", "70", "--warnings", "off"]
    staff = ["-H", f"Authorization: Bearer {token('admin')}", "--generation-database", "none", "--no-color"]
    done = subprocess.run([SCHEMATHESIS, *asked, *checked, *staff], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
    assert "not_a_server_error" in done.stdout or "No issues found" in done.stdout, done.stdout[-2000:]
