"""The API is described by functions that have no layer of science: nothing that describes it may need one."""

import subprocess
import sys

from tests.template import sources

SCIENCE = ("duckdb", "sqlglot", "numpy", "scipy", "rapidfuzz")
ALONE = f"""
import importlib, pkgutil, sys
for name in {SCIENCE!r}:
    sys.modules[name] = None  # as where it is not installed
import segue.api
for one in pkgutil.iter_modules(segue.api.__path__):
    importlib.import_module("segue.api." + one.name)
"""


def test_what_describes_the_api_needs_no_layer_of_science():
    layer = {"PYTHONPATH": str(sources.PACKAGE.parent)}
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, env=layer, check=False)
    assert done.returncode == 0, done.stderr
