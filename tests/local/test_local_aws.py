"""What `tools/local_aws` makes of MiniStack and sam, tried in their own interpreters without starting either."""

import subprocess
import zipfile

import pytest

from segue_tools.places import MINISTACK, ROOT, SAM, START_AWS, START_SAM

pytestmark = pytest.mark.thorough

UNPACKED = """
import sys, tempfile, zipfile
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import start
start.share_layers()
home = Path(tempfile.gettempdir())
for process in ("first", "second"):
    into = home / process / "layer_0"
    into.mkdir(parents=True)
    with zipfile.ZipFile(sys.argv[2]) as archive:
        print(len(archive.namelist()))
        archive.extractall(into)
    print(into.resolve().name, (into / "python" / "one.py").read_text())
"""
READ = """
import runpy, sys
from contextlib import suppress
from pathlib import Path
import yaml
from samcli.yamlhelper import yaml_parse
text = Path(sys.argv[2]).read_text()
before = yaml_parse(text)
sys.argv[1:] = [sys.argv[1], "--version"]
with suppress(SystemExit):
    runpy.run_path(sys.argv.pop(1))
print(yaml.SafeLoader is yaml.CSafeLoader, yaml_parse(text) == before)
"""


@pytest.mark.skipif(not MINISTACK.exists(), reason="MiniStack is not installed: make tools")
def test_a_layer_is_unpacked_for_the_first_process_and_not_looked_through_for_the_next(tmp_path):
    layer = tmp_path / "layer_0.zip"
    with zipfile.ZipFile(layer, "w") as archive:
        archive.writestr("python/one.py", "1")
        archive.writestr("python/two.py", "2")
    words = [str(MINISTACK), "-c", UNPACKED, str(START_AWS.parent), str(layer)]
    done = subprocess.run(words, env={"TMPDIR": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, where, second, there = done.stdout.splitlines()
    assert (first, second, there) == ("2", "0", where)
    assert where.startswith("layer-")
    assert where.endswith(" 1")


@pytest.mark.skipif(not SAM.exists(), reason="sam is not installed: make tools")
def test_sam_reads_the_template_in_c_and_finds_the_same_in_it():
    words = [str(SAM.with_name("python")), "-c", READ, str(START_SAM), str(ROOT / "template.yaml")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    version, said = done.stdout.splitlines()
    assert version.startswith("SAM CLI")
    assert said == "True True"
