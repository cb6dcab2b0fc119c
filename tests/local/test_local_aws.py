"""What `tools/local_aws` makes of MiniStack, tried in MiniStack's own interpreter without starting it."""

import subprocess
import zipfile

import pytest

from segue_tools.places import MINISTACK, START_AWS

UNPACKED = """
import sys, tempfile, zipfile
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import start
start.share_layers()
home = Path(tempfile.tempdir or tempfile.gettempdir())
for process in ("first", "second"):
    into = home / process / "layer_0"
    into.mkdir(parents=True)
    with zipfile.ZipFile(sys.argv[2]) as archive:
        print(len(archive.namelist()))
        archive.extractall(into)
    print(into.resolve().name, (into / "python" / "one.py").read_text())
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
