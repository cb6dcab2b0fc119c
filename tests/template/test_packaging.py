"""What is uploaded is complete: every built function runs with nothing but its folder and its layers.

The local AWS runs functions in its own environment, where a missing package can hide; here an isolated interpreter
(no site-packages) imports each built artifact; `tests/local/test_artifacts.py` invokes them. The layers are also built
for the template's own default runtime and architecture, which the machine at hand need not have.
"""

import json
import os
import re
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from segue_tools.places import ARCHITECTURE, ROOT, RUNTIME
from segue_tools.templates import functions, layers_of, resources, template

pytestmark = pytest.mark.thorough

MACHINES = {"x86_64": 62, "arm64": 183}  # e_machine of an ELF header
COMPILED = ("DependenciesLayer", "ScienceLayer", "ModelsLayer")
GLIBC = {"python3.11": (2, 26)}  # Amazon Linux 2; newer Pythons run on Amazon Linux 2023
GLIBC_2023 = (2, 34)
MOST_BYTES = 250 * 1024 * 1024  # of a function and its layers, unzipped: a limit of Lambda
# One program after another, each with its own folder before what its layers hold.
RUN = """
import json, sys
folders, layers = map(json.loads, sys.argv[1:])
sys.path[:0] = ["", *layers]
own = set(sys.modules)
for folder in folders:
    sys.path[0] = folder
    import app
    assert app.__file__.startswith(folder + "/"), app.__file__
    for name, one in [*sys.modules.items()]:
        if name not in own and str(getattr(one, "__file__", "")).startswith(folder + "/"):
            del sys.modules[name]
    print(folder)
"""
MEASURE = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
import segue.api.measure_interface, segue.wiring.measuring
from segue.measures.composing import Asked, statement
from segue.measures.computing import answered, connected
from segue.measures.definitions import definition
print(len(answered(connected(), statement(definition("revenue"), Asked(0, 86_400_000)))))
"""
LEARN = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
import segue.forecasting.learning.training, segue.recommending.learning.training
from scipy.optimize import minimize
print(round(minimize(lambda one: float(one @ one), [1.0, 2.0], method="L-BFGS-B", bounds=[(-5, 5)] * 2).fun, 6))
"""


@pytest.fixture(scope="module", params=COMPILED)
def cloud_layer(request, tmp_path_factory):
    """A layer with compiled packages as `sam build` makes it for an account, by default arm64."""
    folder = tmp_path_factory.mktemp("layer")
    variables = {
        **os.environ,
        "ARTIFACTS_DIR": str(folder),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    makefile = ROOT / template()["Resources"][request.param]["Properties"]["ContentUri"] / "Makefile"
    scratch = tmp_path_factory.mktemp("scratch")
    for one in makefile.parent.iterdir():
        (scratch / one.name).write_bytes(one.read_bytes())
    command = ["make", "--makefile", str(makefile), f"build-{request.param}"]
    subprocess.run(command, cwd=scratch, env=variables, check=True, capture_output=True)
    return folder


def folders_of(built, function):
    """The import path that Lambda gives a function: its folder, then /opt/python of its layers."""
    return [str(built / function), *(str(built / layer / "python") for layer in layers_of(function))]


def machines_in(folder):
    """The processors that the compiled files of a folder are made for."""
    return {struct.unpack("<H", one.read_bytes()[18:20])[0] for one in compiled(folder)}


def compiled(folder):
    """The compiled files of a folder."""
    return [one for one in folder.rglob("*.so*") if one.is_file()]


def glibc(file):
    """The newest glibc that a compiled file asks for."""
    asked = re.findall(rb"GLIBC_(\d+)\.(\d+)", file.read_bytes())
    return max(((int(major), int(minor)) for major, minor in asked), default=(2, 0))


@cache
def unzipped(folder):
    """Bytes of a folder."""
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


@pytest.mark.parametrize("layers", sorted({tuple(layers_of(one)) for one in functions()}), ids="-".join)
def test_built_functions_start_with_only_their_folders_and_their_layers(built, layers, tmp_path):
    """Those of the same layers in one process: what one of them misses is missing whoever started before."""
    folders = [str(built / one) for one in functions() if tuple(layers_of(one)) == layers]
    below = [str(built / one / "python") for one in layers]
    command = [sys.executable, "-I", "-S", "-B", "-c", RUN, json.dumps(folders), json.dumps(below)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={}, check=False)
    assert (done.returncode, done.stdout.split()) == (0, folders), done.stderr


def test_what_measures_is_in_its_layers(built, tmp_path):
    command = [sys.executable, "-I", "-S", "-B", "-c", MEASURE, json.dumps(folders_of(built, "Measure"))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={}, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "0"), done.stderr


def test_what_is_left_of_scipy_learns(built, tmp_path):
    assert functions()["Forecast"]["Environment"] == {"Variables": {"OPENBLAS_NUM_THREADS": "1"}}
    command = [sys.executable, "-I", "-S", "-B", "-c", LEARN, json.dumps(folders_of(built, "Forecast"))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={}, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "0.0"), done.stderr


@pytest.mark.parametrize("function", functions())
def test_a_function_and_its_layers_fit_into_lambda(built, function):
    total = unzipped(built / function) + sum(unzipped(built / one) for one in layers_of(function))
    assert total < MOST_BYTES


@pytest.mark.parametrize("layer", COMPILED)
def test_the_build_for_this_machine_is_of_this_machine(built, layer):
    assert machines_in(built / layer) == {MACHINES[ARCHITECTURE]}
    assert max(map(glibc, compiled(built / layer))) <= GLIBC.get(RUNTIME, GLIBC_2023)


def test_the_build_for_an_account_is_of_the_declared_architecture(cloud_layer):
    declared = template()["Parameters"]["Architecture"]["Default"]
    assert machines_in(cloud_layer) == {MACHINES[declared]}
    runtime = template()["Parameters"]["Runtime"]["Default"]
    assert max(map(glibc, compiled(cloud_layer))) <= GLIBC.get(runtime, GLIBC_2023)


def test_layers_hold_compiled_bytecode_that_never_goes_stale(built):
    cached = next((built / "SegueLayer" / "python" / "segue" / "__pycache__").glob("events.*.pyc"))
    flags = struct.unpack("<I", cached.read_bytes()[4:8])[0]
    assert flags == 0b01  # by hash, unchecked: PEP 552


def test_what_is_declared_as_a_layer_is_built(built):
    used = {layer for function in functions() for layer in layers_of(function)}
    assert used == set(resources("AWS::Serverless::LayerVersion"))
    htmx = built / "DependenciesLayer" / "python" / "django_htmx" / "static" / "django_htmx"
    assert (htmx / "htmx-2.min.js").stat().st_size > 10_000
    assert "BSD" in (htmx / "LICENSE.txt").read_text()
    assert list((built / "PlaybookLayer" / "playbook" / "segments").iterdir())
