"""A clone of what is committed: a release is made of that, and of nothing that happens to lie in a folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from segue_tools.places import LOCAL, ROOT

PLACE = LOCAL / "release"
SOURCES = ("layers/segue", "tools", ".")


def clone(into: Path = PLACE, root: Path = ROOT) -> Path:
    """The commit that is checked out, in a folder of its own, with the tools of this one."""
    shutil.rmtree(into, ignore_errors=True)
    git(root.parent, "clone", "--quiet", str(root), str(into))
    (into / ".local").mkdir()
    if (root / ".local" / "venvs").exists():
        (into / ".local" / "venvs").symlink_to(root / ".local" / "venvs")
    return into


def git(folder: Path, *words: str) -> str:
    """What git says. Raises SystemExit with its words."""
    return told(["git", *words], folder)


def module(folder: Path, name: str, *words: str) -> str:
    """What one of our commands says, as the clone has it. Raises SystemExit with its words."""
    return told([sys.executable, "-m", name, *words], folder)


def told(words: list[str], folder: Path) -> str:
    """What a program says whose code is that of a folder and whose clock shows UTC, since git writes local times into
    zips. Raises SystemExit with its words."""
    path = os.pathsep.join(str(folder / one) for one in SOURCES)
    env = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "TZ": "UTC"}
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout
