"""What is built twice of the same source is the same, byte by byte, wherever and whenever it was built."""

import json
import os
import shutil
import zipfile

import pytest

from segue_tools.artifacts import SUMS, artifacts, built, packed
from segue_tools.places import ROOT, RUNTIME, SAM
from segue_tools.templates import folder_of, functions, template

pytestmark = pytest.mark.thorough

FUNCTIONS = ("Collect", "Privacy")
LAYER = "SegueLayer"
NAMES = [*FUNCTIONS, LAYER]


def clone(place, moment: int) -> None:
    """The sources of some parts in a folder of their own, all of one age."""
    for source in (*(f"functions/{folder_of(one)}" for one in FUNCTIONS), "layers/segue"):
        shutil.copytree(ROOT / source, place / source, ignore=shutil.ignore_patterns("__pycache__"))
    runs = {"Handler": functions()["Collect"]["Handler"], "Runtime": RUNTIME}
    made: dict = {
        one: {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": f"functions/{folder_of(one)}", **runs}}
        for one in FUNCTIONS
    }
    said = {"ContentUri": "layers/segue", "CompatibleRuntimes": [RUNTIME]}
    made[LAYER] = {**template()["Resources"][LAYER], "Properties": said}
    text = {"Transform": "AWS::Serverless-2016-10-31", "Resources": made}
    (place / "template.yaml").write_text(json.dumps(text))
    for file in place.rglob("*"):
        os.utime(file, (moment, moment))


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """Two folders of zips, built in different places out of files of different ages."""
    if not SAM.exists():
        pytest.skip("sam is not installed: make tools")
    made = []
    for name, moment in (("a", 1_500_000_000), ("a-much-longer-name", 1_700_000_001)):
        place = tmp_path_factory.mktemp(name)
        clone(place, moment)
        left = place / "functions" / folder_of(FUNCTIONS[0]) / "__pycache__" / f"app.{name}.pyc"
        left.parent.mkdir()
        left.write_text(name)  # what a run of the tests leaves in a clone
        artifacts(built(place, place / "build", RUNTIME), place / "out", NAMES)
        made.append(place / "out")
    return made


def filled(folder, number: int, names: list[str]) -> None:
    """A folder with these files, made in this order."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
        (folder / name).chmod((0o755, 0o700)[number] if name.endswith("so") else (0o644, 0o600)[number])
        os.utime(folder / name, (number, 1_600_000_000 + number))


def test_a_zip_says_nothing_of_when_and_where(tmp_path):
    """Other times, another order of making and another umask; also without sam."""
    for number, names in enumerate((["b.py", "a/c.so", "z"], ["z", "a/c.so", "b.py"])):
        filled(tmp_path / str(number), number, names)
        packed(tmp_path / str(number), tmp_path / f"{number}.zip")
    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()
    entries = zipfile.ZipFile(tmp_path / "0.zip").infolist()
    assert [(one.filename, oct(one.external_attr >> 16)) for one in entries] == [
        ("a/c.so", "0o100755"),
        ("b.py", "0o100644"),
        ("z", "0o100644"),
    ]


def test_another_byte_is_another_digest(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "app.py").write_text("1")
    before = packed(tmp_path / "one", tmp_path / "a.zip")
    (tmp_path / "one" / "app.py").write_text("2")
    assert packed(tmp_path / "one", tmp_path / "a.zip") != before


@pytest.mark.parametrize("name", [*(f"{one}.zip" for one in NAMES), SUMS])
def test_the_bytes_are_the_same(twice, name):
    first, second = ((one / name).read_bytes() for one in twice)
    assert len(first) > 100
    assert first == second
