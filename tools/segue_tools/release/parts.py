"""The files of a release, made of a clone: the same bytes each time for the same commit."""

import json
import shutil
from pathlib import Path

from segue_tools.artifacts import KINDS, artifacts, built, packed, summed
from segue_tools.places import SITE_MAKER
from segue_tools.release.changelog import PLACE, notes
from segue_tools.release.clones import git, module, told
from segue_tools.templates import resources

NOTICES = "THIRD-PARTY-NOTICES.md"
NOTES = "RELEASE-NOTES.md"
SBOM = "sbom.cdx.json"


def make(clone: Path, into: Path, version: str) -> dict[str, str]:
    """All of them, with `SHA256SUMS`; answers of the digests by file."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    write_texts(clone, into, version)
    write_source(clone, into, version)
    write_site(clone, into, version)
    names = [name for kind in KINDS for name in resources(kind)]
    artifacts(built(clone, clone / ".local" / "build"), into, names)
    return summed(into)


def write_texts(clone: Path, into: Path, version: str) -> None:
    """Notes, bill of materials, notices and licence."""
    (into / NOTES).write_text(notes(version, (clone / PLACE.name).read_text()))
    bill = json.loads(module(clone, "segue_tools.sbom"))
    (into / SBOM).write_text(json.dumps(bill, indent=2) + "\n")
    for name in (NOTICES, "LICENSE"):
        shutil.copyfile(clone / name, into / name)


def write_source(clone: Path, into: Path, version: str) -> None:
    """The repository as it is committed: what is deployed from."""
    name = f"segue-{version}"
    git(clone, "archive", "--format=zip", f"--prefix={name}/", f"--output={into / name}.zip", "HEAD")


def write_site(clone: Path, into: Path, version: str) -> None:
    """The documentation as pages."""
    told([str(SITE_MAKER), "-m", "segue_tools.site"], clone)
    packed(clone / "site", into / f"docs-{version}.zip")
