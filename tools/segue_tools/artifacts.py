"""What a release hands on: a zip of each function and layer, the same bytes for the same source: `make artifacts`."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from segue_tools.places import LOCAL, ROOT, SAM
from segue_tools.templates import resources

INTO = LOCAL / "artifacts"
SUMS = "SHA256SUMS"
MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip knows
UNIX = 3
FILE, PROGRAM = 0o100644, 0o100755
KINDS = ("AWS::Serverless::Function", "AWS::Serverless::LayerVersion")
OF_THIS_MACHINE = ("RUNTIME", "ARCHITECTURE", "PLATFORMS")  # the layers' Makefiles ask the template instead


def built(root: Path, into: Path, runtime: str = "") -> Path:
    """What `sam build` makes of the template in a folder, for an account or for another Python. Raises SystemExit."""
    python = str(Path(sys.executable).parent)
    kept = {name: value for name, value in os.environ.items() if name not in OF_THIS_MACHINE}
    kept |= {"PATH": os.pathsep.join([python, kept.get("PATH", "")]), "SAM_CLI_TELEMETRY": "0"}
    kept |= {"RUNTIME": runtime} if runtime else {}
    line = [str(SAM), "build", "--template-file", str(root / "template.yaml"), "--build-dir", str(into)]
    done = subprocess.run(line, cwd=root, env=kept, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}\nsam build failed.")
    return into


def packed(folder: Path, into: Path) -> str:
    """A zip of a folder with sorted names, one time and two modes; answers of its SHA-256."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as whole:
        for name, file in sorted(_files(folder)):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.create_system = UNIX
            entry.external_attr = (PROGRAM if file.stat().st_mode & 0o100 else FILE) << 16
            whole.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return hashlib.sha256(into.read_bytes()).hexdigest()


def artifacts(build: Path, into: Path, names: list[str]) -> dict[str, str]:
    """A zip each, and `SHA256SUMS` as `sha256sum --check` reads it; answers of the digests by file."""
    into.mkdir(parents=True, exist_ok=True)
    for name in sorted(names):
        packed(build / name, into / f"{name}.zip")
    return summed(into)


def summed(folder: Path) -> dict[str, str]:
    """Writes `SHA256SUMS` of the files of a folder; answers of the digests by file."""
    files = sorted(one for one in folder.iterdir() if one.is_file() and one.name != SUMS)
    digests = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}
    (folder / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in digests.items()))
    return digests


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    yield from ((one.relative_to(folder).as_posix(), one) for one in folder.rglob("*") if one.is_file())


def main() -> None:
    """All of them, out of this clone."""
    shutil.rmtree(INTO, ignore_errors=True)
    build = built(ROOT, INTO / "build")
    digests = artifacts(build, INTO, [name for kind in KINDS for name in resources(kind)])
    shutil.rmtree(build)
    print(f"{len(digests)} files in {INTO.relative_to(ROOT)}, their digests in {SUMS}")


if __name__ == "__main__":
    main()
