"""Every built function takes its sample event with nothing on its path but its folder and its layers.

The local AWS runs functions in an environment of its own, where a missing package can hide; this is an isolated
interpreter without site-packages, in the environment that the deployed function has.
"""

import json
import subprocess
import sys

import pytest

from segue_tools.places import ROOT
from segue_tools.templates import folder_of, functions, layers_of

pytestmark = pytest.mark.thorough

RUN = """
import json, sys
from types import SimpleNamespace
paths, event, name = map(json.loads, sys.argv[1:])
sys.path[:0] = paths
import app
context = SimpleNamespace(
    aws_request_id="sample", function_name=name, memory_limit_in_mb=256, get_remaining_time_in_millis=lambda: 30000,
    invoked_function_arn="arn:aws:lambda:us-east-1:000000000000:function:" + name,
)
print(json.dumps(app.handler(event, context)))
"""


# The night that a sample begins is put off to where nobody takes it up: it would work beside the tests that come next.
PUT_OFF = {"Measure": ("MEASURE_QUEUE", "MeasureDeadLetters"), "Forecast": ("FORECAST_QUEUE", "ForecastDeadLetters")}


@pytest.fixture(scope="module")
def variables_of(outputs, aws, resource):
    """`variables_of("Collect")` is the environment of the deployed function."""
    own = {"AWS_ENDPOINT_URL": outputs["aws_endpoint"], "AWS_REGION": outputs["region"]}
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "NO_PROXY": "127.0.0.1"}

    def read(function):
        found = aws("lambda").get_function_configuration(FunctionName=resource(function))
        queue = {name: resource(place) for name, place in [PUT_OFF[function]]} if function in PUT_OFF else {}
        return found["Environment"]["Variables"] | own | keys | queue

    return read


@pytest.mark.parametrize("function", functions())
def test_a_built_function_takes_its_sample_event(built, variables_of, function, tmp_path):
    event = (ROOT / "events" / f"{folder_of(function)}.json").read_text()
    paths = [str(built / function), *(str(built / layer / "python") for layer in layers_of(function))]
    command = [sys.executable, "-I", "-S", "-B", "-c", RUN, json.dumps(paths), event, json.dumps(function)]
    settings = {"capture_output": True, "text": True, "cwd": tmp_path, "check": False}
    done = subprocess.run(command, env=variables_of(function), **settings)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert not answer or answer.get("statusCode", 200) < 500
