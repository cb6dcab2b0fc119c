"""What is shipped is locked by hash, named in the bill of materials, and under a licence that lets us ship it."""

import re

import pytest

from segue_tools.notices import LAYERS, NONE, PLACE, notices
from segue_tools.places import ROOT
from segue_tools.sbom import SHIPPED, bill, components

LOCKS = sorted([*ROOT.glob("layers/*/*.txt"), *ROOT.glob("tools/requirements/*.txt")])
LOCKS = [one for one in LOCKS if "==" in one.read_text()]
REQUIREMENT = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[a-z0-9, -]+\])?==[^\n]*(?:\\\n\s+--hash=sha256:[0-9a-f]{64}[^\n]*)+", re.MULTILINE
)
LINE = re.compile(r"$|\s*#|[A-Za-z0-9._-]+(?:\[[a-z0-9, -]+\])?==|\s+--hash=sha256:")  # of a lock: no address
# Licences under which a layer may be handed on with its notices. Weak copyleft is of a file, and stays in that file.
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|0BSD|Unlicense|Zlib|Mozilla|MPL|Boost|CC0", re.I
)
REFUSED = re.compile(r"(?<!L)GPL|General Public License|AGPL|SSPL|BUSL|Commons Clause|Proprietary", re.I)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda one: one.stem)
def test_every_package_is_locked_by_hash(lock):
    text = lock.read_text()
    pinned = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]+\])?==", text, re.MULTILINE)
    assert pinned == [found[1] for found in REQUIREMENT.finditer(text)]
    assert [line for line in text.splitlines() if not LINE.match(line)] == []


def test_the_bill_names_what_is_shipped():
    named = {one["name"] for one in components()}
    pinned = {name.lower() for one in SHIPPED for name in re.findall(r"^([\w.-]+)==", (ROOT / one).read_text(), re.M)}
    assert pinned <= named
    assert all(one["hashes"] for one in components())
    assert bill() == bill()


def test_what_is_shipped_is_under_a_licence_that_lets_us():
    said = {one["name"]: one["licenses"][0]["license"]["name"] for one in components()}
    assert {name: one for name, one in said.items() if REFUSED.search(one) or not ALLOWED.search(one)} == {}


def noticed() -> list[tuple[str, ...]]:
    """The rows of the notices."""
    rows = [row for row in PLACE.read_text().splitlines() if row.startswith("| ")][1:]
    return [tuple(cell.strip() for cell in row.split("|")[1:-1]) for row in rows]


def test_the_notices_are_what_the_locks_say():
    """Names and versions out of the locks, as they are read here; all else as what is installed says."""
    text, rows = PLACE.read_text(), noticed()
    named = {(name, version, layer) for name, version, _, layer, _ in rows if name != "htmx"}
    pinned = {
        (name.lower(), version, layer)
        for lock, layer in LAYERS.items()
        for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / lock).read_text(), re.M)
    }
    assert named == pinned
    installed = [one for one in notices() if one.licence]  # a lock also names what other Pythons need
    assert len(installed) > 30
    assert [tuple(one) for one in installed if tuple(one) not in rows] == [], "make notices"
    assert "http" not in text


def test_every_notice_says_a_licence_and_where_its_text_is():
    assert all(one.version and one.licence for one in notices())
    assert {one.name for one in notices() if one.text == NONE} == {"jsonschema-rs", "mrml"}  # their wheels have none
