"""What is shipped is locked by hash, named in the bill of materials, and under a licence that lets us ship it."""

import re

import pytest

from segue_tools.places import ROOT
from segue_tools.sbom import SHIPPED, bill, components

LOCKS = sorted([*ROOT.glob("layers/*/*.txt"), *ROOT.glob("tools/requirements/*.txt")])
LOCKS = [one for one in LOCKS if "==" in one.read_text()]
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==[^\n]*(?:\\\n\s+--hash=sha256:[0-9a-f]{64}[^\n]*)+", re.MULTILINE)
# Licences under which a layer may be handed on with its notices. Weak copyleft is of a file, and stays in that file.
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|0BSD|Unlicense|Zlib|Mozilla|MPL|Boost|CC0", re.I
)
REFUSED = re.compile(r"(?<!L)GPL|General Public License|AGPL|SSPL|BUSL|Commons Clause|Proprietary", re.I)
TOLD_ELSEWHERE = {"mrml": "MIT"}  # its metadata says nothing; its repository does: https://github.com/jdrouet/mrml


@pytest.mark.parametrize("lock", LOCKS, ids=lambda one: one.stem)
def test_every_package_is_locked_by_hash(lock):
    text = lock.read_text()
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)
    assert pinned == [found[1] for found in REQUIREMENT.finditer(text)]
    assert not re.findall(
        r"^(?!\s*#)\s*(?:-i|--index-url|--extra-index-url|--find-links|git\+|https?:)", text, re.MULTILINE
    )


def test_the_bill_names_what_is_shipped():
    named = {one["name"] for one in components()}
    pinned = {name.lower() for one in SHIPPED for name in re.findall(r"^([\w.-]+)==", (ROOT / one).read_text(), re.M)}
    assert pinned <= named
    assert all(one["hashes"] for one in components())
    assert bill() == bill()


def test_what_is_shipped_is_under_a_licence_that_lets_us():
    said = {
        one["name"]: one["licenses"][0]["license"]["name"] or TOLD_ELSEWHERE.get(one["name"], "")
        for one in components()
    }
    assert {name: one for name, one in said.items() if REFUSED.search(one) or not ALLOWED.search(one)} == {}
