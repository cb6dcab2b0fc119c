"""The bill of materials of what is shipped in layers, as CycloneDX JSON, made of the locks: `make sbom`."""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from segue.version import VERSION
from segue_tools.places import ROOT

SHIPPED = ("layers/dependencies/requirements.txt", "layers/science/requirements.txt", "layers/science/models.txt")
BROWSER = "layers/dependencies/browser.txt"  # its htmx goes into a layer too
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
TOLD_ELSEWHERE = {"mrml": "MIT"}  # its metadata says nothing; its repository does: https://github.com/jdrouet/mrml
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components() -> list[dict[str, Any]]:
    """One a package, by name; a package that two layers have stands once."""
    found = {one["purl"]: one for file in (*SHIPPED, BROWSER) for one in locked((ROOT / file).read_text())}
    return [found[one] for one in sorted(found)]


def bill() -> dict[str, Any]:
    """The same every time for the same locks: no moment and no number of its own."""
    product = {
        "type": "application",
        "name": "segue",
        "version": VERSION,
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": product},
        "components": components(),
    }


def locked(lock: str) -> Iterator[dict[str, Any]]:
    """What one lock names."""
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock):
        pinned = PINNED.match(block)
        if pinned:
            name, version = pinned[1].lower(), pinned[2]
            yield {
                "type": "library",
                "name": name,
                "version": version,
                "purl": f"pkg:pypi/{name}@{version}",
                "hashes": [{"alg": "SHA-256", "content": one} for one in HASH.findall(block)],
                "licenses": [{"license": {"name": licence(name)}}],
            }


def licence(name: str) -> str:
    """What the installed package says of its own licence; empty where it says nothing or is not installed."""
    try:
        said: Any = metadata(name)
    except PackageNotFoundError:
        return ""
    classified = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License ::")]
    short = (said.get("License") or "").strip().partition("\n")[0]
    return said.get("License-Expression") or next(iter(classified), "") or short[:100] or TOLD_ELSEWHERE.get(name, "")


def main() -> None:
    """Writes it to the standard output."""
    sys.stdout.write(json.dumps(bill(), indent=2) + "\n")


if __name__ == "__main__":
    main()
