"""What the analysers find and is left stands on one page with its reason, and nothing is waved through in the code."""

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter

from segue_tools.places import ROOT

PAGE = ROOT / "docs" / "security-exceptions.md"
ROW = re.compile(r"^\| (B\d+) \| `([\w/.]+)` \| (\d+) \| (.+) \|$", re.MULTILINE)
SQL = re.compile(r"select|insert|update|delete", re.IGNORECASE)  # the words without which B608 finds nothing
WAVED = re.compile(r"#\s*nosec|#\s*(?:ruff:\s*)?noqa(?!:)|#\s*(?:ruff:\s*)?noqa:.*\bS(?:\d|\b)", re.IGNORECASE)
SHIPPED = [one for folder in ("functions", "layers") for one in sorted((ROOT / folder).rglob("*.py"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]


def test_every_finding_that_is_left_stands_on_the_page_and_no_other():
    files = [str(one.relative_to(ROOT)) for one in SHIPPED if SQL.search(one.read_text())]
    line = [sys.executable, "-m", "bandit", "--quiet", "--tests", ",".join(skipped()), "--format", "json", *files]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert found["errors"] == []
    left = Counter((one["test_id"], one["filename"].removeprefix("./")) for one in found["results"])
    told = {(rule, file): int(count) for rule, file, count, _ in ROW.findall(PAGE.read_text())}
    assert left == told
    assert left.total() > 0


def test_every_reason_is_one():
    assert all(len(why) >= len("the same") for *_, why in ROW.findall(PAGE.read_text()))


def test_no_rule_is_switched_off_but_that_one():
    assert skipped() == ["B608"]
    lint = PROJECT["ruff"]["lint"]
    assert "S" in lint["select"]
    assert [one for one in lint["ignore"] if re.fullmatch(r"S\d*", one)] == ["S608"]
    assert [one for one in lint["per-file-ignores"] if one.startswith(("functions", "layers", "*"))] == []


def test_nothing_is_waved_through_in_the_code():
    waved = [(one.name, found[0]) for one in SHIPPED for found in WAVED.finditer(one.read_text())]
    assert waved == []


def skipped() -> list[str]:
    """The rules that bandit leaves out."""
    return PROJECT["bandit"]["skips"]
