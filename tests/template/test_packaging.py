"""What is uploaded is complete: every built function runs with nothing but its folder and its layers.

The local AWS runs functions in its own environment, where a missing package can hide; here an isolated interpreter
(no site-packages) imports each built artifact; `tests/local/test_artifacts.py` invokes them. The layers are also built
for the template's own default runtime and architecture, which the machine at hand need not have.
"""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from segue_tools.places import ARCHITECTURE, ROOT
from segue_tools.templates import functions, resources, template

MACHINES = {"x86_64": 62, "arm64": 183}  # e_machine of an ELF header
LAYERS = [one["Ref"] for one in template()["Globals"]["Function"]["Layers"]]
MOST_BYTES = 250 * 1024 * 1024  # of a function and its layers, unzipped: a limit of Lambda
RUN = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
import app
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def cloud_layer(tmp_path_factory):
    """The dependencies layer as `sam build` makes it for an account, by default arm64."""
    folder = tmp_path_factory.mktemp("layer")
    variables = {
        **os.environ,
        "ARTIFACTS_DIR": str(folder),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    makefile = ROOT / "layers" / "dependencies" / "Makefile"
    scratch = tmp_path_factory.mktemp("scratch")
    for one in makefile.parent.iterdir():
        (scratch / one.name).write_bytes(one.read_bytes())
    command = ["make", "--makefile", str(makefile), "build-DependenciesLayer"]
    subprocess.run(command, cwd=scratch, env=variables, check=True, capture_output=True)
    return folder


def folders_of(built, function):
    """The import path that Lambda gives a function: its folder, then /opt/python of its layers."""
    return [str(built / function), *(str(built / layer / "python") for layer in LAYERS)]


def machines_in(folder):
    """The processors that the compiled files of a folder are made for."""
    shared = [one for one in folder.rglob("*.so*") if one.is_file()]
    return {struct.unpack("<H", one.read_bytes()[18:20])[0] for one in shared}


def unzipped(folder):
    """Bytes of a folder."""
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


@pytest.mark.parametrize("function", functions())
def test_a_built_function_starts_with_only_its_folder_and_its_layers(built, function, tmp_path):
    command = [sys.executable, "-I", "-S", "-B", "-c", RUN, json.dumps(folders_of(built, function))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={}, check=False)
    assert done.returncode == 0, done.stderr
    assert "app" in json.loads(done.stdout)


@pytest.mark.parametrize("function", functions())
def test_a_function_and_its_layers_fit_into_lambda(built, function):
    total = unzipped(built / function) + sum(unzipped(built / one) for one in LAYERS)
    assert total < MOST_BYTES


def test_the_build_for_this_machine_is_of_this_machine(built):
    assert machines_in(built / "DependenciesLayer") == {MACHINES[ARCHITECTURE]}


def test_the_build_for_an_account_is_of_the_declared_architecture(cloud_layer):
    declared = template()["Parameters"]["Architecture"]["Default"]
    assert machines_in(cloud_layer) == {MACHINES[declared]}


def test_layers_hold_compiled_bytecode_that_never_goes_stale(built):
    cached = next((built / "SegueLayer" / "python" / "segue" / "__pycache__").glob("events.*.pyc"))
    flags = struct.unpack("<I", cached.read_bytes()[4:8])[0]
    assert flags == 0b01  # by hash, unchecked: PEP 552


def test_what_is_declared_as_a_layer_is_built(built):
    assert set(LAYERS) == set(resources("AWS::Serverless::LayerVersion"))
    htmx = built / "DependenciesLayer" / "python" / "django_htmx" / "static" / "django_htmx"
    assert (htmx / "htmx-2.min.js").stat().st_size > 10_000
    assert "BSD" in (htmx / "LICENSE.txt").read_text()
    assert list((built / "PlaybookLayer" / "playbook" / "segments").iterdir())
